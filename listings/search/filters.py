"""The search for listings, as the address bar holds it."""

from django.db.models import QuerySet
from django.forms import CheckboxInput, SearchInput, Select
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    MultipleChoiceFilter,
)

from base.chips import Chip, address, chips
from base.models import Province
from base.paging import LAST_PAGE
from catalogue.choices import lines
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
from catalogue.meaning_chips import chips_of_meaning
from catalogue.models import Category
from catalogue.search_meaning import Meaning, literally
from catalogue.terms import Term
from catalogue.tree import tree
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.search.meaning import meaning_of
from listings.search.panel import CountedChoices, CountedSelect
from listings.search.ranking import BEST_FIRST, find
from listings.search.results import Counts, Hit, Results, results

PRICE = "price"
LONGEST_NUMBER = 6  # digits of a page


class ListingFilter(PlaceSearch):
    """What somebody looks for. What makes no sense is left out, and said beside its
    field; the rest still counts."""

    ORDERS = {
        BEST: BEST_FIRST,
        NEWEST: ["-live_at", "-pk"],
        NEAREST: ["distance_km", "-live_at", "-pk"],
        PRICE: ["price_from_eur", "pk"],
    }
    ORDER_NAMES = PlaceSearch.ORDER_NAMES | {PRICE: _("Lowest price first")}
    NARROWING = [
        "literally",
        "category",
        "terms",
        "within",
        "condition",
        "organisation",
        "province",
        "available",
    ]

    q = WordsFilter(method=note, widget=SearchInput, label=_("Words"))
    literally = BooleanFilter(
        method=note, widget=CheckboxInput, label=_("Exactly these words")
    )
    category = CategoryFilter(widget=CountedSelect)
    terms = MultipleChoiceFilter(
        choices=lines(Term),
        method=narrow("shared_as"),
        widget=CountedChoices,
        label=_("Terms"),
    )
    near = ChoiceFilter(method=note, empty_label=None, label=_("Distance from"))
    within = ChoiceFilter(
        choices=[(str(km), f"{km} km") for km in DISTANCES_KM],
        method="no_further",
        widget=CountedSelect,
        empty_label=_("Any distance"),
        label=_("Not further than"),
    )
    condition = MultipleChoiceFilter(
        choices=lines(Listing.Condition),
        distinct=False,
        widget=CountedChoices,
        label=_("Condition"),
    )
    organisation = CharFilter(
        method=narrow("offered_by"), max_length=120, label=_("Organisation")
    )
    province = ChoiceFilter(
        choices=lines(Province),
        widget=CountedSelect,
        empty_label=_("All provinces"),
        label=_("Province"),
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
        fields: list[str] = []

    @cached_property
    def meaning(self) -> Meaning:
        """What the words mean; or only the words, when the reader says so."""
        if self.form.cleaned_data.get("literally"):
            return literally(self.text)
        return meaning_of(self.text, self.request.user)

    @cached_property
    def chips(self) -> list[Chip]:
        """What was understood, and what else the search is narrowed down to."""
        understood = chips_of_meaning(self.meaning, self.form.data)
        return [*understood, *chips(self.form, self.NARROWING)]

    @property
    def says_why(self) -> bool:
        """Are the rows sorted by how well they answer to the words?"""
        return bool(self.text) and self.order == BEST

    @property
    def counts(self) -> Counts:
        """How many of the results have each value of a filter."""
        return self._results.counts

    @property
    def keys(self) -> list[int]:
        """The numbers of the first results, as many as are counted, and one."""
        return self._results.keys

    def hits(self, page: int) -> list[Hit]:
        """The results of a page. There is another question only where the page that
        was asked for is not there."""
        known = self._results if page == self._asked_page else results(self.qs, page)
        return known.hits

    @cached_property
    def nearest(self) -> list[Category]:
        """Where nothing was found: the kinds of thing that may be meant."""
        known = tree().findable
        kinds = {known[code] for code in self.meaning.codes if code in known}
        meant = kinds | {kind.parent for kind in kinds}
        return [category for category in known.values() if category in meant]

    @cached_property
    def perhaps(self) -> list[Category]:
        """Where it is not sure what is meant: what it might be, as a question."""
        known = tree().findable
        return [known[code] for code in self.meaning.perhaps if code in known]

    @property
    def is_unsure(self) -> bool:
        """Were words typed of which nobody knows what kind of thing they are?"""
        exactly = self.form.cleaned_data.get("literally")
        return bool(self.meaning.words) and not exactly and not self.meaning.kinds

    @property
    def is_only_words(self) -> bool:
        """Is it narrowed down by nothing but words that tell a thing?"""
        meant = self.meaning.term or self.meaning.place
        return not meant and not chips(self.form, self.NARROWING)

    @property
    def exactly(self) -> str:
        """The address of the same search, for the words as they were typed."""
        return address(self.form.data, q=self.meaning.typed, literally="on")

    @cached_property
    def _results(self) -> Results:
        return results(self.qs, self._asked_page)

    @property
    def _asked_page(self) -> int:
        number = self.data.get("page", "")
        return min(int(number[:LONGEST_NUMBER]), LAST_PAGE) if number.isdecimal() else 1

    def found_in(self, queryset: ListingQuerySet) -> QuerySet:
        if self.text:
            return find(queryset, self.meaning)
        return super().found_in(queryset)

    def to_be_had(self, rows: ListingQuerySet, field: str, wanted: bool) -> QuerySet:
        """Can be fetched today."""
        return rows.available(timezone.localdate()) if wanted else rows
