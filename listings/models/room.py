"""A room that is booked by the hour: when it is open, for whom, for what price."""

from datetime import time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, LineField, TextField, within_a_lifetime
from listings.models.listing import Listing
from members.models import PickupHours

# What the page of a room shows of it, besides its own columns.
ROWS = ["hours", "days", "setups", "things", "parts__listing"]


def _money(name: Any) -> models.DecimalField:
    return models.DecimalField(
        name,
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


class Room(models.Model):
    """What its owner says of a room, so that it can be booked by the hour. A room
    without this is taken by days, such as a guest room."""

    class Equipment(models.TextChoices):
        SCREEN = "screen", _("screen or projector")
        VIDEO = "video", _("video meeting")
        SOUND = "sound", _("sound system")
        LOOP = "loop", _("hearing loop")
        BOARD = "board", _("whiteboard or flip chart")
        WIFI = "wifi", _("wifi for guests")
        COUCH = "couch", _("treatment couch")
        WATER = "water", _("washbasin")
        STEPLESS = "stepless", _("reached without steps")
        PARKING = "parking", _("parking")

    class Catering(models.TextChoices):
        COFFEE = "coffee", _("coffee and tea")
        LUNCH = "lunch", _("lunch")
        DRINKS = "drinks", _("drinks afterwards")
        DINNER = "dinner", _("dinner")

    listing = models.OneToOneField(
        Listing,
        models.CASCADE,
        primary_key=True,
        related_name="by_hour",
        verbose_name=_("listing"),
    )
    people = models.PositiveSmallIntegerField(
        _("for how many people"), validators=[MinValueValidator(1)]
    )
    equipment = ArrayField(
        models.CharField(max_length=10, choices=Equipment),
        verbose_name=_("what is in it"),
        default=list,
        blank=True,
    )
    catering = ArrayField(
        models.CharField(max_length=10, choices=Catering),
        verbose_name=_("catering to choose from"),
        default=list,
        blank=True,
    )
    hour_eur = _money(_("price per hour (€)"))
    half_day_eur = _money(_("price per half-day (€)"))
    day_eur = _money(_("price per day (€)"))
    buffer_minutes = models.PositiveSmallIntegerField(
        _("minutes kept free after each use"),
        default=0,
        validators=[MaxValueValidator(240)],
        help_text=_("To tidy up, or to air the room."),
    )
    opens_on_holidays = models.BooleanField(
        _("open on public holidays too"), default=False
    )
    report_at = LineField(
        _("where to report"),
        max_length=120,
        blank=True,
        help_text=_("Such as the reception in the main hall."),
    )
    way_in = TextField(
        _("how to get in"),
        max_length=1000,
        blank=True,
        help_text=_("Who has booked reads this; others do not."),
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("cancelling is free until so many hours before"),
        default=24,
        validators=[MaxValueValidator(24 * 60)],
    )
    cancel_terms = TextField(
        _("what a later cancellation means"), max_length=500, blank=True
    )
    parts = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="wholes",
        blank=True,
        verbose_name=_("joined of these rooms"),
    )
    things = models.ManyToManyField(
        Listing,
        related_name="used_in",
        blank=True,
        verbose_name=_("things that several rooms share"),
    )

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1), name="room_holds_somebody"
            ),
            models.CheckConstraint(
                condition=Q(buffer_minutes__lte=240), name="room_buffer_within_hours"
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)

    @property
    def equipment_words(self) -> list[str]:
        """What is in it, in words."""
        return [str(self.Equipment(value).label) for value in self.equipment]

    @property
    def catering_words(self) -> list[str]:
        """What can be had with it, in words."""
        return [str(self.Catering(value).label) for value in self.catering]


class RoomSetup(models.Model):
    """One way to put the chairs, and how many people that seats."""

    class Shape(models.TextChoices):
        THEATRE = "theatre", _("theatre")
        SCHOOL = "school", _("school")
        U_SHAPE = "u", _("U shape")
        BLOCK = "block", _("block")
        CABARET = "cabaret", _("cabaret")
        CIRCLE = "circle", _("circle of chairs")
        STANDING = "standing", _("standing")

    room = models.ForeignKey(Room, models.CASCADE, related_name="setups")
    shape = models.CharField(_("set-up"), max_length=10, choices=Shape)
    people = models.PositiveSmallIntegerField(
        _("people"), validators=[MinValueValidator(1)]
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("set-up")
        verbose_name_plural = _("set-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "shape"], name="one_row_per_shape_of_room"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1), name="room_setup_seats_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_shape_display()} ({self.people})"


class RoomHours(models.Model):
    """When a room is open on one day of the week."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=PickupHours.Weekday)
    opens = models.TimeField(_("from"), default=time(8))
    closes = models.TimeField(_("until"), default=time(18))

    class Meta:
        ordering = ["weekday"]
        verbose_name = _("opening hours of a room")
        verbose_name_plural = _("opening hours of rooms")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "weekday"], name="one_row_per_weekday_of_room"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="room_weekday_of_the_week"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="room_closes_after_opening",
                violation_error_message=_("Closing time is before opening time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class RoomDay(models.Model):
    """A day that differs from the week: closed, or open at other hours."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="days")
    day = DayField(_("day"))
    opens = models.TimeField(_("from"), null=True, blank=True)
    closes = models.TimeField(_("until"), null=True, blank=True)
    reason = LineField(_("reason"), max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        verbose_name = _("other day of a room")
        verbose_name_plural = _("other days of rooms")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "day"], name="one_row_per_day_of_room"
            ),
            models.CheckConstraint(
                condition=within_a_lifetime("day"), name="room_day_within_a_lifetime"
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(closes__gt=F("opens")),
                name="room_day_is_closed_or_has_hours",
                violation_error_message=_("Closing time is before opening time."),
            ),
        ]

    def __str__(self) -> str:
        if self.opens is None or self.closes is None:
            return f"{self.day}: –"
        return f"{self.day}: {self.opens:%H:%M}–{self.closes:%H:%M}"
