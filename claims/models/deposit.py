"""Money that is kept until something comes back."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TextField
from claims.models.claim import Claim
from claims.querysets import DepositQuerySet


class Deposit(models.Model):
    """What the owner of something that was rented or lent received as a deposit, and
    how much of it went back. The platform moves no money: it writes down what its two
    sides did."""

    claim = models.OneToOneField(
        Claim, models.CASCADE, related_name="deposit", verbose_name=_("claim")
    )
    eur = models.DecimalField(_("deposit (€)"), max_digits=12, decimal_places=2)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(_("returned at"), null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    kept_eur = models.DecimalField(
        _("kept (€)"), max_digits=12, decimal_places=2, default=0
    )
    why = TextField(_("why"), max_length=1000, blank=True)
    remind_at = models.DateTimeField(
        _("reminder at"),
        null=True,
        editable=False,
        help_text=_("When the owner reads again that it is to be given back."),
    )

    objects = DepositQuerySet.as_manager()

    class Meta:
        verbose_name = _("deposit")
        verbose_name_plural = _("deposits")
        indexes = [
            models.Index(
                fields=["remind_at"],
                name="deposit_to_give_back",
                condition=Q(returned_at=None, remind_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_eur__gte=0, kept_eur__lte=F("eur")),
                name="deposit_kept_within_what_was_received",
            ),
            models.CheckConstraint(
                condition=Q(kept_eur=0) | ~Q(why=""), name="deposit_kept_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.eur}"

    @property
    def returned_eur(self) -> Decimal:
        """What went back to the asker."""
        return self.eur - self.kept_eur
