"""Stopping letters from within a letter: by its link, or by the button of the mail
program (`List-Unsubscribe`, RFC 2369 and RFC 8058)."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from outbox.models import Letter
from outbox.readers import Reader

SALT = "letters off"


def address_for(letter: Letter) -> str:
    """Where its reader stops letters of this kind without logging in. It never ends: an
    old letter has to be able to stop new ones."""
    token = signing.dumps([letter.reader_id, letter.kind], salt=SALT)
    return settings.SITE_URL + reverse("members:letters_off", args=[token])


def opened(token: str) -> tuple[Reader, str] | None:
    """Whose letters such an address stops, and of which kind; None when nobody signed
    it."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    reader = get_user_model().objects.filter(pk=pk).first()
    return (reader, kind) if reader else None


def headers(letter: Letter) -> dict[str, str]:
    """For the mail program: one click, nothing to fill in. Only letters that follow
    the reader's wish can be stopped."""
    if not letter.kind:
        return {}
    return {
        "List-Unsubscribe": f"<{address_for(letter)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
