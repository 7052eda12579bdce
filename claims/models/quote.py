"""A price for a service that was asked after: versions of one offer."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from base.fields import DayField, LineField, TextField, within_a_lifetime
from base.states import Stateful
from base.states import Step as BaseStep
from claims.models.claim import Claim
from claims.querysets import QuoteQuerySet
from members.models import Organisation

MOST_LINES = 8


class Quote(Stateful):
    """One version of a price; what it says never changes. A newer version replaces it.

    That its day is over binds the asker only: it frees the owner, who may honour it.
    So expiry is no state, and what was declined stays so.
    """

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        REPLACED = "replaced", _("replaced")
        DECLINED = "declined", _("declined")
        ACCEPTED = "accepted", pgettext_lazy("quote", "accepted")

    # Sent again: honoured after its day, or an acceptance that both took back.
    MOVES = {
        State.SENT: {State.SENT, State.REPLACED, State.DECLINED, State.ACCEPTED},
        State.ACCEPTED: {State.SENT},
    }

    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="quotes", verbose_name=_("claim")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    valid_until = DayField(_("valid until"))
    words = TextField(_("note"), max_length=2000, blank=True)
    total_eur = models.DecimalField(_("total (€)"), max_digits=10, decimal_places=2)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.SENT
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    # Which side asked to take an acceptance back; the other one confirms.
    undo_asked_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "version"], name="one_quote_per_version"
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=["sent", "accepted"]),
                name="one_quote_stands_per_claim",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1, total_eur__gte=0),
                name="quote_names_a_price",
            ),
            models.CheckConstraint(
                condition=within_a_lifetime("valid_until"),
                name="quote_day_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(undo_asked_by=None) | Q(state="accepted"),
                name="quote_undone_when_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.version}"

    def get_absolute_url(self) -> str:
        """The page of its claim, at the quotes."""
        return f"{self.claim.get_absolute_url()}#quote"

    @property
    def is_open(self) -> bool:
        """Does it wait for the asker's yes or no?"""
        return self.state == self.State.SENT

    @property
    def is_expired(self) -> bool:
        """Open, and its last day is over."""
        return self.is_open and self.valid_until < timezone.localdate()


class QuoteLine(models.Model):
    """What, how many, and for what each."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="lines")
    what = LineField(_("what"), max_length=120)
    number = models.DecimalField(
        _("how many"),
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    each_eur = models.DecimalField(
        _("price each (€)"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of a quote")
        verbose_name_plural = _("lines of quotes")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gt=0, each_eur__gte=0),
                name="quote_line_counts_something",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def total_eur(self) -> Decimal:
        """What it comes to, in whole cents."""
        return total_of(self.number, self.each_eur)


class QuoteStep(BaseStep):
    """One change of a quote: sent, replaced, declined, accepted, honoured."""

    subject = models.ForeignKey(Quote, models.CASCADE, related_name="steps")


def total_of(number: Decimal, each_eur: Decimal) -> Decimal:
    """So many at so much each, in whole cents."""
    return (number * each_eur).quantize(Decimal("0.01"))
