"""The search for what others need, as the address bar holds it."""

from django.db.models import QuerySet
from django.forms import CheckboxInput, CheckboxSelectMultiple, SearchInput, Select
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
    MultipleChoiceFilter,
)

from base.chips import Chip, chips
from listings.filters import DISTANCES_KM, CategoryFilter, narrow, note
from listings.models import Category
from listings.viewpoint import viewpoint, viewpoints
from members.models import Location
from wanted.forms import taken
from wanted.models import Want

BEST, NEWEST, NEAREST = "match", "newest", "nearest"
# What is urgent stands above the rest in any order.
ORDERS = {
    BEST: ["-urgent", "-rank", "-posted_at", "-pk"],
    NEWEST: ["-urgent", "-posted_at", "-pk"],
    NEAREST: ["-urgent", "distance_km", "-posted_at", "-pk"],
}
ORDER_NAMES = {
    BEST: _("Best match"),
    NEWEST: _("Newest first"),
    NEAREST: _("Nearest first"),
}
NARROWING = ["q", "category", "terms", "within", "urgent"]


class WantFilter(FilterSet):
    """What somebody could help with. What makes no sense is left out, and said beside
    its field; the rest still counts."""

    q = CharFilter(
        method=narrow("search"),
        max_length=200,
        widget=SearchInput(attrs={"form": "search"}),
        label=_("Search what others need"),
    )
    category = CategoryFilter(
        queryset=Category.objects.findable(),
        method=narrow("in_category"),
        empty_label=_("All categories"),
        label=_("Category"),
    )
    terms = MultipleChoiceFilter(
        choices=taken,
        method=narrow("taking"),
        widget=CheckboxSelectMultiple,
        label=_("Would take it"),
    )
    near = ChoiceFilter(method=note, empty_label=None, label=_("Distance from"))
    within = ChoiceFilter(
        choices=[(str(km), f"{km} km") for km in DISTANCES_KM],
        method="no_further",
        empty_label=_("Any distance"),
        label=_("Not further than"),
    )
    urgent = BooleanFilter(
        method="only_urgent", widget=CheckboxInput, label=_("Urgent only")
    )
    own = BooleanFilter(method=note, widget=CheckboxInput, label=_("Your own"))
    sort = ChoiceFilter(
        method=note,
        empty_label=None,
        widget=Select(attrs={"form": "search"}),
        label=_("Sort by"),
    )

    class Meta:
        model = Want
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
    def is_own(self) -> bool:
        """Only what the reader's own organisation asks for, in every state."""
        return bool(self.form.cleaned_data.get("own"))

    @property
    def order(self) -> str:
        """How the rows are sorted: as asked, else the best match, else the newest."""
        asked = self.form.cleaned_data.get("sort") or BEST
        return NEWEST if asked == BEST and not self.text else asked

    @property
    def chips(self) -> list[Chip]:
        """What the search is narrowed down to."""
        return chips(self.form, NARROWING)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.is_own:
            queryset = queryset.of(self.request.user.organisation)
        else:
            queryset = queryset.open().elsewhere(self.request.user.organisation)
        found = super().filter_queryset(queryset.seen_from(self.place))
        return found.order_by(*ORDERS[self.order])

    def no_further(self, rows: QuerySet, field: str, km: str) -> QuerySet:
        """Within a distance of the reader's place; without a place, anywhere."""
        return rows.within(int(km)) if self.place else rows

    def only_urgent(self, rows: QuerySet, field: str, wanted: bool) -> QuerySet:
        """Those that can't wait."""
        return rows.urgent() if wanted else rows

    def _orders(self) -> list[tuple[str, str]]:
        fitting = {NEWEST}
        fitting |= {BEST} if self.data.get("q", "").strip() else set()
        fitting |= {NEAREST} if self.places else set()
        return [line for line in ORDER_NAMES.items() if line[0] in fitting]
