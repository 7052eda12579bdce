"""What people type about a room: when, how often, for how many."""

from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, DateInput, TimeInput, WhyForm, field_of
from base.typed import DayField, LineField, TextField
from catalogue.choices import lines
from catalogue.terms import term_label
from claims.actions import Wish
from claims.forms.needs import (
    NUMBERS,
    NumbersForm,
    ask_for_numbers,
    offer_own_places,
)
from claims.models import Booking, Claim, Occasion
from claims.rooms import in_words
from claims.series import MOST, times
from listings.models import Listing, Room
from listings.opening import HOUR, Span
from members.models import Location, User

Repeats = Booking.Repeats
KEY = "%Y-%m-%dT%H:%M"


class TimesForm(forms.Form):
    """A day, from when until when, and how it repeats."""

    day = DayField(label=_("Day"), widget=DateInput)
    starts = forms.TimeField(label=_("From"), widget=TimeInput(attrs={"step": 900}))
    ends = forms.TimeField(label=_("Until"), widget=TimeInput(attrs={"step": 900}))
    repeats = forms.ChoiceField(
        label=_("How often?"), choices=lines(Repeats), initial=Repeats.ONCE
    )
    every = forms.IntegerField(
        label=_("Every how many weeks or months?"),
        min_value=1,
        max_value=52,
        initial=1,
        required=False,
        widget=CountInput,
    )
    until = DayField(
        label=_("Until which day?"),
        widget=DateInput,
        required=False,
        help_text=_("The last day on which it may be."),
    )
    number = forms.IntegerField(
        label=_("Or how many times?"),
        min_value=1,
        max_value=MOST,
        required=False,
        widget=CountInput,
    )

    @property
    def repeats_now(self) -> bool:
        """Is more than once asked, or wrong?"""
        asked = self["repeats"].value() not in ("", None, Repeats.ONCE)
        names = ("every", "until", "number")
        return asked or any(self[name].errors for name in names)

    def clean_every(self) -> int:
        """Left empty: every one."""
        return self.cleaned_data["every"] or 1

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is before it begins."))
        once = given.get("repeats") in (None, Repeats.ONCE)
        if not once and not given.get("until") and not given.get("number"):
            sentence = _("Say until which day, or how many times.")
            self.add_error("until", sentence)
        first, until = given.get("day"), given.get("until")
        if not once and first and until and until < first:
            self.add_error("until", _("This is before the first day."))
        return given

    @property
    def spans(self) -> list[Span]:
        """The times that are asked for."""
        given = self.cleaned_data
        return times(
            given["day"],
            given["starts"],
            given["ends"],
            repeats=given["repeats"],
            every=given["every"],
            until=given["until"],
            number=given["number"],
        )


class BookForm(TimesForm, NumbersForm):
    """What somebody asks of a room."""

    term = forms.ChoiceField(label=_("How?"), widget=forms.RadioSelect)
    people = forms.IntegerField(
        label=_("For how many people?"), min_value=1, widget=CountInput
    )
    parties = forms.IntegerField(
        label=_("How many of them?"), min_value=1, initial=1, widget=CountInput
    )
    setup = forms.ChoiceField(label=_("How should the chairs stand?"), required=False)
    catering = forms.MultipleChoiceField(
        label=_("What should stand ready?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    things = forms.ModelMultipleChoiceField(
        label=_("What do you need with it?"),
        queryset=Listing.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    location = forms.ModelChoiceField(
        label=_("For which location?"), queryset=Location.objects.none()
    )
    message = TextField(
        label=_("What is it for?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It helps the owner to choose."),
    )

    def __init__(self, *args: Any, room: Room, asker: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.room = room
        listing = room.listing
        term = field_of(self, "term", forms.ChoiceField)
        term.choices = [(it, term_label(it, listing.mode)) for it in listing.terms]
        term.initial = listing.terms[0]
        if len(listing.terms) == 1:
            term.widget = forms.HiddenInput()
        self.fields["people"].help_text = _now("There is place for %(n)s.") % {
            "n": room.people
        }
        if listing.quantity == 1:
            self.fields["parties"].widget = forms.HiddenInput()
        self._offer_choices()
        offer_own_places(self, asker)
        ask_for_numbers(self, asker)
        self.fields["day"].widget.attrs["min"] = timezone.localdate().isoformat()

    def _offer_choices(self) -> None:
        """Only what this room has."""
        rows = [(row.shape, str(row)) for row in self.room.setups.all()]
        setup = field_of(self, "setup", forms.ChoiceField)
        setup.choices = [("", _("As it stands")), *rows]
        offered = [(it, Room.Catering(it).label) for it in self.room.catering]
        field_of(self, "catering", forms.MultipleChoiceField).choices = offered
        things = field_of(self, "things", forms.ModelMultipleChoiceField)
        things.queryset = self.room.things.all()
        for name, found in [
            ("setup", rows),
            ("catering", offered),
            ("things", self.room.things.all()),
        ]:
            if not found:
                del self.fields[name]

    def wish(self, leaving_out: frozenset) -> Wish:
        """As the action takes it."""
        given = self.cleaned_data
        names = ["term", "location", "people", "parties", "message", "repeats", "every"]
        numbers = {name: given.get(name, "") for name in NUMBERS}
        return Wish(
            **{name: given[name] for name in names},
            **numbers,
            setup=given.get("setup", ""),
            catering=given.get("catering", []),
            things=list(given.get("things", [])),
            leaving_out=leaving_out,
        )


class OwnUseForm(TimesForm):
    """When the owner uses the room, and what for."""

    title = LineField(label=_("What for?"), max_length=80)
    field_order = ["title"]


class MoveForm(forms.Form):
    """Other hours for one time, or for all from there."""

    day = DayField(label=_("Day"), widget=DateInput)
    starts = forms.TimeField(label=_("From"), widget=TimeInput(attrs={"step": 900}))
    ends = forms.TimeField(label=_("Until"), widget=TimeInput(attrs={"step": 900}))
    all_later = forms.BooleanField(
        label=_("All times after this one too"),
        required=False,
        help_text=_("As many days earlier or later, at the same hours."),
    )

    def __init__(self, *args: Any, occasion: Occasion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        starts = timezone.localtime(occasion.starts_at)
        ends = timezone.localtime(occasion.ends_at)
        first = {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        self.initial.update(first)
        later = occasion.booking.occasions.standing()
        if not later.filter(starts_at__gt=occasion.starts_at).exists():
            del self.fields["all_later"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is before it begins."))
        return given


class CancelForm(WhyForm):
    """Which times are cancelled, and why."""

    times = forms.ModelMultipleChoiceField(
        label=_("Which times?"),
        queryset=Occasion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one time.")},
    )
    field_order = ["times", "why"]
    read_by, required = _("The other side reads this."), False

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = field_of(self, "times", forms.ModelMultipleChoiceField)
        ahead = claim.booking.occasions.standing().filter(starts_at__gt=timezone.now())
        field.queryset = ahead
        field.label_from_instance = _hours  # type: ignore[assignment, method-assign]
        if ahead.count() == 1:
            field.initial = ahead


def _hours(occasion: Occasion) -> str:
    from_to = Span(occasion.starts_at, occasion.ends_at)
    return in_words(from_to)


def chosen_slot(query: QueryDict) -> dict[str, date | time]:
    """The hour that was pressed in the week, as the form begins with it."""
    field = forms.DateTimeField(input_formats=[KEY], required=False)
    try:
        start = field.clean(query.get("slot", ""))
    except forms.ValidationError:
        start = None
    if start is None:
        return {}
    local = timezone.localtime(start)
    end = timezone.localtime(start + HOUR)
    return {"day": local.date(), "starts": local.time(), "ends": end.time()}
