"""The category tree, kept in memory.

It is delivered with the platform; a moderator only switches a branch on or off. Each
process reads it again after `FRESH_S`, and at once where it was switched. Whether a
listing may be published, `gate` asks the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from time import monotonic

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.translation import get_language

from catalogue.models import Category
from catalogue.querysets import CLOSED

FRESH_S = 60.0
Lines = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Tree:
    """All categories by their code, and those that can be looked for, in order."""

    all: Mapping[str, Category]
    findable: Mapping[str, Category]


def tree() -> Tree:
    """The tree as it is now, or was up to a minute ago."""
    return _read(int(monotonic() / FRESH_S))


def lines() -> Lines:
    """What can be looked for as the lines of a form, in groups with their parent's
    name; the parent itself comes first."""
    return _lines(int(monotonic() / FRESH_S), get_language())


def forget() -> None:
    """Something was switched: read it anew."""
    _read.cache_clear()
    _lines.cache_clear()


@lru_cache(maxsize=1)
def _read(_minute: int) -> Tree:
    known = Category.objects.select_related("parent")
    rows = list(known.annotate(is_open=ExpressionWrapper(~CLOSED, BooleanField())))
    everything = {category.pk: category for category in rows}
    return Tree(
        everything, {category.pk: category for category in rows if category.is_open}
    )


@lru_cache(maxsize=4)
def _lines(minute: int, _language: str) -> Lines:
    groups = groupby(
        _read(minute).findable.values(),
        key=lambda category: category.parent or category,
    )
    return tuple(
        (parent.name, tuple((category.pk, category.label) for category in group))
        for parent, group in groups
    )
