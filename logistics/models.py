"""Pickups: when and where goods change hands, and when they come back."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.states import Stateful
from base.states import Step as BaseStep
from claims.models import Claim
from logistics.querysets import (
    CalendarFeedQuerySet,
    PickupLineQuerySet,
    PickupQuerySet,
)
from members.models import Location, Organisation

NAMED = 2  # things of a pickup that its one line names; of the others it says how many


class Pickup(Stateful):
    """One time that goods change hands between two organisations, at one place: out, or
    back again. What goes along stands in its lines."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        CALLED_OFF = "called_off", _("called off")

    # Planned again: another slot, with its own step.
    MOVES = {State.PLANNED: {State.PLANNED, State.DONE, State.CALLED_OFF}}

    class Direction(models.TextChoices):
        OUT = "out", _("to the asker")
        BACK = "back", _("back to the owner")

    class Mover(models.TextChoices):
        """Who moves the goods: they travel, the other one opens the door."""

        ASKER = "asker", _("the asker")
        OWNER = "owner", _("the owner")

    # The two of every claim that goes along; a trigger keeps that true.
    offered_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("owner")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("asker")
    )
    claims: Any = models.ManyToManyField(
        Claim, through="PickupLine", related_name="pickups", verbose_name=_("claims")
    )
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction, default=Direction.OUT
    )
    mover = models.CharField(_("who moves the goods"), max_length=10, choices=Mover)
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        related_name="pickups",
        verbose_name=_("location"),
        help_text=_("Where the mover comes: it must be open then."),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.PLANNED
    )
    remind_at = models.DateTimeField(
        _("reminder at"),
        null=True,
        help_text=_("When both sides are reminded; empty: were reminded."),
    )
    chase_at = models.DateTimeField(
        _("asked about at"),
        null=True,
        help_text=_("When both sides are asked whether it happened."),
    )
    assumed_at = models.DateTimeField(
        _("counts as done at"),
        null=True,
        help_text=_("When what goes out counts as handed over if nobody says a word."),
    )
    uid = models.UUIDField(
        _("name in calendars"),
        default=uuid.uuid4,
        help_text=_("Names the appointment in calendars."),
    )
    sequence = models.PositiveSmallIntegerField(
        _("change"),
        default=0,
        help_text=_("Rises with every change, as calendars expect."),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = PickupQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("pickup")
        verbose_name_plural = _("pickups")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="pickup_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_at"],
                name="pickup_to_remind",
                condition=Q(state="planned", remind_at__isnull=False),
            ),
            models.Index(
                fields=["chase_at"],
                name="pickup_to_chase",
                condition=Q(state="planned", chase_at__isnull=False),
            ),
            models.Index(
                fields=["assumed_at"],
                name="pickup_to_assume",
                condition=Q(state="planned", assumed_at__isnull=False),
            ),
            models.Index(
                fields=["ends_at"],
                name="pickup_to_confirm",
                condition=Q(state="planned"),
            ),
            models.Index(
                fields=["location", "starts_at"],
                name="pickup_at_location",
                condition=Q(state="planned"),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M} {self.contents}"

    def get_absolute_url(self) -> str:
        """The pickup's page, for both sides."""
        return reverse("logistics:detail", args=[self.pk])

    @property
    def contents(self) -> str:
        """What goes along, in one line; of many things the first ones by name."""
        names = [str(line) for line in self.lines.all() if line.quantity]
        named = ", ".join(names[:NAMED])
        more = len(names) - NAMED
        if more < 1:
            return named
        return _now("%(things)s and %(more)s more") % {"things": named, "more": more}

    @property
    def carried(self) -> list[Claim]:
        """The claims that something goes along of."""
        return [line.claim for line in self.lines.all()]

    @property
    def is_for_a_time(self) -> bool:
        """Everything that goes along is rented or lent."""
        return all(claim.is_temporary for claim in self.carried)

    @property
    def is_planned(self) -> bool:
        """Agreed, and neither done nor called off."""
        return self.state == self.State.PLANNED

    @property
    def has_come(self) -> bool:
        """Its day is today or over, so that it can have happened."""
        return timezone.localdate(self.starts_at) <= timezone.localdate()

    @property
    def closed_because(self) -> str:
        """Why nobody opens the door on its day, said after it was planned; or empty."""
        day = timezone.localdate(self.starts_at)
        return self.location.closures(day, day).get(day, "")

    @property
    def is_return(self) -> bool:
        """The goods come back to their owner."""
        return self.direction == self.Direction.BACK


class PickupLine(models.Model):
    """So many pieces of one claim go along with a pickup.

    Triggers in the database refuse a claim between other organisations than those of
    the pickup, more pieces out than the claim has, and more back than went out
    (`never_moved_more_than_there_is`).
    """

    pickup = models.ForeignKey(
        Pickup,
        models.CASCADE,
        related_name="lines",
        db_index=False,  # `one_line_per_claim` starts with it
        verbose_name=_("pickup"),
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="pickup_lines", verbose_name=_("claim")
    )
    quantity = models.PositiveIntegerField(
        _("quantity"), help_text=_("How many go along; when it is done: went along.")
    )
    left_behind = models.PositiveIntegerField(
        _("left behind"),
        default=0,
        help_text=_("How many more were planned, and did not go along."),
    )

    objects = PickupLineQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id"]
        verbose_name = _("line of a pickup")
        verbose_name_plural = _("lines of a pickup")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1) | Q(left_behind__gte=1),
                name="line_moves_something",
            ),
            models.UniqueConstraint(
                fields=["pickup", "claim"], name="one_line_per_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.claim.title}"

    @property
    def planned(self) -> int:
        """How many were to go along."""
        return self.quantity + self.left_behind


class PickupStep(BaseStep):
    """One change of a pickup: planned, moved to another time, done, called off."""

    subject = models.ForeignKey(Pickup, models.CASCADE, related_name="steps")


class CalendarFeed(models.Model):
    """An address at which a calendar elsewhere reads somebody's pickups and returns.
    Who knows it reads them, so the address itself is kept nowhere: only what tells
    that it is the right one. It ends when the person leaves the organisation."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="calendar_feeds"
    )
    whose = models.CharField(max_length=10)
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="one_calendar_feed_each")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.whose}"
