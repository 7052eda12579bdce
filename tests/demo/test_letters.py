import smtplib
import uuid
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.urls import reverse

from demo.catcher import Keeper
from demo.configuration import HOST, free_port
from demo.mailbox import Mailbox

HTML = '<html><head><title>x</title></head><body><a href="/claims/7/">See</a></body>'

pytestmark = pytest.mark.urls("tests.demo.demo_urls")


@pytest.fixture
def reader():
    """An address of this test alone: tests share the folder of letters."""
    address = f"{uuid.uuid4().hex}@demo.example"
    yield address
    for letter in Mailbox(settings.VAR / "mail").letters(address):
        letter.path.unlink()


@pytest.fixture
def send(reader):
    """Sends a letter over SMTP to a real mail catcher; returns it as it was kept."""
    catcher = Controller(
        Keeper(settings.VAR / "mail"), hostname=HOST, port=free_port(), ready_timeout=30
    )
    catcher.start()

    def send(subject="A bed for you", html=HTML, calendar=""):
        message = EmailMessage()
        message["From"], message["To"] = "deelplatform@demo.example", reader
        message["Subject"] = subject
        message.set_content("Tweeëntwintig bedden.\n\nSee http://127.0.0.1/claims/7/\n")
        if html:
            message.add_alternative(html, subtype="html")
        if calendar:
            message.add_attachment(calendar, subtype="calendar", filename="pickup.ics")
        with smtplib.SMTP(HOST, catcher.port) as smtp:
            smtp.send_message(message)
        return Mailbox(settings.VAR / "mail").letters(reader)[0]

    yield send
    catcher.stop()


def test_letter_is_kept_as_it_was_sent(send, reader):
    letter = send("Eén bed voor jou")
    assert (letter.to, letter.subject) == (reader, "Eén bed voor jou")
    assert letter.text.splitlines()[0] == "Tweeëntwintig bedden."
    assert "<title>x</title>" in letter.html


def test_letter_to_two_readers_is_kept_for_each(tmp_path):
    Keeper(tmp_path)._keep("anna@demo.example", b"Subject: x\r\n\r\ny")
    Keeper(tmp_path)._keep("bram@demo.example", b"Subject: x\r\n\r\ny")
    assert len(Mailbox(tmp_path).letters()) == 2
    assert len(Mailbox(tmp_path).letters("Anna")) == 1


def test_address_cannot_lead_out_of_the_folder(tmp_path):
    Keeper(tmp_path / "mail")._keep("../../x@demo.example", b"Subject: x\r\n\r\ny")
    assert [path.parent for path in tmp_path.rglob("*.eml")] == [tmp_path / "mail"]


def test_newest_letter_is_first(client, db, send, reader):
    send("First")
    send("Second")
    answer = client.get(reverse("demo:letters"), {"to": reader})
    assert [letter.subject for letter in answer.context["page_obj"]] == [
        "Second",
        "First",
    ]


def test_letters_are_open_without_login(client, db, send):
    letter = send()
    assert client.get(reverse("demo:letters")).status_code == 200
    answer = client.get(reverse("demo:letter", args=[letter.name]))
    assert answer.status_code == 200
    link = '<a href="http://127.0.0.1/claims/7/" rel="nofollow">'
    assert link in answer.content.decode()


def test_html_of_a_letter_is_shown_without_script_or_network(client, db, send):
    letter = send(html="<p style='color: red'>Hi</p><script>alert(1)</script>")
    answer = client.get(reverse("demo:look", args=[letter.name]))
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'none'",
        "object-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-top-navigation-by-user-activation",
    }
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_links_in_the_frame_open_the_page_itself(client, db, send):
    answer = client.get(reverse("demo:look", args=[send().name]))
    assert answer.content.decode().startswith('<html><head><base target="_top">')


def test_invitation_can_be_saved(client, db, send):
    letter = send(calendar="BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    page = client.get(reverse("demo:letter", args=[letter.name]))
    assert b">pickup.ics</a>" in page.content
    answer = client.get(reverse("demo:attachment", args=[letter.name, 0]))
    assert answer["Content-Type"] == "text/calendar"
    assert answer["Content-Disposition"] == 'attachment; filename="pickup.ics"'
    assert answer.content.decode().split() == ["BEGIN:VCALENDAR", "END:VCALENDAR"]


def test_what_is_not_there_is_not_found(client, db, send):
    letter = send()
    names = ["1-nobody.eml", "..", "redis.conf", "%2e%2e%2fsecret_key"]
    paths = [reverse("demo:letter", args=[name]) for name in names]
    paths.append(reverse("demo:attachment", args=[letter.name, 0]))
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)


def test_no_letters_yet_says_what_to_do(client, db, reader):
    answer = client.get(reverse("demo:letters"), {"to": reader})
    assert list(answer.context["page_obj"]) == []
    assert 'class="empty"' in answer.content.decode()
