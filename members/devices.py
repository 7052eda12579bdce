"""Who was logged in on this device last: noted there, signed, so that what they send
after their session ended is theirs, and that a stranger's wrong guesses don't shut them
out (`guessing`)."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "last_here"
COOKIE_AGE = 60 * 24 * 3600  # seconds: longer than any session


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Note who is here now."""
    if last_here(request) != request.user.pk:
        response.set_cookie(
            COOKIE,
            signing.dumps(request.user.pk, salt=COOKIE),
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def last_here(request: HttpRequest) -> int | None:
    """The number of who was; None when nobody was, or when the note is not ours."""
    try:
        return signing.loads(note_of(request), salt=COOKIE)
    except signing.BadSignature:
        return None


def note_of(request: HttpRequest) -> str:
    """The note itself: another one on each device."""
    return request.COOKIES.get(COOKIE, "")
