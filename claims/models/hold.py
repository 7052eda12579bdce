"""What a promise keeps: so many pieces of a listing, from one moment up to another."""

from datetime import datetime

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.booking import Occasion, OwnUse
from claims.models.claim import Claim
from claims.querysets import HoldQuerySet
from listings.holds import FOREVER, Kept
from listings.models import Listing


class Hold(models.Model):
    """Pieces that a claim keeps now or will keep; it goes when the promise does, or
    when the pieces are back. Given for good is a hold without an end.

    A trigger in the database, under the listing's lock, refuses a hold by which more
    would be promised than there is at any moment (`never_more_promised_than_there_is`).
    What is out and should be back is kept longer than was promised: that is no promise,
    so `kept` knows of it and the trigger does not.
    """

    claim = models.ForeignKey(
        Claim,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holds",
        verbose_name=_("claim"),
    )
    # Of a claim by the hour: at which of its times.
    occasion = models.ForeignKey(
        Occasion,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holds",
        verbose_name=_("time"),
    )
    own_use = models.ForeignKey(
        OwnUse,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holds",
        verbose_name=_("own use"),
    )
    listing = models.ForeignKey(
        Listing,
        models.PROTECT,
        related_name="holds",
        db_index=False,  # `hold_of_listing` starts with it
        verbose_name=_("listing"),
    )
    quantity = models.PositiveIntegerField(
        _("quantity"), validators=[MinValueValidator(1)]
    )
    period = DateTimeRangeField(
        _("period"),
        help_text=_(
            "From a moment until just before another; without an end: for good."
        ),
    )
    due_at = models.DateTimeField(
        _("due back at"),
        null=True,
        blank=True,
        help_text=_("Before the days that are kept free after it; empty: for good."),
    )
    out_since = models.DateTimeField(
        _("out since"),
        null=True,
        blank=True,
        help_text=_("When it was handed over; empty: it was not."),
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["period", "pk"]
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="hold_keeps_something"
            ),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, own_use=None)
                | Q(claim=None, own_use__isnull=False),
                name="hold_is_of_a_claim_or_of_its_owner",
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__lower_inf=False),
                name="hold_begins_sometime",
            ),
        ]
        indexes = [
            GistIndex(fields=["listing", "period"], name="hold_of_listing"),
            models.Index(
                fields=["listing"],
                name="hold_that_is_out",
                condition=Q(out_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.listing}"

    def kept(self, now: datetime) -> Kept:
        """What it keeps as seen now: what is out early is kept since it went out, and
        what should be back but is not has no end."""
        start, end = self.period.lower, self.period.upper or FOREVER
        if self.out_since is None:
            return Kept(start, end, self.quantity)
        is_late = (self.due_at or end) <= now
        return Kept(
            min(start, self.out_since), FOREVER if is_late else end, self.quantity
        )
