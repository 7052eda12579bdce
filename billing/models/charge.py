"""What is owed for one part of a claim."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, LineField, TextField, on_one_line
from billing.amounts import Taxed
from billing.models.statement import Document, Statement
from billing.querysets import ChargeQuerySet, LookQuerySet
from billing.vat import CATEGORY, RATE, WITH_REASON, Subject, Treatment
from claims.models import Claim


class Look(models.Model):
    """A claim to be looked at: what is owed for it may have changed. The database
    writes one itself, with whatever changed the claim."""

    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="+", verbose_name=_("claim")
    )
    due_at = models.DateTimeField(_("due at"), default=timezone.now)

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], name="look_due")]

    def __str__(self) -> str:
        return str(self.claim_id)


class Charge(models.Model):
    """A line of a statement: so many times a price, for one cause. Taken back is a line
    with less than nothing, which names the line that it takes back."""

    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        related_name="charges",
        verbose_name=_("statement"),
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="charges",
        verbose_name=_("invoice"),
    )
    claim = models.ForeignKey(
        Claim,
        models.PROTECT,
        related_name="charges",
        db_index=False,  # the constraint's index begins with it
        verbose_name=_("claim"),
    )
    # "pieces", "longer 7" (an extension), "time 31" (of a room), "damage 2"
    cause = LineField(_("cause"), max_length=30)
    nth = models.PositiveIntegerField(_("how many of this cause came before"))
    subject = models.CharField(_("for"), max_length=10, choices=Subject)
    title = LineField(_("what"), max_length=120)
    quantity = models.IntegerField(_("quantity"))
    unit_eur = models.DecimalField(
        _("price of one, without VAT (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty: still to be agreed."),
    )
    day = DayField(_("day"))
    first = DayField(_("from"), null=True)
    last = DayField(_("up to and including"), null=True)
    times = LineField(_("times"), max_length=20, blank=True)
    purchase_order = LineField(_("purchase order number"), max_length=40, blank=True)
    treatment = models.CharField(_("VAT"), max_length=10, choices=Treatment, blank=True)
    reason = LineField(_("reason"), max_length=200, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("chosen by"),
    )
    chosen_at = models.DateTimeField(_("chosen at"), null=True)
    credits = models.ForeignKey(
        "billing.Charge",
        models.PROTECT,
        null=True,
        related_name="credited",
        verbose_name=_("takes back"),
    )
    # Who gave something back; nobody when the claim itself came to less.
    credited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("credited by"),
    )
    why = TextField(_("why"), max_length=1000, blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = _("line of a statement")
        verbose_name_plural = _("lines of statements")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "cause", "nth"], name="each_charge_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, credits=None)
                | Q(quantity__lte=-1, credits__isnull=False),
                name="less_than_nothing_takes_something_back",
            ),
            models.CheckConstraint(
                condition=Q(unit_eur=None) | Q(unit_eur__gte=0),
                name="charge_price_not_below_zero",
            ),
            models.CheckConstraint(
                condition=~Q(treatment__in=WITH_REASON) | ~Q(reason=""),
                name="charge_vat_with_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(treatment="") | Q(chosen_by__isnull=False),
                name="charge_vat_chosen_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(document=None) | ~Q(treatment="") & ~Q(unit_eur=None),
                name="charge_on_an_invoice_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(first=None, last=None) | Q(last__gte=F("first")),
                name="charge_period_lasts",
            ),
            models.CheckConstraint(
                condition=on_one_line("title", "purchase_order", "reason"),
                name="charge_words_on_one_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"

    def get_absolute_url(self) -> str:
        """The statement, at this line."""
        return f"{reverse('billing:detail', args=[self.statement_id])}#line-{self.pk}"

    @property
    def amount_eur(self) -> Decimal | None:
        """Without VAT; None: the price is still to be agreed."""
        return None if self.unit_eur is None else self.quantity * self.unit_eur

    @property
    def taxed(self) -> Taxed:
        """For the sums; only of a complete line."""
        assert self.amount_eur is not None
        known = Treatment(self.treatment)
        return Taxed(self.amount_eur, CATEGORY[known], RATE[known], self.shown_reason)

    @property
    def shown_reason(self) -> str:
        """Why it is treated so, where an invoice may say it: what is taxed, also at
        0 %, has none (BR-S-10, BR-Z-10)."""
        return self.reason if self.treatment in WITH_REASON else ""

    @property
    def is_outside(self) -> bool:
        """Outside VAT: it goes on a document of its own (BR-O-11)."""
        return self.treatment == Treatment.OUTSIDE

    @property
    def is_complete(self) -> bool:
        """Are its price and its VAT known?"""
        return bool(self.treatment) and self.unit_eur is not None

    @property
    def kind(self) -> str:
        """Its cause without a number."""
        return self.cause.partition(" ")[0]

    @property
    def description(self) -> str:
        """What it is for, in the reader's language."""
        words = {
            "longer": _now("%(what)s, kept longer"),
            "damage": _now("Damage: %(what)s"),
            "time": "%(what)s, " + self.times,
        }
        rent = "%(what)s" if self.subject != Subject.RENT else _now("Rent: %(what)s")
        return words.get(self.kind, rent) % {"what": self.title}

    @property
    def days(self) -> tuple[date, date]:
        """When it was delivered: one day, or a period."""
        return (self.first or self.day, self.last or self.day)

    @property
    def credited_quantity(self) -> int:
        """So much of it was taken back already; needs `for_page`."""
        found: Any = getattr(self, "taken_back", None)
        return -(found or 0)

    @property
    def left_to_credit(self) -> int:
        """So much of it can still be taken back."""
        return 0 if self.quantity < 0 else self.quantity - self.credited_quantity
