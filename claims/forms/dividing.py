"""Dividing over those who asked, and changing what is asked."""

from typing import Any

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, DateInput
from base.typed import DayField
from claims import actions
from claims.comparison import Asker, Comparison
from claims.fitting import misfits, what_is_left
from claims.forms.asking import PERIOD
from claims.models import Claim

PREFIX = "give-"


class DivideForm(forms.Form):
    """How many pieces each of those who asked gets; empty: none now."""

    def __init__(self, *args, comparison: Comparison, **kwargs):
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        if comparison.listing.decides_later:
            return
        for asker in comparison.askers:
            if asker.most:
                self.fields[_name(asker)] = _pieces_for(asker)

    @property
    def rows(self) -> list[tuple[Asker, forms.BoundField | None]]:
        """Everybody who waits, with a box to fill in if something is free for them."""
        return [
            (asker, self[_name(asker)] if _name(asker) in self.fields else None)
            for asker in self.comparison.askers
        ]

    @property
    def pieces(self) -> dict[int, int]:
        """By the number of the claim, as far as it can be read."""
        self.is_valid()
        given = {
            int(name.removeprefix(PREFIX)): number or 0
            for name, number in self.cleaned_data.items()
        }
        return {pk: number for pk, number in given.items() if number}

    @property
    def left_over(self) -> int:
        """How many of what is free would be left for others to have for good."""
        pieces = self.pieces
        asked = (asker.claim for asker in self.comparison.askers)
        for_good = (claim.pk for claim in asked if not claim.is_temporary)
        return self.comparison.free - sum(pieces.get(pk, 0) for pk in for_good)

    def clean(self) -> dict[str, Any]:
        """Together no more than there is."""
        super().clean()
        given = sum(number or 0 for number in self.cleaned_data.values())
        if not self.errors and not given:
            self.add_error(None, _("Fill in how many pieces somebody gets."))
        return self.cleaned_data

    def check_total(self) -> bool:
        """Say so when more is divided than there is; nobody is given anything then."""
        if self.is_valid() and self.left_over < 0:
            free = self.comparison.free
            sentence = _now("You divide %(given)s. %(left)s")
            told = {
                "given": localize(free - self.left_over),
                "left": what_is_left(free),
            }
            self.add_error(None, sentence % told)
        return self.is_valid()


class ChangeForm(forms.Form):
    """Another number, or other days, of what is asked."""

    quantity = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=1_000_000, widget=CountInput
    )
    starts_on = DayField(label=_("From"), widget=DateInput)
    ends_on = DayField(label=_("Up to and including"), widget=DateInput)
    needed_by = DayField(
        label=_("When do you need it?"), widget=DateInput, required=False
    )

    def __init__(self, *args, claim: Claim, **kwargs):
        names = ["quantity", *PERIOD, "needed_by"]
        kwargs["initial"] = {name: getattr(claim, name) for name in names}
        super().__init__(*args, **kwargs)
        self.claim = claim
        for name in _not_asked(claim):
            del self.fields[name]
        if most := actions.most(claim):
            self.fields["quantity"].help_text = _now(
                "At most %(most)s: it can become fewer, not more."
            ) % {"most": localize(most)}

    def clean(self) -> dict[str, Any]:
        """It must fit what is offered; more than before only while nobody answered."""
        super().clean()
        wish, most = self.cleaned_data, actions.most(self.claim)
        if self.errors:
            return wish
        if most and wish["quantity"] > most:
            self.add_error("quantity", self.fields["quantity"].help_text)
        elif not self.claim.is_agreed:
            waits = self.claim.state == Claim.State.WAITING
            term, listing = self.claim.term, self.claim.listing
            unfit = misfits(listing, term=term, wait=waits, **wish)
            for name, sentence in unfit.items():
                self.add_error(name, sentence)
        return wish


def _name(asker: Asker) -> str:
    return f"{PREFIX}{asker.claim.pk}"


def _pieces_for(asker: Asker) -> forms.IntegerField:
    claim = asker.claim
    return pieces_field(claim, str(claim.organisation), claim.quantity)


def pieces_field(claim: Claim, of_what: str, most: int) -> forms.IntegerField:
    """A box for how many pieces one claim gets: `of_what` tells it from the others."""
    label = _now("How many for %(asker)s?") % {"asker": of_what}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        widget=CountInput,
    )


def _not_asked(claim: Claim) -> list[str]:
    """Of what was promised the days stand; a gift has no period, a loan no day by which
    it is needed."""
    if claim.is_agreed:
        return [*PERIOD, "needed_by"]
    return ["needed_by"] if claim.is_temporary else PERIOD
