"""Choosing a time, and saying why it does not go on."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, TimeInput, WhyForm, field_of
from base.months import Month
from base.typed import DayField, LineField, TextField
from claims.models import Claim
from logistics import slots
from logistics.load_forms import LoadForm
from logistics.models import Pickup
from logistics.remaining import to_plan

# Who read the page while a slot was offered may still choose it a while later.
GRACE = timedelta(hours=1)


class SlotForm(LoadForm):
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
    other_day = DayField(required=False, widget=DateInput, label=_("On which day?"))
    other_time = forms.TimeField(
        required=False, widget=TimeInput, label=_("At what time?")
    )
    is_agreed = forms.BooleanField(
        required=False, label=_("The other side agrees with this time")
    )
    why = TextField(
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
        moving: Pickup | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.claim, self.direction = claim, direction
        wished = self.data.get("mover", mover)
        self.chosen_mover = wished if wished in Pickup.Mover else Pickup.Mover.ASKER
        self.fields["mover"].initial = self.chosen_mover
        self.place = slots.place_of(claim, self.chosen_mover)
        notice = GRACE if self.is_bound else slots.NOTICE
        found = slots.offered(
            claim, direction, self.chosen_mover, notice=notice, moving=moving
        )
        if moving is None:
            left = to_plan(claim, direction)
            self.offer_loads(claim, left, direction, self.chosen_mover)
        self.slots = {slot.key: slot for slot in found}
        slot = field_of(self, "slot", forms.ChoiceField)
        slot.choices = [(key, key) for key in self.slots]
        slot.required = not self.data.get("other_day")

    @property
    def weeks(self) -> list[slots.Week]:
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
    def chosen(self) -> slots.Slot | None:
        """The slot that is chosen so far."""
        return self.slots.get(self["slot"].value() or "")

    @property
    def wants_another(self) -> bool:
        """Is another time than the offered ones typed?"""
        return bool(self["other_day"].value() or self.errors.get("is_agreed"))

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
        """The slot as two moments, for the action; a time that both sides agreed on
        goes before one of the offered ones."""
        super().clean()
        plan = self.cleaned_loads(self.cleaned_data)
        other = [plan.pop(name, None) for name in ("other_day", "other_time")]
        is_agreed, slot = plan.pop("is_agreed"), self.slots.get(plan.pop("slot", ""))
        if other[0]:
            return plan | self._agreed(*other, is_agreed=is_agreed)
        if slot:
            plan |= {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
        return plan

    def _agreed(self, day: date, at: time | None, *, is_agreed: bool) -> dict[str, Any]:
        """An hour at that moment, unless something is wrong with it."""
        if at is None:
            self.add_error("other_time", _("Say at what time."))
            return {}
        wall = datetime.combine(day, at)
        start = timezone.make_aware(wall)
        last = timezone.localdate() + slots.FARTHEST
        if not timezone.localdate() <= day <= last or not slots.exists(start, wall):
            self.add_error("other_day", _("Choose a day from today on, within a year."))
        if not is_agreed:
            self.add_error("is_agreed", _("Call first: both of you have to agree."))
        return {"starts_at": start, "ends_at": start + slots.HOUR, "agreed": True}


class Whose(TextChoices):
    """Whose pickups and returns an agenda shows."""

    OURS = "ours", _("of our organisation")
    MINE = "mine", _("of me")


class AgendaForm(forms.Form):
    """What an agenda shows. What is wrong in it is as if it were not there."""

    whose = forms.ChoiceField(choices=Whose, required=False)
    month = LineField(required=False)
    past = forms.BooleanField(required=False)

    def full_clean(self) -> None:
        super().full_clean()
        whose = self.cleaned_data.get("whose")
        self.cleaned_data["whose"] = whose or Whose.OURS.value

    def clean_month(self) -> Month | None:
        """A month within a few years; None for anything else."""
        return Month.read(self.cleaned_data["month"])


class CallOffForm(WhyForm):
    """It does not go on, and why."""

    read_by = _("The other side reads this.")
