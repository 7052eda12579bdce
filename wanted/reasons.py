"""Why a listing matches a want: kept as codes and values, said in any language.

Each reason is a list of a code and a value, so that it can be kept as JSON.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.templatetags.ui import distance, money
from catalogue.reference import category_rows
from catalogue.terms import Term


def in_words(reasons: list[list[Any]]) -> list[str]:
    """Each reason in the reader's language; of one that is not known, nothing."""
    return [_WORDS[code](value) for code, value in reasons if code in _WORDS]


def _category(code: str) -> str:
    return _category_names().get(code, {}).get(get_language() or "nl", code)


@cache
def _category_names() -> dict[str, dict[str, str]]:
    return {
        row["code"]: {"nl": row["name_nl"], "en": row["name_en"]}
        for row in category_rows()
    }


def _terms(values: list[str]) -> str:
    labels = [str(Term(value).label) for value in values]
    return _(" or ").join(labels)


def _part(amounts: list[int]) -> str:
    have, asked = (localize(amount) for amount in amounts)
    return _("%(have)s of the %(asked)s") % {"have": have, "asked": asked}


def _all(amount: int) -> str:
    if amount == 2:
        return _("both")
    return _("all %(asked)s") % {"asked": localize(amount)}


def _from(day: str) -> str:
    spoken = date_format(date.fromisoformat(day), "MONTH_DAY_FORMAT")
    return _("from %(day)s") % {"day": spoken}


_WORDS: dict[str, Callable[[Any], str]] = {
    "category": _category,
    "km": distance,
    "terms": _terms,
    "price": money,
    "all": _all,
    "part": _part,
    "from": _from,
}
