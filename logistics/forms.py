"""Choosing a time, and saying why it does not go on."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import WhyForm, field_of
from claims.models import Claim
from logistics import slots
from logistics.models import Pickup

# Who read the page while a slot was offered may still choose it a while later.
GRACE = timedelta(hours=1)
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
FARTHEST_YEARS = 5


class SlotForm(forms.Form):
    """Who moves the goods, and in which slot of the place where they come."""

    mover = forms.ChoiceField(choices=Pickup.Mover, widget=forms.HiddenInput)
    slot = forms.ChoiceField(
        label=_("When?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("This time can't be chosen any more. Choose another."),
        },
    )
    why = forms.CharField(
        label=_("Note for the other side"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as who comes, with what kind of car, and how many people."),
    )

    def __init__(
        self,
        *args,
        claim: Claim,
        direction: str,
        mover: str = Pickup.Mover.ASKER,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.claim, self.direction = claim, direction
        wished = self.data.get("mover", mover)
        self.chosen_mover = wished if wished in Pickup.Mover else Pickup.Mover.ASKER
        self.fields["mover"].initial = self.chosen_mover
        self.place = slots.place_of(claim, self.chosen_mover)
        notice = GRACE if self.is_bound else slots.NOTICE
        found = slots.offered(claim, direction, self.chosen_mover, notice=notice)
        self.slots = {slot.key: slot for slot in found}
        slot = field_of(self, "slot", forms.ChoiceField)
        slot.choices = [(key, key) for key in self.slots]

    @property
    def weeks(self) -> list[list[slots.Day]]:
        """The slots as a calendar."""
        return slots.whole_weeks(self.slots.values(), self.place)

    @property
    def first_key(self) -> str:
        """The first slot, where a link in the summary of errors leads."""
        return next(iter(self.slots), "")

    @property
    def shown_day(self) -> date | None:
        """The day whose week is open: that of the chosen slot, or the first one."""
        chosen = self.slots.get(self["slot"].value()) or self.slots.get(self.first_key)
        return chosen.starts_at.date() if chosen else None

    @property
    def is_by_agreement(self) -> bool:
        """The place has no pickup hours: it is a proposal on a workday."""
        return not self.place.pickup_hours.exists()

    @property
    def is_outside_period(self) -> bool:
        """The place is not open in the agreed period, so these lie around it."""
        days = [slot.starts_at.date() for slot in self.slots.values()]
        bounds = slots.bounds_of(self.claim, self.direction)
        return bool(days) and not any(bounds.first <= d <= bounds.last for d in days)

    def clean(self) -> dict[str, Any]:
        """The slot as two moments, for the action."""
        super().clean()
        plan = self.cleaned_data
        if slot := self.slots.get(plan.pop("slot", "")):
            plan |= {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
        return plan


class Whose(TextChoices):
    """Whose pickups and returns an agenda shows."""

    OURS = "ours", _("of our organisation")
    MINE = "mine", _("of me")


class AgendaForm(forms.Form):
    """What an agenda shows. What is wrong in it is as if it were not there."""

    whose = forms.ChoiceField(choices=Whose, required=False)
    month = forms.CharField(required=False)
    past = forms.BooleanField(required=False)

    def full_clean(self) -> None:
        super().full_clean()
        whose = self.cleaned_data.get("whose")
        self.cleaned_data["whose"] = whose or Whose.OURS.value

    def clean_month(self) -> date | None:
        """The first day of a month within a few years; None for anything else."""
        found = MONTH.fullmatch(self.cleaned_data["month"])
        if not found:
            return None
        year, this_year = int(found[1]), timezone.localdate().year
        is_near = abs(year - this_year) <= FARTHEST_YEARS
        return date(year, int(found[2]), 1) if is_near else None


class CallOffForm(WhyForm):
    """It does not go on, and why."""

    read_by = _("The other side reads this.")
