"""Asking for a basket, and answering what was asked together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.forms import not_past
from claims import availability
from claims.forms.dividing import pieces_field
from claims.forms.needs import NeedForm, ask_for_numbers, offer_own_places
from claims.models import Bundle, Claim
from claims.states import TEMPORARY
from members.models import User

PREFIX = "give-"


class AskTogetherForm(NeedForm):
    """What is the same for all that is in a basket."""

    def __init__(self, *args, basket: Bundle, asker: User, **kwargs):
        super().__init__(*args, **kwargs)
        offer_own_places(self, asker)
        ask_for_numbers(self, asker)
        if not basket.rows.exclude(term__in=TEMPORARY).exists():
            del self.fields["needed_by"]

    def clean_needed_by(self) -> Any:
        return not_past(self.cleaned_data["needed_by"], _("This day is over."))


class AnswerTogetherForm(forms.Form):
    """How many pieces of each thing that was asked together are given."""

    def __init__(self, *args, bundle: Bundle, reader: User, **kwargs):
        super().__init__(*args, **kwargs)
        asked = (
            bundle.claims.visible_to(reader)
            .order_by("pk")
            .select_related(
                "listing__organisation", "listing__location", "organisation"
            )
        )
        self.claims = list(asked.prefetch_related("listing__photos"))
        kept = availability.holds_of([claim.listing_id for claim in self.claims])
        for claim in self.claims:
            free = availability.free_for(claim, kept[claim.listing_id])
            if claim.may_be_given and free > 0:
                self.fields[f"{PREFIX}{claim.pk}"] = pieces_field(
                    claim, str(claim.listing), min(free, claim.quantity)
                )

    @property
    def rows(self) -> list[tuple[Claim, forms.BoundField | None]]:
        """Every thing, with a box if it can be given now."""
        names = {claim: f"{PREFIX}{claim.pk}" for claim in self.claims}
        return [
            (claim, self[name] if name in self.fields else None)
            for claim, name in names.items()
        ]

    @property
    def pieces(self) -> dict[int, int]:
        """By the number of the claim."""
        return {
            int(name.removeprefix(PREFIX)): number
            for name, number in self.cleaned_data.items()
            if number
        }

    def clean(self) -> dict[str, Any]:
        """Something is given."""
        super().clean()
        if not self.errors and not self.pieces:
            self.add_error(None, _("Fill in how many pieces somebody gets."))
        return self.cleaned_data
