"""How the results are shown on a phone: a choice that the browser remembers."""

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse

COOKIE, A_YEAR_S = "shown_as", 365 * 24 * 3600


class ShownAs(models.TextChoices):
    """On a phone: rows with a small photo, or cards with a large one. A desk has room
    for cards."""

    ROWS = "rows"
    CARDS = "cards"


class ShownAsForm(forms.Form):
    """What the reader chose."""

    shown_as = forms.ChoiceField(choices=ShownAs.choices)


def shown_as(request: HttpRequest) -> str:
    """What was chosen in this browser, if anything that we know."""
    form = ShownAsForm(request.COOKIES)
    return form.cleaned_data["shown_as"] if form.is_valid() else ShownAs.ROWS


def remember(answer: HttpResponse, chosen: str) -> None:
    """From now on, for a year."""
    answer.set_cookie(
        COOKIE,
        chosen,
        max_age=A_YEAR_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
