"""What coordinators type about a place: where it is, and how goods get in and out."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, TimeInput, UnitInput
from base.places import find_town, towns_like
from base.words import Words
from members.models import ClosedDays, Location, Organisation, PickupHours


def offer_places(field: forms.ModelChoiceField, organisation: Organisation) -> None:
    """Let a form choose among the places that an organisation uses."""
    field.queryset = organisation.locations.open()
    field.empty_label = None


def fill_in_place(field: forms.ModelChoiceField, last: int | None) -> None:
    """In a new form: the place of last time, or the first; where there is but one,
    there is nothing to ask."""
    places = [place.pk for place in field.queryset or ()]
    field.initial = last if last in places else next(iter(places), None)
    if len(places) == 1:
        field.widget = forms.HiddenInput()


class HoursForm(forms.Form):
    """One day of the week: open or not, and from when until when."""

    is_open = forms.BooleanField(required=False)
    opens = forms.TimeField(widget=TimeInput, required=False, initial="09:00")
    closes = forms.TimeField(widget=TimeInput, required=False, initial="16:00")

    def __init__(
        self, data: dict | None, *, day: PickupHours.Weekday, initial: dict | None
    ):
        super().__init__(data, prefix=f"day{day.value}", initial=initial)
        self.day = day
        names: dict[str, Words] = {
            "is_open": day.label,
            "opens": _now("%(day)s from") % {"day": day.label},
            "closes": _now("%(day)s until") % {"day": day.label},
        }
        for name, label in names.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["aria-label"] = label

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not given["is_open"] or self.errors:
            return given
        opens, closes = given.get("opens"), given.get("closes")
        if not opens or not closes:
            self.add_error("opens", _("Fill in from when until when."))
        elif closes <= opens:
            self.add_error("closes", _("Closing time is before opening time."))
        return given


class Week:
    """The seven days of a location's pickup hours, as one piece of its form."""

    def __init__(self, data: dict | None, location: Location):
        known = _known_hours(location)
        self.days = [
            HoursForm(data, day=day, initial=known.get(day))
            for day in PickupHours.Weekday
        ]

    def __iter__(self) -> Iterator[HoursForm]:
        return iter(self.days)

    def is_valid(self) -> bool:
        """All seven, so that every mistake shows at once."""
        verdicts = [day.is_valid() for day in self.days]
        return all(verdicts)

    def save(self, location: Location) -> None:
        """The days that are ticked become rows; the others have none."""
        location.pickup_hours.all().delete()
        PickupHours.objects.bulk_create(
            PickupHours(
                location=location,
                weekday=form.day,
                opens=form.cleaned_data["opens"],
                closes=form.cleaned_data["closes"],
            )
            for form in self.days
            if form.cleaned_data["is_open"]
        )


def _known_hours(location: Location) -> dict[int, dict]:
    if not location.pk:
        return {day: {"is_open": True} for day in range(5)}
    return {
        row.weekday: {"is_open": True, "opens": row.opens, "closes": row.closes}
        for row in location.pickup_hours.all()
    }


class ClosedDaysForm(forms.ModelForm):
    """Days on which a place is closed; left empty when it is a new one, it is none."""

    remove = forms.BooleanField(label=_("Remove these days"), required=False)

    class Meta:
        model = ClosedDays
        fields = ["first", "last", "reason"]
        help_texts = {
            "last": _("Leave it empty for one day."),
            "reason": _("Who chooses a time reads it: summer break, moving."),
        }
        widgets = {"first": DateInput, "last": DateInput}

    def __init__(self, data: dict | None, *, instance: ClosedDays, name: str):
        super().__init__(
            data,
            instance=instance,
            prefix=name,
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.fields["last"].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        given["last"] = given.get("last") or given.get("first")
        if given["last"] and given["last"] < timezone.localdate():
            self.add_error("last", _("These days are over."))
        return given

    def save(self, commit: bool = True) -> ClosedDays:
        """The row is written, or goes when that was ticked."""
        if self.cleaned_data["remove"]:
            self.instance.delete()
            return self.instance
        return super().save(commit)


class Closures:
    """The closed days of a place as one piece of its form: those to come, each with a
    box to remove it, and room for two more."""

    NEW = 2

    def __init__(self, data: dict | None, location: Location):
        known = location.closed_soon if location.pk else []
        self.known = [
            ClosedDaysForm(data, instance=row, name=f"closed{row.pk}") for row in known
        ]
        self.new = [
            ClosedDaysForm(data, instance=ClosedDays(), name=f"closed_new{number}")
            for number in range(self.NEW)
        ]

    def is_valid(self) -> bool:
        """All of them, so that every mistake shows at once."""
        verdicts = [form.is_valid() for form in [*self.known, *self.new]]
        return all(verdicts)

    @property
    def new_has_errors(self) -> bool:
        """Must the new ones be shown?"""
        return any(form.errors for form in self.new)

    def save(self, location: Location) -> None:
        """What was filled in, changed or is to go."""
        for form in [*self.known, *self.new]:
            if form.has_changed():
                form.instance.location = location
                form.save()


class LocationForm(forms.ModelForm):
    """A place with its pickup hours and loading facts."""

    class Meta:
        model = Location
        fields = [
            *("name", "address", "postcode", "town", "latitude", "longitude"),
            *("contact_name", "contact_phone", "has_dock", "has_goods_lift"),
            *("floor", "narrowest_door_cm", "remarks"),
        ]
        help_texts = {
            "latitude": _("Degrees, such as 52.0908."),
            "longitude": _("Degrees, such as 5.1222."),
            "narrowest_door_cm": _("On the way from the goods to the street."),
        }
        widgets = {
            "contact_phone": forms.TextInput(attrs={"type": "tel"}),
            "narrowest_door_cm": UnitInput("cm"),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data: dict | None = None, *, instance: Location):
        super().__init__(data, instance=instance)
        self.week = Week(data, instance)
        self.closures = Closures(data, instance)

    def clean_name(self) -> str:
        """The organisation is not in the form, so its constraint is asked here."""
        name, own = self.cleaned_data["name"], self.instance
        same = Location.objects.of(own.organisation).filter(name=name)
        if same.exclude(pk=own.pk).exists():
            raise forms.ValidationError(_("You have a location with this name."))
        return name

    def clean_postcode(self) -> str:
        """Kept as the post writes it: 1234 AB."""
        plain = self.cleaned_data["postcode"].replace(" ", "").upper()
        return f"{plain[:4]} {plain[4:]}"

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        known = [given.get(name) is not None for name in ("latitude", "longitude")]
        if not any(known) or self._left_town():
            self._look_up(given)
        elif not all(known) and not self.errors:
            self.add_error("latitude", _("Fill in both coordinates, or neither."))
        if not self.week.is_valid():
            self.add_error(None, _("Look at the pickup hours: a day is not right."))
        if not self.closures.is_valid():
            self.add_error(None, _("Look at the closed days: something is not right."))
        return given

    def _left_town(self) -> bool:
        """Coordinates typed by hand stand, but those of the former town go."""
        typed = {"latitude", "longitude"} & set(self.changed_data)
        return bool(self.instance.pk) and "town" in self.changed_data and not typed

    def _look_up(self, given: dict) -> None:
        if "town" not in given:
            return None
        town = find_town(given["town"])
        if town is None:
            return self.add_error("town", _unknown_town(given["town"]))
        given |= {"town": town.name, "latitude": town.latitude}
        given["longitude"] = town.longitude
        return None

    @transaction.atomic
    def save(self, commit: bool = True) -> Location:
        location = super().save(commit)
        self.week.save(location)
        self.closures.save(location)
        return location


def _unknown_town(name: str) -> str:
    like = ", ".join(town.name for town in towns_like(name))
    return _now(
        "We don't know a Dutch town “%(name)s”. Did you mean %(like)s? For a smaller "
        "village, fill in the coordinates by hand."
    ) % {"name": name, "like": like}
