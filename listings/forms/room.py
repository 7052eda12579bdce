"""What an owner says of a room, so that it can be booked by the hour."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, DateInput, MoneyInput, TimeInput, field_of
from catalogue.terms import Per, Term
from listings.models import Listing, Room, RoomDay, RoomHours, RoomSetup
from members.forms.locations import HoursForm
from members.models import PickupHours

SEATS = "seats_"
NEW_DAYS = 2  # empty lines for days that differ
USUAL_HOURS = {"is_open": True, "opens": "08:00", "closes": "18:00"}


class RoomDayForm(forms.ModelForm):
    """A day that differs; without hours it is closed. Left empty it is none."""

    remove = forms.BooleanField(label=_("Remove this day"), required=False)

    class Meta:
        model = RoomDay
        fields = ["day", "opens", "closes", "reason"]
        widgets = {"day": DateInput, "opens": TimeInput, "closes": TimeInput}

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        opens, closes = given.get("opens"), given.get("closes")
        if bool(opens) != bool(closes):
            self.add_error("closes", _("Fill in from when until when, or neither."))
        return given


class RoomForm(forms.ModelForm):
    """The room, its week, the days that differ and the ways to put the chairs."""

    equipment = forms.MultipleChoiceField(
        label=_("What is in it?"),
        choices=Room.Equipment,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    catering = forms.MultipleChoiceField(
        label=_("Which catering can be had with it?"),
        choices=Room.Catering,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Room
        fields = [
            "people",
            "equipment",
            "catering",
            "hour_eur",
            "half_day_eur",
            "day_eur",
            "buffer_minutes",
            "opens_on_holidays",
            "report_at",
            "way_in",
            "notice_hours",
            "cancel_terms",
            "parts",
            "things",
        ]
        widgets = {
            "people": CountInput,
            "buffer_minutes": CountInput,
            "notice_hours": CountInput,
            "hour_eur": MoneyInput,
            "half_day_eur": MoneyInput,
            "day_eur": MoneyInput,
            "way_in": forms.Textarea(attrs={"rows": 3}),
            "cancel_terms": forms.Textarea(attrs={"rows": 2}),
            "parts": forms.CheckboxSelectMultiple,
            "things": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "parts": _("When this room is booked, these are taken too."),
            "things": _("Who books can choose them; one is kept for them then."),
        }

    def __init__(self, data: Any = None, *, listing: Listing):
        known = Room.objects.filter(pk=listing.pk).first()
        super().__init__(data, instance=known or Room(listing=listing))
        self.listing, self.is_new = listing, known is None
        room = self.instance
        self._offer_parts()
        seats = {row.shape: row.people for row in room.setups.all()} if known else {}
        for shape in RoomSetup.Shape:
            self.fields[SEATS + shape] = forms.IntegerField(
                label=shape.label, min_value=1, required=False, widget=CountInput
            )
            self.initial[SEATS + shape] = seats.get(shape)
        hours = {row.weekday: row for row in room.hours.all()} if known else {}
        self.week = [
            HoursForm(data, day=day, initial=self._hours(day, hours))
            for day in PickupHours.Weekday
        ]
        ahead = list(room.days.filter(day__gte=timezone.localdate())) if known else []
        rows = [*ahead, *(RoomDay(room=room) for _number in range(NEW_DAYS))]
        self.days = [
            RoomDayForm(
                data,
                instance=row,
                prefix=f"other{number}",
                empty_permitted=row.pk is None,
                use_required_attribute=False,
            )
            for number, row in enumerate(rows)
        ]

    @property
    def seats(self) -> list[forms.BoundField]:
        """For each way to put the chairs, how many people that seats."""
        return [self[SEATS + shape] for shape in RoomSetup.Shape]

    def _offer_parts(self) -> None:
        """Other rooms at the same place that are not joined themselves, and things of
        the same organisation."""
        parts = field_of(self, "parts", forms.ModelMultipleChoiceField)
        rooms = Room.objects.filter(
            listing__location=self.listing.location_id, parts=None
        ).exclude(pk=self.listing.pk)
        parts.queryset = rooms.select_related("listing")
        things = field_of(self, "things", forms.ModelMultipleChoiceField)
        own = Listing.objects.of(self.listing.organisation)
        own = own.filter(category__kind="goods", location=self.listing.location_id)
        things.queryset = own.filter(state__in=["draft", "live", "paused"])
        is_part = bool(self.instance.pk) and not self.is_new
        if not parts.queryset or (is_part and self.instance.wholes.exists()):
            del self.fields["parts"]
        if not things.queryset:
            del self.fields["things"]

    def _hours(self, day: int, known: dict[int, RoomHours]) -> dict | None:
        if self.is_new:
            return USUAL_HOURS if day < PickupHours.Weekday.SATURDAY else None
        if row := known.get(day):
            return {"is_open": True, "opens": row.opens, "closes": row.closes}
        return None

    def is_valid(self) -> bool:
        """Every piece, so that all mistakes show at once."""
        pieces = [super().is_valid(), *(day.is_valid() for day in self.week)]
        return all([*pieces, *(day.is_valid() for day in self.days)])

    @transaction.atomic
    def save(self, commit: bool = True) -> Room:
        """The room with its rows; the price that cards show follows."""
        room = super().save()
        room.hours.all().delete()
        RoomHours.objects.bulk_create(
            RoomHours(
                room=room,
                weekday=form.day,
                opens=form.cleaned_data["opens"],
                closes=form.cleaned_data["closes"],
            )
            for form in self.week
            if form.cleaned_data["is_open"]
        )
        room.setups.all().delete()
        RoomSetup.objects.bulk_create(
            RoomSetup(room=room, shape=shape, people=people)
            for shape in RoomSetup.Shape
            if (people := self.cleaned_data[SEATS + shape])
        )
        for form in self.days:
            self._save_day(form, room)
        show_price(room)
        return room

    def _save_day(self, form: RoomDayForm, room: Room) -> None:
        if form.cleaned_data.get("remove") and form.instance.pk:
            form.instance.delete()
        elif form.has_changed() and form.cleaned_data.get("day"):
            form.instance.room = room
            form.save()


def show_price(room: Room) -> None:
    """What cards and the search show of its price: by the hour, or else by the day."""
    listing = room.listing
    if Term.RENT not in listing.terms:
        return
    by_day = room.hour_eur is None and room.day_eur is not None
    listing.rent_eur = room.day_eur if by_day else room.hour_eur
    listing.rent_per = Per.DAY if by_day else Per.HOUR
    listing.save(update_fields=["rent_eur", "rent_per"])
