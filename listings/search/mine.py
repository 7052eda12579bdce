"""What one's own organisation offers, as the address bar narrows it down."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import ModelChoiceField, SearchInput
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from base.chips import address
from base.forms import field_of
from base.words import Words
from catalogue.choices import lines
from catalogue.filters import CategoryFilter, narrow, note
from catalogue.terms import Term
from listings.models import Listing
from listings.querysets import ListingQuerySet
from members.models import Location
from members.requests import Request

NEWEST, OLDEST, TITLE = "newest", "oldest", "title"
ORDERS = {
    NEWEST: ["-made_at", "-pk"],
    OLDEST: ["made_at", "pk"],
    TITLE: ["title", "pk"],
}
State = Listing.State


class Tab(NamedTuple):
    """One state, how many there are in it, and the address that shows them."""

    state: str
    label: Words
    number: int
    address: str


class MineFilter(FilterSet):
    """One's own offers: with words in them, at a place, of a kind, on some terms; and
    of those all, or the ones in one state. The same names narrow them down in an
    address and in a form that does something with all of them."""

    q = CharFilter(
        method=narrow("called"),
        max_length=200,
        widget=SearchInput(attrs={"placeholder": _("Words, lot or barcode")}),
        label=_("Search your offers"),
    )
    location = ModelChoiceFilter(
        queryset=Location.objects.none(),
        empty_label=_("All locations"),
        label=_("Location"),
    )
    category = CategoryFilter()
    term = ChoiceFilter(
        choices=lines(Term),
        method="on_terms",
        empty_label=_("All terms"),
        label=_("Terms"),
    )
    state = ChoiceFilter(choices=lines(State), method=note)
    sort = ChoiceFilter(
        choices=[
            (NEWEST, _("Newest first")),
            (OLDEST, _("Oldest first")),
            (TITLE, _("By name")),
        ],
        method=note,
        empty_label=None,
        label=_("Sort by"),
    )

    NARROWING = ["q", "location", "category", "term"]

    class Meta:
        model = Listing
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, request: Request):
        own = request.user.organisation
        self.own = Listing.objects.of(own)
        super().__init__(data, self.own, request=request)
        places = field_of(self.form, "location", ModelChoiceField)
        places.queryset = Location.objects.of(own)

    def on_terms(self, rows: ListingQuerySet, field: str, term: str) -> QuerySet:
        """To be had on these terms."""
        return rows.shared_as([term])

    @cached_property
    def cleaned(self) -> dict[str, Any]:
        """What was chosen; what is wrong in it is left out."""
        self.form.full_clean()
        return self.form.cleaned_data

    @property
    def state_shown(self) -> str:
        """The state that is shown; empty for all."""
        return self.cleaned.get("state", "")

    @property
    def is_narrowed(self) -> bool:
        """Is anything but a state chosen?"""
        return any(self.cleaned.get(name) for name in self.NARROWING)

    @cached_property
    def all(self) -> Any:
        """All that is meant, in every state unless one is chosen; in no order."""
        found: Any = self.qs
        return found.filter(state=self.state_shown) if self.state_shown else found

    @property
    def rows(self) -> ListingQuerySet:
        """The same with all that a row shows, in its order."""
        order = ORDERS[self.cleaned.get("sort") or NEWEST]
        return self.all.for_cards().order_by(*order)

    @property
    def count(self) -> int:
        """How many are meant."""
        counts = self._counts
        return counts.get(self.state_shown, 0) if self.state_shown else self._total

    @property
    def tabs(self) -> list[Tab]:
        """A tab for all, and one for each state that has offers or is shown."""
        used = [it for it in State if it in self._counts or it == self.state_shown]
        tabs: list[tuple[str, Words, int]] = [("", _now("All"), self._total)]
        tabs += [(it.value, it.label, self._counts.get(it, 0)) for it in used]
        return [Tab(*tab, address(self.form.data, state=tab[0])) for tab in tabs]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What narrows it down, for a form that is about the same rows."""
        names = [*self.NARROWING, "state"]
        given = [(name, self.form.data.get(name, "")) for name in names]
        return [(name, value) for name, value in given if value]

    @property
    def query(self) -> str:
        """The same, as an address."""
        return urlencode(self.hidden)

    @cached_property
    def _counts(self) -> dict[str, int]:
        found: Any = self.qs
        return found.counted_by_state()

    @property
    def _total(self) -> int:
        return sum(self._counts.values())
