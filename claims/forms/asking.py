"""Asking, and saying why."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, DateInput, WhyForm, field_of
from base.typed import DayField
from catalogue.terms import Term, term_label
from claims.fitting import misfits
from claims.forms.needs import NUMBERS, NeedForm, ask_for_numbers, offer_own_places
from claims.pricing import Rent, rent
from claims.states import TEMPORARY
from listings.models import Listing
from members.models import User

PERIOD = ["starts_on", "ends_on"]


class WishForm(forms.Form):
    """How somebody would like to have how many of a listing."""

    term = forms.ChoiceField(
        label=_("How would you like to have it?"), widget=forms.RadioSelect
    )
    quantity = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=1_000_000,
        initial=1,
        widget=CountInput,
    )
    starts_on = DayField(required=False)
    ends_on = DayField(required=False)

    def __init__(self, *args, listing: Listing, **kwargs):
        super().__init__(*args, **kwargs)
        self.listing = listing
        self._offer_terms(listing.terms)

    def _offer_terms(self, terms: list[str]) -> None:
        field = field_of(self, "term", forms.ChoiceField)
        field.choices = [(term, term_label(term, self.listing.mode)) for term in terms]
        field.initial = terms[0]
        if len(terms) == 1:
            field.widget = forms.HiddenInput()

    @property
    def wish(self) -> dict[str, Any]:
        """As far as it can be read; before anything was typed, what stands there."""
        names = ("term", "quantity", *PERIOD)
        if self.is_bound:
            self.is_valid()
            return {name: self.cleaned_data.get(name) for name in names}
        return {"term": self["term"].value(), "quantity": self["quantity"].value()}

    @property
    def rent(self) -> Rent | None:
        """What one piece comes to for the days of the wish, once they are known."""
        wish = self.wish
        first, last = wish.get("starts_on"), wish.get("ends_on")
        if wish["term"] != Term.RENT or not first or not last or last < first:
            return None
        return rent(self.listing.rents, first, last)


class AskForm(NeedForm, WishForm):
    """What somebody asks for; it shows only what the listing's terms need."""

    starts_on = DayField(label=_("From"), widget=DateInput)
    ends_on = DayField(
        label=_("Up to and including"),
        widget=DateInput,
        help_text=_("The last day that you need it."),
    )
    wait = forms.BooleanField(
        label=_("Put me on the waiting list"),
        required=False,
        help_text=_("When pieces come free, you move up by yourself and get a letter."),
    )

    def __init__(
        self, *args, listing: Listing, asker: User, for_basket: bool = False, **kwargs
    ):
        super().__init__(*args, listing=listing, **kwargs)
        ask_for_numbers(self, asker, wanted=not for_basket)
        self.offers_list = False
        self.fields["wait"].initial = self.is_for_list
        if self.is_for_list:  # nothing to choose: it goes along unseen
            self.fields["wait"].help_text = ""
        offer_own_places(self, asker)
        self._hide_what_is_one(listing)
        self._bound_dates(listing)

    @property
    def is_for_list(self) -> bool:
        """Is all of it promised, so that whoever asks now waits?"""
        return not self.listing.left

    @property
    def is_mixed(self) -> bool:
        """Can it be had for good as well as for a time?"""
        return set(PERIOD) < set(self.fields) and "needed_by" in self.fields

    def _offer_terms(self, terms: list[str]) -> None:
        super()._offer_terms(terms)
        if set(terms) <= set(TEMPORARY):
            del self.fields["needed_by"]
        elif not set(terms) & set(TEMPORARY):
            del self.fields["starts_on"], self.fields["ends_on"]
        else:  # only who chooses rent or loan must fill these in: `misfits` says so
            self.fields["starts_on"].required = self.fields["ends_on"].required = False

    def _hide_what_is_one(self, listing: Listing) -> None:
        if listing.is_room:
            self.fields["quantity"].label = _("How many of them?")
        if listing.quantity == 1:
            self.fields["quantity"].widget = forms.HiddenInput()

    def _bound_dates(self, listing: Listing) -> None:
        first = max(
            timezone.localdate(), listing.available_from or timezone.localdate()
        )
        for name in {*PERIOD, "needed_by"} & set(self.fields):
            self.fields[name].widget.attrs["min"] = first.isoformat()
        if last := listing.available_until:
            for name in set(PERIOD) & set(self.fields):
                self.fields[name].widget.attrs["max"] = last.isoformat()

    def clean(self) -> dict[str, Any]:
        """Leave out what belongs to the other terms; then it must fit the listing."""
        super().clean()
        wish = self.cleaned_data
        for name in ["needed_by"] if wish.get("term") in TEMPORARY else PERIOD:
            wish.pop(name, None)
            self.errors.pop(name, None)
        if not self.errors:
            self._check_fits(wish)
        return wish

    def _check_fits(self, wish: dict) -> None:
        apart = ("location", "message", *NUMBERS)
        asked = {k: v for k, v in wish.items() if k not in apart}
        unfit = misfits(self.listing, **asked)
        for name, sentence in unfit.items():
            self.add_error(
                None if self.fields[name].widget.is_hidden else name, sentence
            )
        self.offers_list = bool(unfit) and not misfits(
            self.listing, **asked | {"wait": True}
        )


class DeclineForm(WhyForm):
    """No, and why."""

    read_by = _("The asker reads this. A short reason is enough.")


class WithdrawForm(WhyForm):
    """No longer needed, and maybe why."""

    read_by, required = _("The owner reads this."), False
