"""A claim for a room by the hour: its times, and what is asked beside them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, TextField
from claims.models.claim import Claim
from claims.querysets import OccasionQuerySet
from listings.models import Listing, Room, RoomSetup
from listings.opening import Span
from members.models import Organisation


class Booking(models.Model):
    """What is asked of a room beside its times; what is written here of prices and
    terms is as it was when asked."""

    class Repeats(models.TextChoices):
        ONCE = "once", _("once")
        WEEKLY = "weekly", _("every week")
        MONTHLY = "monthly", _("every month, on the same weekday")

    claim = models.OneToOneField(
        Claim, models.CASCADE, primary_key=True, related_name="booking"
    )
    people = models.PositiveSmallIntegerField(
        _("how many people"), validators=[MinValueValidator(1)]
    )
    setup = models.CharField(
        _("set-up"), max_length=10, choices=RoomSetup.Shape, blank=True
    )
    catering = ArrayField(
        models.CharField(max_length=10, choices=Room.Catering),
        verbose_name=_("catering"),
        default=list,
        blank=True,
    )
    things = models.ManyToManyField(Listing, related_name="+", blank=True)
    repeats = models.CharField(
        _("repeats"), max_length=10, choices=Repeats, default=Repeats.ONCE
    )
    every = models.PositiveSmallIntegerField(
        _("every how many weeks or months"),
        default=1,
        validators=[MinValueValidator(1)],
    )
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    notice_hours = models.PositiveSmallIntegerField(default=0)
    cancel_terms = TextField(blank=True)
    # Unit, number, euro each: what one time costs, the cheapest way.
    price_lines = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("booking of a room")
        verbose_name_plural = _("bookings of rooms")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, every__gte=1), name="booking_for_somebody"
            )
        ]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def buffer(self) -> timedelta:
        """How long the room stays free after each use."""
        return timedelta(minutes=self.buffer_minutes)

    @property
    def prices(self) -> list[dict[str, Any]]:
        """The lines of what one time costs, to show."""
        return [
            {"unit": unit, "number": number, "each_eur": Decimal(each)}
            for unit, number, each in self.price_lines
        ]

    @property
    def catering_words(self) -> list[str]:
        """What is to stand ready, in words."""
        return [str(Room.Catering(value).label) for value in self.catering]

    @cached_property
    def times(self) -> list["Occasion"]:
        """All its times as they were first read, those that were left out or cancelled
        among them."""
        return list(self.occasions.all())


class Occasion(models.Model):
    """One time at which a room is used. What was taken already when it was asked or
    answered is left out, and can join later."""

    class LeftOut(models.TextChoices):
        TAKEN = "taken", _("taken already")
        CLOSED = "closed", _("closed then")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="occasions")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    left_out = models.CharField(
        _("left out, since"),
        max_length=10,
        choices=LeftOut,
        blank=True,
        help_text=_("Why it is not part of the booking; empty: it is."),
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    was_late = models.BooleanField(_("cancelled later than agreed"), default=False)
    used_at = models.DateTimeField(_("in use since"), null=True, blank=True)
    remind_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When both sides are reminded.")
    )
    # Other hours that one side would like; those above stand until the other agrees.
    new_starts_at = models.DateTimeField(null=True, blank=True)
    new_ends_at = models.DateTimeField(null=True, blank=True)
    new_asked_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("time of a booking")
        verbose_name_plural = _("times of bookings")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="occasion_lasts"
            ),
            # Looked at in the end, so that times can take each other's hours.
            models.UniqueConstraint(
                fields=["booking", "starts_at"],
                name="booking_has_a_time_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(new_starts_at=None, new_ends_at=None, new_asked_by=None)
                | Q(new_ends_at__gt=F("new_starts_at"), new_asked_by__isnull=False),
                name="occasion_moves_to_some_time",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="occasion_by_time"),
            models.Index(
                fields=["remind_at"],
                name="occasion_to_remind",
                condition=Q(remind_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d-%m-%Y %H:%M}"

    @property
    def stands(self) -> bool:
        """Is it part of the booking?"""
        return not self.left_out and self.cancelled_at is None

    @property
    def is_ahead(self) -> bool:
        """Has it still to begin?"""
        return self.starts_at > timezone.now()

    @property
    def is_now(self) -> bool:
        """From an hour before it begins until it is over."""
        now = timezone.now()
        return self.starts_at - timedelta(hours=1) <= now < self.ends_at

    @property
    def key(self) -> str:
        """Names its beginning in an address; unlike the wall's time it is never said
        twice."""
        return f"{timezone.localtime(self.starts_at):%Y-%m-%dT%H:%M%z}"

    @property
    def new_span(self) -> Span | None:
        """The hours that one side would like instead, if any."""
        if self.new_starts_at is None or self.new_ends_at is None:
            return None
        return Span(self.new_starts_at, self.new_ends_at)

    @property
    def free_until(self) -> datetime:
        """The last moment at which cancelling is free."""
        return self.starts_at - timedelta(hours=self.booking.notice_hours)


class OwnUse(models.Model):
    """The owner uses the room: nobody else can have it then."""

    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="own_uses", verbose_name=_("listing")
    )
    title = LineField(_("what for"), max_length=80)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("own use")
        verbose_name_plural = _("own uses")

    def __str__(self) -> str:
        return self.title
