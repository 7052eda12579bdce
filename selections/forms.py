"""Which offers, and what is to be different about them."""

import re
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, MoneyInput, OnceForm, field_of, not_past
from base.refusal import Refused
from base.typed import DayField
from catalogue.choices import lines
from catalogue.terms import Per, Term
from listings.querysets import ListingQuerySet
from listings.search.mine import MineFilter
from members.forms.locations import offer_places
from members.models import Location, Organisation
from members.requests import Request

MOST_TICKED = 200  # boxes; a page has fewer
NUMBER = re.compile(r"[0-9]{1,18}")  # of a row, as far as the database counts
AS_IT_IS = _("Leave as it is")


class ChoiceForm(OnceForm):
    """Offers that are ticked one by one, or all that a list shows."""

    all = forms.BooleanField(required=False)

    def __init__(self, request: Request, *, data: QueryDict):
        super().__init__(data)
        self._request = request

    @property
    def listings(self) -> ListingQuerySet:
        """Only ever one's own, whatever was sent."""
        if not self.takes_all:
            return self.narrowed.own.filter(pk__in=self.ticked)
        if not self.narrowed.is_valid():  # or it would be done with more than is meant
            raise Refused(_now("Look at what you filter on: something is not right."))
        return self.narrowed.all

    @property
    def takes_all(self) -> bool:
        """Is it about all that the list shows?"""
        return self.is_valid() and self.cleaned_data["all"]

    @cached_property
    def narrowed(self) -> MineFilter:
        """The list that they were chosen in."""
        return MineFilter(self.data, request=self._request)

    @property
    def ticked(self) -> list[int]:
        """Their numbers; what is none is left out."""
        sent = self.data.getlist("chosen")[:MOST_TICKED]
        return [int(key) for key in sent if NUMBER.fullmatch(key)]

    @property
    def is_chosen(self) -> bool:
        """Is there anything to do something with?"""
        return bool(self.ticked) or self.takes_all

    @property
    def submission(self) -> UUID | None:
        """The same for the same rows and the same answers on the same opened page."""
        number = self.is_valid() and self.cleaned_data["form_number"]
        sent = sorted(self.data.lists())
        return uuid5(number, repr([self._request.path, sent])) if number else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The same choice, for the page that asks on."""
        chosen = [("chosen", str(key)) for key in self.ticked]
        return [*self.narrowed.hidden, *([("all", "on")] if self.takes_all else chosen)]


class ChangeForm(OnceForm):
    """What is to be the same for all of them. What is left empty stays as it is."""

    new_location = forms.ModelChoiceField(
        queryset=Location.objects.none(), required=False, label=_("Location")
    )
    new_terms = forms.MultipleChoiceField(
        choices=lines(Term),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("How do you share it?"),
        help_text=_("Tick nothing to leave it as it is."),
    )
    price_eur = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=MoneyInput,
        label=_("Asking price per piece (€)"),
        help_text=_("Left empty, each keeps its own."),
    )
    rent_eur = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=MoneyInput,
        label=_("Rent per piece (€)"),
        help_text=_("Left empty, each keeps its own."),
    )
    rent_per = forms.ChoiceField(
        choices=lambda: [("", AS_IT_IS), *lines(Per)()],
        required=False,
        label=_("Rent is counted"),
    )
    available_until = DayField(
        required=False, widget=DateInput, label=_("Available until")
    )

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        place = field_of(self, "new_location", forms.ModelChoiceField)
        offer_places(place, organisation)
        place.empty_label = AS_IT_IS

    @property
    def changes(self) -> dict[str, Any]:
        """What was filled in, by the names of a listing's fields."""
        named = {"new_location": "location", "new_terms": "terms"}
        return {
            named.get(name, name): value
            for name, value in self.cleaned_data.items()
            if value not in (None, "", []) and name != "form_number"
        }

    def clean_available_until(self) -> Any:
        return not_past(self.cleaned_data["available_until"], _("That day is over."))

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        terms = cleaned.get("new_terms", [])
        if cleaned.get("price_eur") is not None and Term.SALE not in terms:
            self.add_error("price_eur", _("Tick “for sale” too: then it has a price."))
        rents = cleaned.get("rent_eur") is not None or cleaned.get("rent_per")
        if rents and Term.RENT not in terms:
            self.add_error("rent_eur", _("Tick “for rent” too: then it has a rent."))
        if not self.errors and not self.changes:
            raise forms.ValidationError(_("Fill in what is to be different."))
        return cleaned
