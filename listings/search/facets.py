"""What a search can be narrowed down to next, with how many would be left.

Counted among the first `MOST_COUNTED` results (`results`): where there are more, each
number is a lower bound, and is shown as such.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.chips import address
from base.models import Province
from base.paging import MOST_COUNTED
from base.words import Words
from catalogue.terms import Term
from catalogue.tree import tree
from listings.models import Listing
from listings.search.results import BANDS_KM, Counts

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


def facets(counts: Counts, found: int, data: QueryDict) -> list[Facet]:
    """Those that tell the results apart, without what `data` (the address) chose."""
    if not found:
        return []
    total = min(found, MOST_COUNTED)
    made = (Facet(name, _links(counted, field, data, total))
            for name, field, counted in _in_words(counts))  # fmt: skip
    return [facet for facet in made if facet.links]


def _in_words(counts: Counts) -> Iterator[tuple[str, str, list]]:
    """Name, parameter, and rows of value, words and number."""
    names = tree().findable
    kinds = _most(counts["category"]).items()
    known = [(code, str(names[code]), n) for code, n in kinds if code in names]
    yield _("Category"), "category", known
    yield _("Terms"), "terms", _of_choices(counts["terms"], Term.choices)
    conditions = Listing.Condition.choices
    yield _("Condition"), "condition", _of_choices(counts["condition"], conditions)
    distances = [(str(km), f"{km} km") for km in BANDS_KM]
    yield _("Distance"), "within", _of_choices(counts["within"], distances)
    yield _("Province"), "province", _of_choices(counts["province"], Province.choices)
    now = counts["available"].get("on", 0)
    yield _("Available"), "available", [("on", _("now"), now)]


def _of_choices(counted: dict, choices: Iterable[tuple[str, Words]]) -> list:
    """The most frequent ones, in their own order."""
    most = _most(counted)
    return [
        (value, str(label), most[value]) for value, label in choices if value in most
    ]


def _most(counted: dict[str, int]) -> dict[str, int]:
    return dict(islice(counted.items(), MOST_LINKS))


def _links(counts: list, field: str, data: QueryDict, total: int) -> list[Link]:
    """Only what would leave some out; nothing where it is chosen already."""
    if data.get(field):
        return []
    return [
        Link(capfirst(words), number, address(data, **{field: value}))
        for value, words, number in counts
        if number < total
    ]
