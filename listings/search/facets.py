"""What a search can be narrowed down to next, with how many would be left.

Counted among the first `MOST_COUNTED` results, in the one query that also says which
rows stand on which page: where there are more, each number is a lower bound, and is
shown as such.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.models import Province
from base.paging import MOST_COUNTED
from catalogue.terms import Term
from catalogue.tree import tree
from listings.models import Listing

BANDS_KM = [10, 25, 50, 100]
MOST_LINKS = 6  # of one facet


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


class Row(NamedTuple):
    """What a result is counted by."""

    pk: int
    category: str
    terms: list[str]
    condition: str
    province: str
    available_from: date | None
    distance_km: float | None = None


def first_rows(rows: QuerySet[Listing]) -> list[Row]:
    """Of as many as are counted, and one; in their own order."""
    fields = ["pk", "category_id", "terms", "condition"]
    fields += ["organisation__province", "available_from"]
    if "distance_km" in rows.query.annotations:
        fields += ["distance_km"]
    found = rows.values_list(*fields)[: MOST_COUNTED + 1]
    return [Row(*columns) for columns in found]


def facets(rows: list[Row], data: QueryDict) -> list[Facet]:
    """Those that tell the results apart, without what `data` (the address) chose."""
    counted = rows[:MOST_COUNTED]
    made = (Facet(name, _links(counts, field, data, len(counted)))
            for name, field, counts in _counted(counted))  # fmt: skip
    return [facet for facet in made if facet.links]


def _counted(found: list[Row]) -> Iterator[tuple[str, str, list]]:
    """Name, parameter, and rows of value, words and number."""
    kinds = Counter(row.category for row in found).most_common(MOST_LINKS)
    names = tree().findable
    known = [(code, str(names[code]), n) for code, n in kinds if code in names]
    yield _("Category"), "category", known
    terms = Counter(chain.from_iterable(row.terms for row in found))
    yield _("Terms"), "terms", _in_words(terms, Term.choices)
    conditions = Counter(row.condition for row in found)
    choices = Listing.Condition.choices
    yield _("Condition"), "condition", _in_words(conditions, choices)
    yield _("Distance"), "within", _within(row.distance_km for row in found)
    provinces = Counter(row.province for row in found)
    yield _("Province"), "province", _in_words(provinces, Province.choices)
    today = timezone.localdate()
    now = sum((row.available_from or today) <= today for row in found)
    yield _("Available"), "available", [("on", _("now"), now)]


def _in_words(counts: Counter, choices: Iterable[tuple[str, str]]) -> list:
    """The most frequent ones, in their own order."""
    most = dict(counts.most_common(MOST_LINKS))
    return [
        (value, str(label), most[value]) for value, label in choices if most.get(value)
    ]


def _within(distances: Iterable[float | None]) -> list:
    """How many are no further than each distance."""
    near = sorted(km for km in distances if km is not None)
    totals = ((km, bisect_right(near, km)) for km in BANDS_KM)
    return [(str(km), f"{km} km", number) for km, number in totals if number]


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
