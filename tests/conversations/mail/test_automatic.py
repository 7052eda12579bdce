"""E-mail that a program wrote is told from that of people."""

import pytest

from conversations.mail.automatic import why_automatic
from conversations.mail.parsing import read
from tests.conversations.conftest import email

SENDER, TO = "anna@example.org", "antwoord@deel.example.nl"


def why(**headers):
    return why_automatic(read(email(SENDER, TO, **headers).as_bytes()))


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Return_Path": "<>"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": ""},
        {"List_Id": "<nieuws.example.org>"},
        {"X_Failed_Recipients": TO},
        {"subject": "Automatisch antwoord: bedden"},
        {"subject": "Automatic reply: beds"},
        {"subject": "Out of Office Re: beds"},
        {"subject": "Afwezig: bedden"},
        {"subject": "Afwezigheidsbericht"},
        {"subject": "Ik ben met vakantie"},
        {"subject": "Buiten kantoor"},
        {"subject": "[Out of office] beds"},
        {"subject": "Undeliverable: beds"},
        {"subject": "Onbestelbaar: bedden"},
        {"subject": "Geaccepteerd: Ophalen bedden"},
        {"subject": "Gelezen: bedden"},
    ],
)
def test_of_a_program(headers):
    assert why(**headers) != ""


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Return_Path": f"<{SENDER}>"},
        {"Precedence": "normal"},
        {"subject": "Re: Afwezig op vrijdag"},
        {"subject": "RE: Automatisch bed te koop"},
        {"subject": "Antw: bedden"},
        {"subject": "Auto voor het vervoer"},
        {"subject": ""},
    ],
)
def test_of_a_person(headers):
    assert why(**headers) == ""


@pytest.mark.parametrize(
    "sender",
    [
        "mailer-daemon@example.org",
        "no-reply@example.org",
        "noreply+7@x.nl",
        "postmaster@x.nl",
        "",
    ],
)
def test_of_an_address_that_nobody_has(sender):
    assert why_automatic(read(email(sender, TO).as_bytes())) != ""


def test_of_ourselves(settings):
    own = email(settings.SERVER_EMAIL, TO)
    assert why_automatic(read(own.as_bytes())) == "A letter of our own came back."
    bounced = email(SENDER, TO)
    bounced.replace_header("Message-ID", f"<letter-7@{settings.LETTER_DOMAIN}>")
    assert why_automatic(read(bounced.as_bytes())) == "A letter of our own came back."


@pytest.mark.parametrize("kind", ["delivery-status", "calendar"])
def test_of_a_mail_server_or_a_calendar(kind):
    mail = email(SENDER, TO)
    if kind == "calendar":
        mail.add_alternative("BEGIN:VCALENDAR", subtype="calendar")
        raw = mail.as_bytes()
    else:
        raw = mail.as_bytes().replace(b"text/plain", b"message/delivery-status")
    assert why_automatic(read(raw)) != ""
