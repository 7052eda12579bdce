"""What every search from a place has in common: where it measures from, and how the
rows are sorted."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.forms import TypedChoiceField
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter, FilterSet

from base.chips import Chip, chips
from base.paging import MOST_COUNTED
from base.words import Words
from catalogue.querysets import KindAndPlaceQuerySet
from catalogue.reader_places import chosen_place, reader_places
from catalogue.tree import lines as lines_of_tree
from catalogue.tree import tree
from members.models import Location

DISTANCES_KM = [5, 10, 25, 50, 100, 150]
BEST, NEWEST, NEAREST = "match", "newest", "nearest"


def narrow(adjective: str) -> Callable:
    """A filter method: the QuerySet's own method of that name."""
    return lambda rows, field, value: getattr(rows, adjective)(value)


def note(rows: QuerySet, field: str, value: str) -> QuerySet:
    """A filter method for what only changes how the rows are shown."""
    return rows


def kinds() -> list:
    """All of the tree that can be looked for, as the lines of a filter."""
    return [("", _("All categories")), *lines_of_tree()]


class WordsFilter(CharFilter):
    """What is typed to look for. What is too long is refused and finds nothing: the
    rest of the search alone would find what was not asked for."""

    MOST = 200  # letters
    TOO_LONG = _(
        "That is too long to look for: %(show_value)s letters, and at most"
        " %(limit_value)s fit. Leave out what matters least."
    )

    def __init__(self, **settings):
        errors = {"max_length": self.TOO_LONG}
        super().__init__(max_length=self.MOST, error_messages=errors, **settings)


class CategoryFilter(Filter):
    """One category, or a parent with all of its children, out of the tree."""

    field_class = TypedChoiceField

    def __init__(self, **settings):
        fixed = {"method": narrow("in_category"), "label": _("Category")}
        choice = {"choices": kinds, "coerce": lambda code: tree().findable[code]}
        super().__init__(**choice, **fixed, **settings)


# What a search needs to know of it is the `user`.
Asker = HttpRequest | SimpleNamespace


class PlaceSearch(FilterSet):
    """A search with the filters `q`, `near`, `within` and `sort`.

    A subclass declares those (in the order that the page shows them) and says what
    `ORDERS` mean for its rows and which filters narrow down (`NARROWING`).
    """

    ORDERS: dict[str, list[str]]
    ORDER_NAMES = {
        BEST: _("Best match"),
        NEWEST: _("Newest first"),
        NEAREST: _("Nearest first"),
    }
    NARROWING: list[str]

    def __init__(self, data: QueryDict, queryset: QuerySet, *, request: Asker):
        super().__init__(data, queryset, request=request)
        places = [(str(place.pk), str(place)) for place in self.places]
        self.filters["near"].extra["choices"] = places
        self.filters["sort"].extra["choices"] = self.orders

    @cached_property
    def places(self) -> list[Location]:
        """Where the reader can measure from."""
        return reader_places(self.request.user)

    @cached_property
    def place(self) -> Location | None:
        """Where the distances are measured from."""
        return chosen_place(self.places, self.data.get("near"))

    @property
    def other_place(self) -> Location | None:
        """The place, when it is not the one that distances start from by themselves."""
        return self.place if self.place and self.place != self.places[0] else None

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return self.form.cleaned_data.get("q", "")

    @property
    def is_refused(self) -> bool:
        """Can't these words be looked for?"""
        return "q" in self.form.errors

    @property
    def order(self) -> str:
        """How the rows are sorted: as asked, else the best match, else the newest."""
        asked = self.form.cleaned_data.get("sort") or BEST
        return NEWEST if asked == BEST and not self.text else asked

    @cached_property
    def orders(self) -> list[tuple[str, Words]]:
        """How the rows can be sorted, and what that is called."""
        unfit = set() if self.data.get("q", "").strip() else {BEST}
        unfit |= set() if self.places else {NEAREST}
        return [line for line in self.ORDER_NAMES.items() if line[0] not in unfit]

    @property
    def order_codes(self) -> tuple[str, ...]:
        """The same, without their names."""
        return tuple(code for code, _name in self.orders)

    @property
    def drawn_by(self) -> tuple:
        """What the filters look like for, besides the words: for `remembered`."""
        asked = [it for it in self.data.lists() if it[0] not in {"q", "sort", "page"}]
        places = [(place.pk, str(place)) for place in self.places]
        return (hash(lines_of_tree()), repr(asked), repr(places))

    @cached_property
    def chips(self) -> list[Chip]:
        """What the search is narrowed down to."""
        return chips(self.form, self.NARROWING)

    def filter_queryset(self, queryset: Any) -> QuerySet:
        if self.is_refused:
            return queryset.none()
        rows = super().filter_queryset(queryset.seen_from(self.place))
        return self.found_in(rows).order_by(*self.ORDERS[self.order])

    def found_in(self, queryset: Any) -> QuerySet:
        """Of what the filters left no more than can be shown, where it is sorted by
        distance. A subclass may look for the words here, last of all."""
        if self.order == NEAREST and self.place and (origin := self.place.point):
            return queryset.nearest(origin, MOST_COUNTED + 1)
        return queryset

    def no_further(self, rows: KindAndPlaceQuerySet, field: str, km: str) -> QuerySet:
        """Within a distance of the reader's place; without a place, anywhere."""
        return rows.within(int(km)) if self.place else rows
