"""Which kind of thing a title names outright, so that nobody need be asked."""

import re
from collections import defaultdict
from functools import lru_cache
from time import monotonic

from catalogue.models import Category
from catalogue.tree import FRESH_S, tree
from catalogue.words import stems

# "6 bureaustoelen, zwart (gebruikt)": what it is stands before the first of these.
REST = re.compile(r"[,;:(]| - | – ")


def named(title: str) -> Category | None:
    """The category of which the title is a name or a synonym, in any number, maybe with
    more behind a comma; None where it is none, or several bear that name."""
    key = _key(REST.split(title, maxsplit=1)[0])
    codes = _by_name(int(monotonic() / FRESH_S)).get(key, set())
    return tree().findable[min(codes)] if len(codes) == 1 else None


def _key(name: str) -> str:
    return " ".join(stem for stem in stems(name) if not stem[0].isdigit())


@lru_cache(maxsize=1)
def _by_name(_minute: int) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for code, category in tree().findable.items():
        for name in _names(category) if category.parent_id else []:
            codes[_key(name)].add(code)
    return codes


def _names(category: Category) -> list[str]:
    synonyms = [*category.synonyms_nl, *category.synonyms_en]
    return [category.name_nl, category.name_en, *synonyms]
