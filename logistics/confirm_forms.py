"""Saying what happened: how many went, and what becomes of the rest."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from base.forms import FilesField
from base.refusal import Refused
from base.typed import TextField
from listings.photos import Picture, read
from logistics.load_forms import PiecesField
from logistics.models import PickupLine
from logistics.returns import Came

MOST_PICTURES = 6
CAME = {
    "whole": _("Back and whole"),
    "damaged": _("Back and damaged"),
    "missing": _("Missing"),
}


class Rest(TextChoices):
    """What becomes of pieces that did not go along."""

    AGAIN = "again", _("It goes later: we plan it again")
    STAYS = "stays", _("It stays with its owner: nobody waits for it")


class ReturnForm(forms.Form):
    """How many of each claim came back whole and damaged, and how many are missing; all
    came whole, when nothing else is said."""

    words = TextField(
        label=_("What happened?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is broken or missing, and how that came about."),
    )
    pictures = FilesField(
        required=False,
        label=_("Photos of it"),
        help_text=_("No people on them. JPEG, PNG or WebP, up to 15 MB each."),
        widget=FilesField.widget(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args, lines: Sequence[PickupLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            for name, label in CAME.items():
                self.fields[f"{name}_{line.claim_id}"] = PiecesField(
                    label=label,
                    min_value=0,
                    most=line.quantity,
                    initial=line.quantity if name == "whole" else 0,
                )

    @property
    def groups(self) -> list[tuple[PickupLine, list[forms.BoundField]]]:
        """The numbers of each claim."""
        return [
            (line, [self[f"{name}_{line.claim_id}"] for name in CAME])
            for line in self.lines
        ]

    def clean_pictures(self) -> list[Picture]:
        """Read at once: what is no photo is a sentence beside the field."""
        files = self.cleaned_data["pictures"]
        if len(files) > MOST_PICTURES:
            most = {"most": MOST_PICTURES}
            raise ValidationError(_("Choose %(most)s photos at most.") % most)
        try:
            return [read(file) for file in files]
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """What came of each claim, by its number; damage and loss need words."""
        super().clean()
        came = {line.claim_id: self._came(line) for line in self.lines}
        for line in self.lines:
            if came[line.claim_id].accounted > line.quantity:
                sentence = _("Of “%(what)s” no more than %(planned)s can come back.")
                known = {"what": line.claim.listing, "planned": line.quantity}
                self.add_error(f"whole_{line.claim_id}", sentence % known)
        is_harmed = any(one.damaged or one.missing for one in came.values())
        if is_harmed and not self.cleaned_data.get("words"):
            self.add_error("words", _("Say what happened, so that both sides know."))
        if not any(one.accounted for one in came.values()):
            sentence = _("Did nothing come? Choose another time, or call it off below.")
            self.add_error(None, sentence)
        return {"came": came}

    def _came(self, line: PickupLine) -> Came:
        said = self.cleaned_data
        counts = [said.get(f"{name}_{line.claim_id}") for name in CAME]
        if all(count is None for count in counts):
            return Came(line.quantity)
        whole, damaged, missing = (count or 0 for count in counts)
        of_it = damaged + missing
        pictures = said.get("pictures", []) if of_it else []
        return Came(whole, damaged, missing, said.get("words", ""), pictures)


class HandOverForm(forms.Form):
    """How many of each claim went along; all, when nothing else is said."""

    rest = forms.ChoiceField(
        label=_("What becomes of the rest?"),
        choices=Rest,
        initial=Rest.AGAIN,
        required=False,
        widget=forms.RadioSelect,
    )
    why = TextField(
        label=_("Why did not all of it go?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The other side reads this."),
    )

    def __init__(self, *args, lines: Sequence[PickupLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"went_{line.claim_id}"] = PiecesField(
                label=str(line.claim.listing),
                min_value=0,
                most=line.quantity,
                initial=line.quantity,
            )

    @property
    def counts(self) -> list[forms.BoundField]:
        """A number for each claim."""
        return [self[f"went_{line.claim_id}"] for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """How many went of each claim, by its number; less than all needs a reason."""
        super().clean()
        cleaned = self.cleaned_data
        went = {line.claim_id: self._pieces(line) for line in self.lines}
        stays = cleaned.pop("rest", "") == Rest.STAYS
        if not any(went.values()):
            self.add_error(
                None, _("Did nothing go? Choose another time, or call it off below.")
            )
        elif self._some_stayed(went) and not cleaned.get("why"):
            self.add_error("why", _("Say why, so that the other side understands."))
        return cleaned | {"went": went, "stays": stays}

    def _some_stayed(self, went: dict[int, int]) -> bool:
        return any(went[line.claim_id] < line.quantity for line in self.lines)

    def _pieces(self, line: PickupLine) -> int:
        typed = self.cleaned_data.pop(f"went_{line.claim_id}", None)
        return line.quantity if typed is None else typed
