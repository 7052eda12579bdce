"""What people type about a service: what they ask, what it costs, when, and how it
went."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, MoneyInput, NumberInput, TimeInput, WhyForm, field_of
from base.typed import DayField, LineField, TextField
from catalogue.units import amount
from claims.actions import JobWish, Line, job_misfits
from claims.forms.needs import (
    NUMBERS,
    NumbersForm,
    ask_for_numbers,
    offer_own_places,
)
from claims.models import Claim, Quote
from claims.models.job import MOST_DAYS
from claims.models.quote import MOST_LINES
from listings.models import Service
from listings.models.service import MOST_AMOUNT
from listings.opening import Span, at
from members.models import Location, User

FIRST_LINES = 2  # of a quote; the others are folded
VALID_FOR = timedelta(days=14)
DAY, ANSWER = "day_", "answer_"


def _amount(label: Any, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.25"),
        max_value=MOST_AMOUNT,
        decimal_places=2,
        required=required,
        widget=NumberInput,
    )


class AskServiceForm(NumbersForm):
    """What somebody asks of a service: only what it needs."""

    place = forms.ChoiceField(
        label=_("Where should it be done?"), widget=forms.RadioSelect
    )
    location = forms.ModelChoiceField(
        label=_("For which location?"), queryset=Location.objects.none()
    )
    message = TextField(
        label=_("Message"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What should the owner know?"),
    )

    def __init__(self, *args: Any, service: Service, asker: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.service = service
        place = field_of(self, "place", forms.ChoiceField)
        place.choices = [
            (it, str(Service.Place(it).label).capitalize()) for it in service.places
        ]
        place.initial = service.places[0]
        if len(service.places) == 1:
            place.widget = forms.HiddenInput()
        if service.is_counted:
            self.fields["amount"] = _amount(_("How many?"))
            self.fields["amount"].initial = service.least
            self.fields["amount"].help_text = self._counted()
        self._ask_for_days()
        for number, question in enumerate(service.questions):
            self.fields[f"{ANSWER}{number}"] = TextField(
                label=question, max_length=1000, widget=forms.Textarea({"rows": 2})
            )
        offer_own_places(self, asker)
        ask_for_numbers(self, asker)

    def _counted(self) -> str:
        unit, least = self.service.listing.unit, self.service.least
        return _now("At least %(amount)s.") % {"amount": amount(least, unit)}

    def _ask_for_days(self) -> None:
        first = timezone.localdate() + timedelta(days=self.service.notice_days)
        labels = [_("Which day suits you?"), _("Or this day"), _("Or this day")]
        for number, label in enumerate(labels[:MOST_DAYS]):
            self.fields[f"{DAY}{number}"] = DayField(
                label=label,
                widget=DateInput({"min": first.isoformat()}),
                required=number == 0,
            )

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields for days."""
        return [self[f"{DAY}{number}"] for number in range(MOST_DAYS)]

    @property
    def answers(self) -> list[forms.BoundField]:
        """The fields for what the owner asks."""
        return [self[f"{ANSWER}{n}"] for n in range(len(self.service.questions))]

    def clean(self) -> dict[str, Any]:
        """It must fit the service."""
        super().clean()
        if not self.errors:
            for name, sentence in job_misfits(self.service, self.wish).items():
                self.add_error(name, sentence)
        return self.cleaned_data

    @property
    def wish(self) -> JobWish:
        """As the action takes it."""
        given = self.cleaned_data
        days = (given.get(f"{DAY}{number}") for number in range(MOST_DAYS))
        asked = range(len(self.service.questions))
        return JobWish(
            location=given["location"],
            place=given["place"],
            days=[day for day in days if day],
            amount=given.get("amount"),
            answers=[given[f"{ANSWER}{number}"] for number in asked],
            message=given["message"],
            **{name: given.get(name, "") for name in NUMBERS},
        )


class QuoteForm(forms.Form):
    """Lines of what, how many and for what each; until when, and a note."""

    valid_until = DayField(
        label=_("Until when is it valid?"),
        widget=DateInput,
        help_text=_("After that day they ask you whether it still stands."),
    )
    words = TextField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is in the price, and what is not."),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.before = claim.quotes.for_page().first()
        self.initial.update(_begins_with(claim, self.before))
        for number in range(MOST_LINES):
            self.fields[f"what_{number}"] = LineField(
                label=_("What"), max_length=120, required=False
            )
            self.fields[f"number_{number}"] = forms.DecimalField(
                label=_("How many"),
                min_value=Decimal("0.01"),
                max_value=MOST_AMOUNT,
                decimal_places=2,
                required=False,
                widget=NumberInput,
            )
            self.fields[f"each_{number}"] = forms.DecimalField(
                label=_("Price each (€)"),
                min_value=0,
                max_value=100_000,
                decimal_places=2,
                required=False,
                widget=MoneyInput,
            )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each line."""
        return [
            [self[f"{name}_{number}"] for name in ("what", "number", "each")]
            for number in range(MOST_LINES)
        ]

    @property
    def first_rows(self) -> list[list[forms.BoundField]]:
        """The lines that show at once: those that say something, and some more."""
        said = [n for n, row in enumerate(self.rows, 1) if _says(row)]
        return self.rows[: max([FIRST_LINES, *said])]

    @property
    def more_rows(self) -> list[list[forms.BoundField]]:
        """The lines that are folded."""
        return self.rows[len(self.first_rows) :]

    def clean_valid_until(self) -> date:
        day: date = self.cleaned_data["valid_until"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=365):
            raise forms.ValidationError(_("Choose a last day within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        """A line says all three; there is one at least."""
        super().clean()
        given = self.cleaned_data
        for number in range(MOST_LINES):
            said = [given.get(f"{name}_{number}") for name in ("what", "each")]
            if any(it not in (None, "") for it in said):
                if not said[0]:
                    self.add_error(f"what_{number}", _("Say what it is."))
                if said[1] is None and not self[f"each_{number}"].errors:
                    self.add_error(f"each_{number}", _("Say what it costs."))
        if not self.errors and not self.lines:
            self.add_error("what_0", _("Write down what it costs."))
        return given

    @property
    def lines(self) -> list[Line]:
        """Those that say something; one of it, when no number is said."""
        given = self.cleaned_data
        return [
            Line(what, given.get(f"number_{n}") or Decimal(1), given[f"each_{n}"])
            for n in range(MOST_LINES)
            if (what := given.get(f"what_{n}"))
        ]


class DeclineQuoteForm(WhyForm):
    """Not for this price, and why."""

    read_by = _("The owner reads this, and can send another quote.")


class VisitForm(forms.Form):
    """A day, from when until when."""

    day = DayField(label=_("Day"), widget=DateInput)
    starts = forms.TimeField(label=_("From"), widget=TimeInput(attrs={"step": 900}))
    ends = forms.TimeField(label=_("Until"), widget=TimeInput(attrs={"step": 900}))

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        ahead = [day for day in claim.job.days if day >= today]
        self.initial["day"] = ahead[0] if ahead else None
        self.fields["day"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is before it begins."))
        elif starts and given.get("day") and self.span.start <= timezone.now():
            self.add_error("day", _("This time is over."))
        return given

    @property
    def span(self) -> Span:
        """From one moment until another."""
        given = self.cleaned_data
        ends = given.get("ends") or given["starts"]
        return Span(at(given["day"], given["starts"]), at(given["day"], ends))


class DoneForm(forms.Form):
    """How many hours or pieces it took, where the price follows from it."""

    made = _amount(_("How many did it take?"))

    def __init__(self, *args: Any, claim: Claim, counts: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        job = claim.job
        agreed = job.amount and amount(job.amount, job.unit)
        self.fields["made"].initial = job.made or job.amount
        self.fields["made"].help_text = _now("Agreed was: %(amount)s.") % {
            "amount": agreed
        }
        if not counts:
            del self.fields["made"]


class WrongForm(WhyForm):
    """What is not right."""

    why = TextField(
        label=_("What is not right?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    read_by = _("The owner reads this. It does not end before you say that it is done.")


def _says(row: list[forms.BoundField]) -> bool:
    return any(field.value() not in (None, "") or field.errors for field in row)


def _begins_with(claim: Claim, before: Quote | None) -> dict[str, Any]:
    """What the last version said, or what was asked."""
    found: dict[str, Any] = {"valid_until": timezone.localdate() + VALID_FOR}
    if before:
        found |= {"words": before.words}
        for number, line in enumerate(before.lines.all()):
            found |= {
                f"what_{number}": line.what,
                f"number_{number}": line.number.normalize(),
                f"each_{number}": line.each_eur,
            }
        return found
    asked = claim.job.amount or Decimal(1)
    found |= {"what_0": claim.title, "each_0": claim.job.each_eur}
    return found | {"number_0": asked.normalize()}
