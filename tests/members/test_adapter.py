"""Every letter that allauth can send, and every other letter of members."""

import re
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils import translation

from outbox.models import Letter
from tests.members.conftest import link_in

FOLDER = Path(settings.BASE_DIR) / "templates" / "members" / "letters"
CONTEXT = {
    "activate_url": "http://here.example/confirm",
    "password_reset_url": "http://here.example/reset",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "email": "anna@example.org",
    "request": object(),
}
# What allauth can send with our settings.
PREFIXES = [
    *("email_confirmation", "email_confirmation_signup", "password_reset_key"),
    *("account_already_exists", "password_changed"),
    *("password_reset", "password_set", "email_changed", "email_deleted"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_letter_of_allauth_is_complete(anna, prefix, language):
    anna.language = language
    anna.save()
    get_adapter().send_mail(f"account/email/{prefix}", anna.email, CONTEXT)
    letter = Letter.objects.get()
    assert (letter.to, letter.reader, letter.language) == (anna.email, anna, language)
    assert letter.subject != ""
    assert re.findall(r"[{}]|&#|None", letter.subject + letter.body) == []


def test_every_letter_of_allauth_that_has_a_template_is_tested():
    found = {path.stem.removeprefix("account_") for path in FOLDER.glob("account_*")}
    assert found == set(PREFIXES)


def test_the_same_letter_is_sent_again_when_asked_again(anna):
    for _ in range(2):
        get_adapter().send_mail(
            "account/email/account_already_exists", anna.email, CONTEXT
        )
    assert Letter.objects.count() == 2


def test_a_letter_to_a_new_address_speaks_the_language_of_its_person(anna):
    context = CONTEXT | {"user": anna, "email": "new@example.org"}
    get_adapter().send_mail(
        "account/email/email_confirmation", "new@example.org", context
    )
    letter = Letter.objects.get()
    assert (letter.to, letter.reader, letter.language) == (
        "new@example.org",
        anna,
        "en",
    )
    assert link_in(letter) == "/confirm"


def test_a_letter_to_a_stranger_speaks_the_language_of_the_page(db):
    with translation.override("nl"):
        get_adapter().send_mail(
            "account/email/account_already_exists", "x@y.example", CONTEXT
        )
    assert Letter.objects.get().language == "nl"
