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

Decision = SearchedWords.Decision
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


def make_synonym(
    searched: SearchedWords, *, by: User, category: Category | None = None
) -> Synonym:
    """From now on these words mean this category; without one, the suggested one."""
    code = category.pk if category else searched.suggestion
    if by.is_staff and not code:
        raise Refused(_("Nothing tells which category these words may mean."))
    return _decide(searched, Decision.SYNONYM, code, by=by)


def mean_nothing(searched: SearchedWords, *, by: User) -> Synonym:
    """From now on these words are no word for anything that is shared here: no search
    takes them for a typo or for some kind."""
    return _decide(searched, Decision.NOTHING, None, by=by)


@transaction.atomic
def leave(searched: SearchedWords, *, by: User) -> None:
    """They tell nothing; what was decided of them before holds no longer."""
    if not by.is_staff:
        raise PermissionDenied
    Synonym.objects.filter(words=searched.words).delete()
    _settle(searched, Decision.LEFT, by)


@transaction.atomic
def _decide(
    searched: SearchedWords, decision: str, code: str | None, *, by: User
) -> Synonym:
    if not by.is_staff:
        raise PermissionDenied
    fields = {"category_id": code, "made_by": by, "made_at": timezone.now()}
    synonym, _made = Synonym.objects.update_or_create(
        words=searched.words, defaults=fields
    )
    _settle(searched, decision, by)
    return synonym


def forget_old() -> int:
    """What nobody searched for half a year goes. Returns how many rows."""
    unused = SearchedWords.objects.unused_since(timezone.now() - KEPT_FOR)
    return unused.delete()[0]


def _settle(searched: SearchedWords, decision: str, by: User) -> None:
    """All rows with these words: they are one question."""
    same = SearchedWords.objects.filter(words=searched.words)
    same.update(settled_at=timezone.now(), settled_by=by, decision=decision)
    transaction.on_commit(synonyms.forget)
