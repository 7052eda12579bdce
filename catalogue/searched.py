"""Words of searches that the platform can learn from: kept without who searched.

Words that found nothing are counted at once. Words that nobody could place go
along in a cookie of an hour; when something is asked for after them, they are counted
with its category.
"""

from datetime import timedelta
from urllib.parse import quote, unquote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue import synonyms
from catalogue.models import Category, SearchedWords, Synonym
from catalogue.models.learned import LONGEST
from catalogue.words import plain
from members.models import User

COOKIE = "searched"
FOR_S = 3600
SHORTEST = 3  # letters
MOST_WORDS = 4
KEPT_FOR = timedelta(days=180)  # what nobody searches any more


def kept_form(words: str) -> str:
    """Words as they are kept; or "", for what may be a number, an address or a whole
    sentence about somebody."""
    text = plain(words)
    is_short = SHORTEST <= len(text) <= LONGEST and len(text.split()) <= MOST_WORDS
    return text if is_short and text.replace(" ", "").replace("-", "").isalpha() else ""


def found_nothing(words: str) -> None:
    """A search for these words found nothing."""
    if kept := kept_form(words):
        SearchedWords.objects.count_one(kept, None)


def go_along(response: HttpResponse, words: str) -> None:
    """Nobody knew what they mean: what is asked for now may tell it."""
    if kept := kept_form(words):
        response.set_cookie(
            COOKIE,
            quote(kept),
            max_age=FOR_S,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def led_to_an_ask(request: HttpRequest, response: HttpResponse, kind: Category) -> None:
    """Something of that category was asked for, perhaps after such a search."""
    if kept := kept_form(unquote(request.COOKIES.get(COOKIE, ""))):
        SearchedWords.objects.count_one(kept, kind)
        response.delete_cookie(COOKIE)


@transaction.atomic
def make_synonym(searched: SearchedWords, *, by: User) -> Synonym:
    """From now on these words mean the category that is suggested."""
    if not by.is_staff:
        raise PermissionDenied
    if not searched.suggestion:
        raise Refused(_("Nothing tells which category these words may mean."))
    synonym, _made = Synonym.objects.update_or_create(
        words=searched.words, defaults={"category_id": searched.suggestion}
    )
    _settle(searched)
    transaction.on_commit(synonyms.forget)
    return synonym


@transaction.atomic
def leave(searched: SearchedWords, *, by: User) -> None:
    """They mean nothing that the platform could learn."""
    if not by.is_staff:
        raise PermissionDenied
    _settle(searched)


def forget_old() -> int:
    """What nobody searched for half a year goes. Returns how many rows."""
    unused = SearchedWords.objects.unused_since(timezone.now() - KEPT_FOR)
    return unused.delete()[0]


def _settle(searched: SearchedWords) -> None:
    """All rows with these words: they are one question."""
    same = SearchedWords.objects.open().filter(words=searched.words)
    same.update(settled_at=timezone.now())
