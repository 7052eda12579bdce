"""Organisations, their places and their people."""

from datetime import datetime, time
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.bilingual import Bilingual
from base.models import Province
from base.states import Stateful
from base.states import Step as BaseStep
from members.domains import is_public
from members.managers import (
    INVITATION_LASTS,
    InvitationQuerySet,
    JoinRequestQuerySet,
    LocationQuerySet,
    OrganisationQuerySet,
    UserManager,
)


class Sector(Bilingual):
    """A kind of care, and the side of the sector that it belongs to."""

    class Side(models.TextChoices):
        CURE = "cure", _("cure")
        CARE = "care", _("care")
        PARTNER = "partner", _("partner")

    code = models.SlugField(max_length=40, primary_key=True)
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        ordering = ["name_nl"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Organisation(Stateful):
    """A member of the cooperative, or one that asked to become so."""

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")

    MOVES = {
        State.APPLIED: {State.ACTIVE, State.SUSPENDED},
        State.ACTIVE: {State.SUSPENDED},
        State.SUSPENDED: {State.ACTIVE},
    }

    name = models.CharField(_("name"), max_length=120)
    kvk = models.CharField(
        _("KvK number"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{8}$", _("A KvK number has 8 digits."))],
        error_messages={"unique": _("An organisation with this KvK number exists.")},
    )
    sector = models.ForeignKey(Sector, models.PROTECT, verbose_name=_("sector"))
    province = models.CharField(_("province"), max_length=5, choices=Province)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.APPLIED
    )
    applied_at = models.DateTimeField(_("applied at"), default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(kvk__regex=r"^[0-9]{8}$"), name="kvk_has_8_digits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["applied_at"],
                name="organisation_waiting",
                condition=Q(state="applied"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> str:
        """Cure, care or partner: it follows from the sector."""
        return self.sector.side

    @property
    def is_active(self) -> bool:
        """Only people of an active organisation can share."""
        return self.state == self.State.ACTIVE


class OrganisationStep(BaseStep):
    """One change of an organisation's state."""

    subject = models.ForeignKey(Organisation, models.CASCADE, related_name="steps")


class EmailDomain(models.Model):
    """An e-mail domain of one organisation; its people may ask to join."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="domains"
    )
    name = models.CharField(
        _("e-mail domain"),
        max_length=120,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", _("Write it as example.org.")
            )
        ],
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An address that anybody can have says nothing about where they work."""
        if is_public(self.name):
            raise ValidationError(
                {"name": _("Anybody can have an address here, so it can't be used.")}
            )


class Location(models.Model):
    """A place of an organisation, where goods stand and are fetched."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="locations"
    )
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(
        _("postcode"),
        max_length=7,
        validators=[
            RegexValidator(
                r"^[1-9]\d{3} ?[A-Za-z]{2}$", _("Write a postcode as 1234 AB.")
            )
        ],
    )
    town = models.CharField(_("town"), max_length=80)
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
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_phone = models.CharField(
        _("phone of the contact"), max_length=30, blank=True
    )
    has_dock = models.BooleanField(_("loading dock"), default=False)
    has_goods_lift = models.BooleanField(_("goods lift"), default=False)
    floor = models.SmallIntegerField(
        _("floor"), default=0, help_text=_("0 is the ground floor.")
    )
    narrowest_door_cm = models.PositiveSmallIntegerField(
        _("narrowest door (cm)"), null=True, blank=True
    )
    remarks = models.TextField(
        _("remarks for who comes to load"), max_length=1000, blank=True
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
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
        return f"{self.name}, {self.town}"

    @property
    def hours_in_short(self) -> list[dict]:
        """The pickup hours, with following days that have the same hours as one."""
        rows = enumerate(self.pickup_hours.all())
        # The weekday less the position stays the same as long as no day is skipped.
        spans = groupby(rows, lambda at: (at[1].weekday - at[0], *at[1].hours))
        return [_span([row for _at, row in rows]) for _key, rows in spans]

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, when known."""
        if self.latitude is None:
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


class User(AbstractBaseUser, PermissionsMixin):
    """A person: a colleague or coordinator of one organisation, or the
    cooperative's staff, who belong to none."""

    class Role(models.TextChoices):
        COLLEAGUE = "colleague", _("colleague")
        COORDINATOR = "coordinator", _("coordinator")

    class Letters(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")
        OFF = "off", _("off")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nl"
    )
    letters = models.CharField(
        _("letters"),
        max_length=10,
        choices=Letters,
        default=Letters.AT_ONCE,
        help_text=_(
            "About matches and news. What concerns your own agreements always "
            "comes at once."
        ),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    role = models.CharField(
        _("role"), max_length=20, choices=Role, default=Role.COLLEAGUE
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff of the cooperative"), default=False)
    date_joined = models.DateTimeField(_("joined at"), default=timezone.now)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),
            models.CheckConstraint(
                condition=Q(is_staff=False) | Q(organisation=None),
                name="staff_belong_to_no_organisation",
                violation_error_message=_("Staff belong to no organisation."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        """How the admin greets somebody."""
        return str(self)

    @property
    def is_coordinator(self) -> bool:
        """May this person manage their organisation?"""
        return self.role == self.Role.COORDINATOR and self.organisation_id is not None


class Invitation(models.Model):
    """A coordinator's letter to a colleague; its secret opens an account once."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=20, choices=User.Role, default=User.Role.COLLEAGUE
    )
    secret = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime:
        """When its link stops working."""
        return self.invited_at + INVITATION_LASTS

    @property
    def is_open(self) -> bool:
        """Not used, not withdrawn, and younger than `INVITATION_LASTS`."""
        young = timezone.now() < self.expires_at
        return young and self.accepted_at is None and self.withdrawn_at is None


class JoinRequest(Stateful):
    """A person with an organisation's e-mail domain asks to join it."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ADMITTED = "admitted", _("admitted")
        DECLINED = "declined", _("declined")

    MOVES = {State.ASKED: {State.ADMITTED, State.DECLINED}}

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="join_requests",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        User, models.CASCADE, related_name="join_requests", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.ASKED
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="asked"),
                name="one_open_join_request_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"


class JoinRequestStep(BaseStep):
    """One change of a join request's state."""

    subject = models.ForeignKey(JoinRequest, models.CASCADE, related_name="steps")
