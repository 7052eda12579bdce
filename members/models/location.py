"""Places of members, and when goods can be fetched there."""

from datetime import date, time, timedelta
from itertools import groupby

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import (
    DayField,
    LineField,
    MomentField,
    TextField,
    on_one_line,
    within_a_lifetime,
)
from base.holidays import holiday
from base.names import in_town
from members.models.organisation import Organisation
from members.querysets import LocationQuerySet

DAY = timedelta(days=1)
LONGEST_CLOSED = timedelta(days=366)


class Location(models.Model):
    """A place of an organisation, where goods stand and are fetched."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="locations"
    )
    name = LineField(_("name"), max_length=120)
    address = LineField(_("street and number"), max_length=120)
    postcode = LineField(
        _("postcode"),
        max_length=7,
        validators=[
            RegexValidator(
                r"^[1-9]\d{3} ?[A-Za-z]{2}$", _("Write a postcode as 1234 AB.")
            )
        ],
    )
    town = LineField(_("town"), max_length=80)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, filled in from the town; correct it where needed."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, filled in from the town; correct it where needed."),
    )
    contact_name = LineField(_("contact"), max_length=120, blank=True)
    contact_phone = LineField(_("phone of the contact"), max_length=30, blank=True)
    has_dock = models.BooleanField(_("loading dock"), default=False)
    has_goods_lift = models.BooleanField(_("goods lift"), default=False)
    floor = models.SmallIntegerField(
        _("floor"), default=0, help_text=_("0 is the ground floor.")
    )
    narrowest_door_cm = models.PositiveSmallIntegerField(
        _("narrowest door (cm)"), null=True, blank=True
    )
    remarks = TextField(_("remarks for who comes to load"), max_length=1000, blank=True)
    closed_at = MomentField(_("closed at"), null=True, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
            models.CheckConstraint(
                condition=on_one_line(
                    *("name", "address", "postcode", "town"),
                    *("contact_name", "contact_phone"),
                ),
                name="location_words_on_one_line",
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_location_per_name",
                violation_error_message=_("You have a location with this name."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_coordinates_whole",
                violation_error_message=_("Fill in both coordinates, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return in_town(self.name, self.town)

    @property
    def hours_in_short(self) -> list[dict]:
        """The pickup hours, with following days that have the same hours as one."""
        rows = enumerate(self.pickup_hours.all())
        # The weekday less the position stays the same as long as no day is skipped.
        spans = groupby(rows, lambda at: (at[1].weekday - at[0], *at[1].hours))
        return [_span([row for _at, row in rows]) for _key, rows in spans]

    @property
    def closed_soon(self) -> list["ClosedDays"]:
        """Its own closed days that are not over."""
        today = timezone.localdate()
        return [days for days in self.closed_days.all() if days.last >= today]

    def closures(self, first: date, last: date) -> dict[date, str]:
        """The days from first to last on which nobody opens the door, and why: public
        holidays and its own closed days."""
        days = [first + number * DAY for number in range((last - first).days + 1)]
        own = {
            day: row.reason
            for row in self.closed_days.all()
            for day in days
            if row.first <= day <= row.last
        }
        public = {day: name for day in days if (name := holiday(day))}
        return own | public

    @property
    def full_address(self) -> str:
        """Its name and where it is, in one line."""
        return f"{self.name}, {self.address}, {self.postcode} {self.town}"

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, when known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


def _span(rows: list["PickupHours"]) -> dict:
    first, last = rows[0], rows[-1]
    return {
        "first": first.get_weekday_display(),
        "last": last.get_weekday_display() if last != first else "",
        "opens": first.opens,
        "closes": first.closes,
    }


class PickupHours(models.Model):
    """When goods can be fetched or brought on one day of the week."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    location = models.ForeignKey(Location, models.CASCADE, related_name="pickup_hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("from"), default=time(9))
    closes = models.TimeField(_("until"), default=time(16))

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "weekday"], name="one_row_per_weekday"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="weekday_of_the_week"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="pickup_hours_close_after_opening",
                violation_error_message=_("Closing time is before opening time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def hours(self) -> tuple[time, time]:
        """From when until when."""
        return self.opens, self.closes


class ClosedDays(models.Model):
    """Days on which a place is closed, the last one included. Public holidays need no
    row: on those no place is open."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="closed_days")
    first = DayField(_("closed from"))
    last = DayField(_("until and including"))
    reason = LineField(_("reason"), max_length=80)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=within_a_lifetime("first", "last"),
                name="closed_days_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="closed_days_end_after_they_begin",
                violation_error_message=_("The last day is before the first."),
            ),
            # A year typed wrong would shut the door for good.
            models.CheckConstraint(
                condition=Q(last__lte=F("first") + LONGEST_CLOSED),
                name="closed_days_no_longer_than_a_year",
                violation_error_message=_("That is longer than a year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first:%d-%m-%Y}–{self.last:%d-%m-%Y} {self.reason}"
