"""What Bram asked of Anna, and the e-mail that they send."""

from email.message import EmailMessage
from io import BytesIO

import pytest
from PIL import Image

from claims import actions as claiming
from conversations.mail import intake
from outbox.models import Letter

REPLY_ADDRESS = "antwoord@deel.example.nl"


@pytest.fixture
def claim(beds, bram):
    """Bram asks for one of Anna's two beds."""
    place = bram.organisation.locations.get()
    return claiming.ask(beds, by=bram, term="free", quantity=1, location=place)


@pytest.fixture
def answered_by_mail(settings):
    """Letters can be answered."""
    settings.REPLY_ADDRESS = REPLY_ADDRESS


def letters(name):
    """The letters by this template, the oldest first."""
    named = Letter.objects.filter(key__startswith=f"conversations/letters/{name} ")
    return list(named.order_by("pk"))


def read_by(name):
    """Who got such a letter, sorted."""
    return sorted(letter.to for letter in letters(name))


def picture(width=640, height=480, kind="JPEG", colour="teal"):
    """A photo, as bytes."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind)
    return file.getvalue()


def email(sender, to, text="Dinsdag kan.", subject="Re: bedden", **headers):
    """An e-mail as a person sends it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{abs(hash((sender, to, text, subject)))}@mail.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def come_in(message):
    """It came, and the clock read it; returns what came of it."""
    raw = message if isinstance(message, bytes) else message.as_bytes()
    incoming = intake.keep(raw)
    intake.read_incoming()
    if incoming:
        incoming.refresh_from_db()
    return incoming
