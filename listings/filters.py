"""The search for listings, as the address bar holds it."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.forms import CheckboxInput, CheckboxSelectMultiple, SearchInput, Select
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
    ModelChoiceFilter,
    MultipleChoiceFilter,
)

from base.chips import Chip, chips
from listings.choices import CategoryField, lines
from listings.models import Category, Listing, Term
from listings.viewpoint import viewpoint, viewpoints
from members.models import Location

DISTANCES_KM = [5, 10, 25, 50, 100, 150]
BEST, NEWEST, NEAREST, PRICE = "match", "newest", "nearest", "price"
ORDERS = {
    BEST: ["-rank", "-live_at", "-pk"],
    NEWEST: ["-live_at", "-pk"],
    NEAREST: ["distance_km", "-live_at", "-pk"],
    PRICE: ["price_from_eur", "pk"],
}
ORDER_NAMES = {
    BEST: _("Best match"),
    NEWEST: _("Newest first"),
    NEAREST: _("Nearest first"),
    PRICE: _("Lowest price first"),
}
NARROWING = [
    "q",
    "category",
    "terms",
    "within",
    "condition",
    "organisation",
    "available",
]


def narrow(adjective: str) -> Callable:
    """A filter method: the QuerySet's own method of that name."""
    return lambda rows, field, value: getattr(rows, adjective)(value)


def note(rows: QuerySet, field: str, value: str) -> QuerySet:
    """A filter method for what only changes how the rows are shown."""
    return rows


class CategoryFilter(ModelChoiceFilter):
    """One category, or a parent with all of its children."""

    field_class = CategoryField


class ListingFilter(FilterSet):
    """What somebody looks for. What makes no sense is left out, and said beside its
    field; the rest still counts."""

    q = CharFilter(
        method=narrow("search"),
        max_length=200,
        widget=SearchInput,
        label=_("Words"),
    )
    category = CategoryFilter(
        queryset=Category.objects.findable(),
        method=narrow("in_category"),
        empty_label=_("All categories"),
        label=_("Category"),
    )
    terms = MultipleChoiceFilter(
        choices=lines(Term),
        method=narrow("shared_as"),
        widget=CheckboxSelectMultiple,
        label=_("Terms"),
    )
    near = ChoiceFilter(method=note, empty_label=None, label=_("Distance from"))
    within = ChoiceFilter(
        choices=[(str(km), f"{km} km") for km in DISTANCES_KM],
        method="no_further",
        empty_label=_("Any distance"),
        label=_("Not further than"),
    )
    condition = MultipleChoiceFilter(
        choices=lines(Listing.Condition),
        distinct=False,
        widget=CheckboxSelectMultiple,
        label=_("Condition"),
    )
    organisation = CharFilter(
        method=narrow("offered_by"), max_length=120, label=_("Organisation")
    )
    available = BooleanFilter(
        method="to_be_had", widget=CheckboxInput, label=_("Available now")
    )
    sort = ChoiceFilter(
        method=note,
        empty_label=None,
        widget=Select(attrs={"form": "search"}),
        label=_("Sort by"),
    )

    class Meta:
        model = Listing
        fields = []

    def __init__(self, data: QueryDict, queryset: QuerySet, *, request: HttpRequest):
        super().__init__(data, queryset, request=request)
        places = [(str(place.pk), str(place)) for place in self.places]
        self.filters["near"].extra["choices"] = places
        self.filters["sort"].extra["choices"] = self._orders()

    @cached_property
    def places(self) -> list[Location]:
        """Where the reader can measure from."""
        return viewpoints(self.request.user)

    @cached_property
    def place(self) -> Location | None:
        """Where the distances are measured from."""
        return viewpoint(self.places, self.data.get("near"))

    @property
    def chosen_place(self) -> Location | None:
        """The place, where there was something to choose."""
        return self.place if len(self.places) > 1 else None

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return self.form.cleaned_data.get("q", "")

    @property
    def order(self) -> str:
        """How the rows are sorted: as asked, else the best match, else the newest."""
        asked = self.form.cleaned_data.get("sort") or BEST
        if asked == BEST and not self.text:
            return NEWEST
        return asked

    @property
    def chips(self) -> list[Chip]:
        """What the search is narrowed down to."""
        return chips(self.form, NARROWING)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset.seen_from(self.place))
        return found.order_by(*ORDERS[self.order])

    def no_further(self, rows: QuerySet, field: str, km: str) -> QuerySet:
        """Within a distance of the reader's place; without a place, anywhere."""
        return rows.within(int(km)) if self.place else rows

    def to_be_had(self, rows: QuerySet, field: str, wanted: bool) -> QuerySet:
        """Can be fetched today."""
        return rows.available(timezone.localdate()) if wanted else rows

    def _orders(self) -> list[tuple[str, str]]:
        fitting = {NEWEST, PRICE}
        fitting |= {BEST} if self.data.get("q", "").strip() else set()
        fitting |= {NEAREST} if self.places else set()
        return [line for line in ORDER_NAMES.items() if line[0] in fitting]


class MineFilter(FilterSet):
    """One's own offers: all, or those in one state; and words in them."""

    q = CharFilter(
        method=narrow("search"),
        max_length=200,
        widget=SearchInput,
        label=_("Search your offers"),
    )
    state = ChoiceFilter(choices=lines(Listing.State))

    class Meta:
        model = Listing
        fields = []

    @property
    def chosen(self) -> str:
        """The state that is shown; empty for all."""
        return self.form.cleaned_data.get("state", "")

    def tabs(self, counts: dict[str, int]) -> list[dict]:
        """A tab for all, and one for each state that has offers or is shown."""
        used = [state for state in Listing.State if state in counts]
        tabs = [("", _("All"), sum(counts.values()))]
        tabs += [(state.value, state.label, counts[state]) for state in used]
        return [
            dict(zip(("state", "label", "count"), tab, strict=True)) for tab in tabs
        ]
