"""The search for what others need, as the address bar holds it."""

from django.db.models import QuerySet
from django.forms import CheckboxInput, CheckboxSelectMultiple, SearchInput, Select
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    ChoiceFilter,
    MultipleChoiceFilter,
)

from catalogue.filters import (
    BEST,
    DISTANCES_KM,
    NEAREST,
    NEWEST,
    CategoryFilter,
    PlaceSearch,
    WordsFilter,
    narrow,
    note,
)
from wanted.forms import taken
from wanted.models import Want
from wanted.querysets import WantQuerySet


class WantFilter(PlaceSearch):
    """What somebody could help with. What makes no sense is left out, and said beside
    its field; the rest still counts."""

    # What is urgent stands above the rest in any order.
    ORDERS = {
        BEST: ["-urgent", "-rank", "-posted_at", "-pk"],
        NEWEST: ["-urgent", "-posted_at", "-pk"],
        NEAREST: ["-urgent", "distance_km", "-posted_at", "-pk"],
    }
    NARROWING = ["q", "category", "terms", "within", "urgent"]

    q = WordsFilter(
        method=narrow("search"),
        widget=SearchInput(attrs={"form": "search"}),
        label=_("Search what others need"),
    )
    category = CategoryFilter()
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
        fields: list[str] = []

    @property
    def is_own(self) -> bool:
        """Only what the reader's own organisation asks for, in every state."""
        return bool(self.form.cleaned_data.get("own"))

    def filter_queryset(self, queryset: WantQuerySet) -> QuerySet:
        if self.is_own:
            queryset = queryset.of(self.request.user.organisation)
        else:
            queryset = queryset.open().elsewhere(self.request.user.organisation)
        return super().filter_queryset(queryset)

    def only_urgent(self, rows: WantQuerySet, field: str, wanted: bool) -> QuerySet:
        """Those that can't wait."""
        return rows.urgent() if wanted else rows
