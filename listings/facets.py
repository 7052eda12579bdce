"""What a search can be narrowed down to next, with how many would be left.

Counted among the first `MOST_COUNTED` results, in one query, however many there are:
where there are more, each number is a lower bound, and is shown as such.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.models import Province
from base.paging import MOST_COUNTED
from listings.models import Category, Listing, Term

BANDS_KM = [10, 25, 50, 100]
MOST_LINKS = 6  # of one facet
FIELDS = [
    *("category_id", "terms", "condition"),
    *("organisation__province", "available_from"),
]


@dataclass(frozen=True)
class Link:
    """One narrower search: its words, how many it finds, and its address."""

    words: str
    count: int
    address: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow down."""

    name: str
    links: list[Link]


def facets(rows: QuerySet[Listing], data: QueryDict) -> list[Facet]:
    """Those that tell the results apart, without what `data` (the address) chose."""
    known = "distance_km" in rows.query.annotations
    fields = [*FIELDS, "distance_km"] if known else FIELDS
    found = list(rows.values(*fields)[:MOST_COUNTED])
    made = (Facet(name, _links(counts, field, data, len(found)))
            for name, field, counts in _counted(found))  # fmt: skip
    return [facet for facet in made if facet.links]


def _counted(found: list[dict[str, Any]]) -> Iterator[tuple[str, str, list]]:
    """Name, parameter, and rows of value, words and number."""
    kinds = Counter(row["category_id"] for row in found).most_common(MOST_LINKS)
    names = Category.objects.in_bulk([code for code, _n in kinds])
    yield _("Category"), "category", [(c, str(names[c]), n) for c, n in kinds]
    terms = Counter(term for row in found for term in row["terms"])
    yield _("Terms"), "terms", _in_words(terms, Term.choices)
    conditions = Counter(row["condition"] for row in found)
    choices = Listing.Condition.choices
    yield _("Condition"), "condition", _in_words(conditions, choices)
    yield _("Distance"), "within", _within(row.get("distance_km") for row in found)
    provinces = Counter(row["organisation__province"] for row in found)
    yield _("Province"), "province", _in_words(provinces, Province.choices)
    today = timezone.localdate()
    now = sum((row["available_from"] or today) <= today for row in found)
    yield _("Available"), "available", [("on", _("now"), now)]


def _in_words(counts: Counter, choices: Iterable[tuple[str, str]]) -> list:
    """The most frequent ones, in their own order."""
    most = dict(counts.most_common(MOST_LINKS))
    return [(it, str(label), most[it]) for it, label in choices if most.get(it)]


def _within(distances: Iterable[float | None]) -> list:
    """How many are no further than each distance."""
    near = [km for km in distances if km is not None]
    counts = [sum(low < km <= high for km in near) for low, high in _bands()]
    totals = zip(BANDS_KM, accumulate(counts), strict=True)
    return [(str(km), f"{km} km", number) for km, number in totals if number]


def _bands() -> Iterator[tuple[float, float]]:
    return zip([-1.0, *BANDS_KM[:-1]], BANDS_KM, strict=True)


def _links(counts: list, field: str, data: QueryDict, total: int) -> list[Link]:
    """Only what would leave some out; nothing where it is chosen already."""
    if data.get(field):
        return []
    return [
        Link(capfirst(words), number, _with(data, field, value))
        for value, words, number in counts
        if number < total
    ]


def _with(data: QueryDict, field: str, value: str) -> str:
    narrower = data.copy()
    narrower[field] = value
    narrower.pop("page", None)
    return narrower.urlencode()
