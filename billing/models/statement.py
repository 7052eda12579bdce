"""The month of two organisations, and the documents that come of it."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from base.fields import DayField
from base.months import Month
from base.states import Stateful
from base.states import Step as BaseStep
from billing.querysets import DocumentQuerySet, SeriesQuerySet, StatementQuerySet
from members.models import Organisation

DIGITS = 5  # of a number; more are written when they are needed


class Series(models.Model):
    """The last number that a seller gave in a year."""

    seller = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "year"], name="one_series_per_seller_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"


class Statement(Stateful):
    """What one organisation owes another for a month. Both see it grow; when the month
    is over the seller looks through it, and then it is fixed: from there on a change is
    a credit on a later one."""

    class State(models.TextChoices):
        RUNNING = "running", _("month is running")
        READY = "ready", _("to be fixed")
        FIXED = "fixed", _("fixed")

    MOVES = {State.RUNNING: {State.READY}, State.READY: {State.FIXED}}

    seller = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("seller")
    )
    buyer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("buyer")
    )
    month = DayField(_("month"), help_text=_("Its first day."))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.RUNNING
    )
    closes_at = models.DateTimeField(
        _("month is over at"),
        null=True,
        editable=False,
        help_text=_("When the seller is asked to look through it. Empty: they were."),
    )
    fix_at = models.DateTimeField(
        _("fixed by itself at"),
        null=True,
        editable=False,
        help_text=_("Empty: not yet, or somebody has to press the button."),
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-pk"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "buyer", "month"], name="one_statement_per_month"
            ),
            models.CheckConstraint(
                condition=~Q(seller=F("buyer")), name="nobody_owes_themselves"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="a_month_is_its_first_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["closes_at"],
                name="statement_to_close",
                condition=Q(state="running", closes_at__isnull=False),
            ),
            models.Index(
                fields=["fix_at"],
                name="statement_to_fix",
                condition=Q(state="ready", fix_at__isnull=False),
            ),
            models.Index(
                fields=["seller"],
                name="statement_waits_for_seller",
                condition=Q(state="ready"),
            ),
        ]

    def __str__(self) -> str:
        names = {"seller": self.seller, "buyer": self.buyer}
        return _("%(seller)s to %(buyer)s") % names

    def get_absolute_url(self) -> str:
        """Its page, for both sides."""
        return reverse("billing:detail", args=[self.pk])

    @property
    def last_day(self) -> date:
        """Of its month."""
        return Month(self.month).after.first - timedelta(days=1)

    @property
    def is_fixed(self) -> bool:
        """Does nothing of it change any more?"""
        return self.state == self.State.FIXED

    @property
    def is_ready(self) -> bool:
        """Is its month over, and does it wait for its seller?"""
        return self.state == self.State.READY


class StatementStep(BaseStep):
    """One change of a statement: closed, fixed, by whom."""

    subject = models.ForeignKey(Statement, models.CASCADE, related_name="steps")


class Document(models.Model):
    """An invoice or a credit note of a fixed statement: its number, what it says, and
    the files that were made of that. It never changes: triggers refuse it."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("invoice")
        CREDIT = "credit", _("credit note")

    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        related_name="documents",
        db_index=False,  # the constraint's index begins with it
        verbose_name=_("statement"),
    )
    seller = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    outside = models.BooleanField(_("outside VAT"), default=False)
    issued_on = DayField(_("day"))
    net_eur = models.DecimalField(_("without VAT (€)"), max_digits=14, decimal_places=2)
    vat_eur = models.DecimalField(_("VAT (€)"), max_digits=14, decimal_places=2)
    facts = models.JSONField(help_text=_("What both files were made from."))
    pdf = models.BinaryField()
    ubl = models.BinaryField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number"]
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "year", "number"], name="one_document_per_number"
            ),
            models.UniqueConstraint(
                fields=["statement", "kind", "outside"],
                name="one_document_per_kind",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="document_numbers_begin_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    @property
    def reference(self) -> str:
        """Its number as people write it: DP2026-00017."""
        return reference(self.year, self.number)

    @property
    def total_eur(self) -> Any:
        """With VAT; of a credit note what the buyer gets back."""
        return self.net_eur + self.vat_eur

    @property
    def is_credit(self) -> bool:
        """Does the buyer get something back?"""
        return self.kind == self.Kind.CREDIT


def reference(year: int, number: int) -> str:
    """A number as people write it; the letters keep it apart from the seller's own."""
    return f"DP{year}-{number:0{DIGITS}d}"
