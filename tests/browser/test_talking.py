"""Questions before asking, and a conversation in which a letter is answered by e-mail:
over a real SMTP server, out of a real mailbox, into the claim."""

import smtplib
from email.message import EmailMessage
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect

from demo.configuration import HOST
from tests.browser.steps import attach, press, send, write
from tests.browser.test_work import claim_of
from tests.running_demo import wait_until

ANNA, BRAM = "anna@demo.example", "bram@demo.example"
MAIL_SWEEPS = ("conversations.tasks.fetch_mail", "conversations.tasks.read_mail")
LIFT, OFFER = "Tillift, passief", "SELECT id FROM listings_listing WHERE title = %s"
SAID = "SELECT 1 FROM conversations_message WHERE text = %s AND by_mail"


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "wiel.jpg"
    path.write_bytes(picture())
    return path


def picture():
    file = BytesIO()
    Image.new("RGB", (640, 480), "steelblue").save(file, "JPEG")
    return file.getvalue()


def answer_by_mail(site, letter, words):
    """As a phone does it: the letter below, a signature, and a photo."""
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
    on = f"Op 30 nov 2026 om 09:12 heeft {letter.sender} het volgende geschreven:"
    text = f"{words}\n\nVerstuurd vanaf mijn iPhone\n\n> {on}\n>\n{quoted}\n"
    message = EmailMessage()
    message["From"], message["To"] = letter.to, letter.reply_to
    message["Subject"], message["Message-ID"] = f"Re: {letter.subject}", "<1@iphone>"
    message.set_content(text)
    message.add_attachment(picture(), "image", "jpeg", filename="IMG_1.jpg")
    settings = site.named("celery --app=deelplatform beat").environ()
    with smtplib.SMTP(HOST, urlsplit(settings["EMAIL_URL"]).port) as smtp:
        smtp.send_message(message)


def test_a_reply_by_email_lands_in_the_claim(site, visitor, photo):
    anna, bram = visitor("anna"), visitor("bram")
    claim = claim_of(site, "Rollators, inklapbaar")
    bram.goto(f"/claims/{claim}/")
    press(bram, "#talk .button")
    write(bram, "text", "Van een rollator piept het wiel. Is daar iets aan te doen?")
    attach(bram, "pictures", photo)
    send(bram)
    expect(bram.locator(".said[data-own] .said-photos img")).to_be_visible()

    anna.goto("/")
    unread = anna.locator(".task", has_text="Rollators, inklapbaar")
    expect(unread.locator(".what")).to_have_text("Lees een bericht")

    letter = site.letter_now(to=ANNA, text="piept het wiel")
    words = "Een druppel olie helpt, zie de foto."
    answer_by_mail(site, letter, words)
    site.sweep_now(*MAIL_SWEEPS)
    assert wait_until(lambda: site.sql(SAID, words), 60)

    back = site.letter_now(to=BRAM, text=words)
    assert back.reply_to != letter.reply_to
    bram.reload()
    told = bram.locator(".said", has_text=words)
    expect(told).to_contain_text("per e-mail")
    expect(told.locator(".said-photos img")).to_be_visible()
    expect(told).not_to_contain_text("iPhone")
    anna.goto("/")
    expect(unread).to_have_count(0)


def test_a_question_is_answered_for_all_to_read(site, visitor):
    anna, bram, carla = (visitor(name) for name in ("anna", "bram", "carla"))
    offer = f"/listings/{site.sql(OFFER, LIFT)[0][0]}/"
    bram.goto(offer)
    press(bram, "#questions .button")
    write(bram, "text", "Bel me even op 06 12345678.")
    send(bram)
    expect(bram.locator("main")).to_contain_text("Haal dit er eerst uit.")
    write(bram, "text", "Tot hoeveel kilo mag hij?")
    send(bram)
    expect(bram.locator("#questions")).to_contain_text("Nog geen antwoord")

    anna.goto("/")
    press(anna, f".task:has-text('{LIFT}') a:has-text('Beantwoord deze vraag')")
    write(anna, "text", "Tot 180 kilo.")
    send(anna)
    carla.goto(offer)
    expect(carla.locator("#questions")).to_contain_text("Tot 180 kilo.")
