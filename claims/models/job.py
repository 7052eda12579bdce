"""A claim for a service: what is asked, when it is done, and who is at turn."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, TextField
from claims.models.claim import Claim
from claims.querysets import VisitQuerySet
from listings.models import Service
from listings.models.service import MOST_AMOUNT, price_of
from members.models import Organisation

MOST_DAYS = 3  # that are wished
MOST_VISITS = 30  # times of one service
DAY_AHEAD = timedelta(days=1)


class Job(models.Model):
    """What is asked of a service; what is written here of its price is as it was when
    asked. Who is at turn is kept, so that what waits for whom is found by an index."""

    claim = models.OneToOneField(
        Claim, models.CASCADE, primary_key=True, related_name="job"
    )
    charge = models.CharField(
        _("how it is charged"), max_length=10, choices=Service.Charge
    )
    unit = LineField(_("unit"), max_length=20, blank=True)
    each_eur = models.DecimalField(
        _("price (€)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    least = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(
        _("how many hours or pieces"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.25"))],
    )
    place = models.CharField(_("where"), max_length=10, choices=Service.Place)
    days = ArrayField(
        models.DateField(), verbose_name=_("days that suit"), size=MOST_DAYS
    )
    # As they were asked: a question and what was answered.
    answers = models.JSONField(_("answers"), default=list, blank=True)
    waits_for = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("at turn"),
        help_text=_("Empty: either side."),
    )
    made = models.DecimalField(
        _("how many were made"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    said_done_at = models.DateTimeField(_("said to be done at"), null=True, blank=True)
    wrong = TextField(_("what is wrong"), max_length=2000, blank=True)
    wrong_at = models.DateTimeField(_("said to be wrong at"), null=True, blank=True)
    # When both are asked whether it was done, or it ends; how often they were.
    ask_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("claim for a service")
        verbose_name_plural = _("claims for services")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0, amount__lte=MOST_AMOUNT),
                name="job_amount_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(made=None) | Q(made__gt=0, made__lte=MOST_AMOUNT),
                name="job_made_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(days__len__gte=1, days__len__lte=MOST_DAYS),
                name="job_has_some_days",
            ),
            models.CheckConstraint(
                condition=Q(wrong_at=None) | ~Q(wrong=""),
                name="job_is_wrong_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ask_at"],
                name="job_to_ask_after",
                condition=Q(ask_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def is_counted(self) -> bool:
        """Does the price depend on how many hours or pieces?"""
        return self.charge in Service.COUNTED

    def price(self, amount: Decimal | None) -> Decimal | None:
        """What so many come to; None: free, or not known before a quote."""
        if self.each_eur is None or not self.is_counted or amount is None:
            return self.each_eur
        return price_of(self.each_eur, self.least, amount)

    @property
    def is_said_done(self) -> bool:
        """Did the owner say that it is done, and the receiver nothing since?"""
        return self.said_done_at is not None

    @property
    def is_more(self) -> bool:
        """Were more hours or pieces made than were agreed?"""
        return bool(self.made and self.amount and self.made > self.amount)

    @cached_property
    def all_visits(self) -> list["Visit"]:
        """All its times as they were first read."""
        return list(self.visits.all())

    @property
    def standing(self) -> list["Visit"]:
        """Those that are proposed or agreed."""
        return [visit for visit in self.all_visits if not visit.cancelled_at]


class Visit(models.Model):
    """One time at which a service is done: proposed by one side, agreed to by the
    other."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="visits")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    proposed_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    remind_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When both sides are reminded.")
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("time of a service")
        verbose_name_plural = _("times of services")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="visit_lasts"
            ),
            models.UniqueConstraint(
                fields=["job", "starts_at"],
                condition=Q(cancelled_at=None),
                name="one_visit_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(remind_at=None) | Q(agreed_at__isnull=False),
                name="visit_reminds_of_what_is_agreed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_at"],
                name="visit_to_remind",
                condition=Q(remind_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d-%m-%Y %H:%M}"

    @property
    def is_agreed(self) -> bool:
        """Said yes to, and not cancelled since."""
        return self.agreed_at is not None and self.cancelled_at is None

    @property
    def is_ahead(self) -> bool:
        """Has it still to begin?"""
        return self.starts_at > timezone.now()

    @property
    def span(self) -> Any:
        """From when until when."""
        return self.starts_at, self.ends_at
