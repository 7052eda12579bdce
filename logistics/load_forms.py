"""How many go along with a pickup, and what else does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput
from claims.models import Claim
from logistics.along import companions


@dataclass(frozen=True)
class Companion:
    """Another claim on the page: a tick takes it along, so many pieces of it."""

    claim: Claim
    left: int
    tick: BoundField
    pieces: BoundField | None  # one piece needs no number


class PiecesField(forms.IntegerField):
    """How many pieces, up to so many. It stands filled in, so the page asks for it;
    who leaves it empty, or presses one button instead, means what stood there."""

    asked = True

    def __init__(self, *, most: int, initial: int, **kwargs):
        super().__init__(
            max_value=most,
            initial=initial,
            required=False,
            widget=CountInput,
            **kwargs,
        )


class LoadForm(forms.Form):
    """How many pieces of a claim go along (all that have no pickup yet, when nothing is
    said), and which other claims do."""

    others: Sequence[tuple[Claim, int]] = ()

    def offer_loads(self, claim: Claim, left: int, direction: str, mover: str) -> None:
        """Fields for what can go along, where the mover comes."""
        self.others = companions(claim, direction, mover)
        if left > 1:
            self.fields["quantity"] = PiecesField(
                label=_("How many go along?"),
                help_text=_(
                    "What does not go along now can be planned for another day."
                ),
                min_value=1,
                most=left,
                initial=left,
            )
        for other, pieces in self.others:
            self.fields[f"with_{other.pk}"] = forms.BooleanField(
                label=str(other.listing), required=False
            )
            if pieces > 1:
                self.fields[f"pieces_{other.pk}"] = PiecesField(
                    label=_("How many?"), min_value=1, most=pieces, initial=pieces
                )

    @property
    def companions(self) -> list[Companion]:
        """The other claims, for the page."""
        return [
            Companion(
                other,
                left,
                self[f"with_{other.pk}"],
                self[f"pieces_{other.pk}"] if left > 1 else None,
            )
            for other, left in self.others
        ]

    def cleaned_loads(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """`quantity` and `also`, as the action wants them."""
        also = []
        for other, left in self.others:
            pieces = cleaned.pop(f"pieces_{other.pk}", None)
            if cleaned.pop(f"with_{other.pk}", False):
                also.append((other, pieces or left))
        return cleaned | {"also": also} if self.others else cleaned
