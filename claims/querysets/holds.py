"""Which promises."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from listings.models import Listing

if TYPE_CHECKING:
    pass


from claims.querysets.claims import ON_PAGE


class HoldQuerySet(models.QuerySet):
    """Which promises."""

    def of(self, listing: Listing) -> Self:
        """Those that keep pieces of this listing."""
        return self.filter(listing=listing)

    def for_good(self) -> Self:
        """Without an end."""
        return self.filter(period__upper_inf=True)

    def for_a_time(self) -> Self:
        """Rented or lent: with an end."""
        return self.filter(period__upper_inf=False)

    def out(self) -> Self:
        """With who borrowed it, on time or late."""
        return self.for_a_time().filter(out_since__isnull=False)

    def waiting(self) -> Self:
        """Promised, and not handed over."""
        return self.filter(out_since=None)

    def handed_over(self) -> Self:
        """With the asker: for good, or not back yet."""
        return self.filter(out_since__isnull=False)

    def pieces(self) -> int:
        """How many they keep together."""
        return sum(self.values_list("quantity", flat=True))

    def standing(self, now: datetime) -> Self:
        """Not over: what was to be fetched and never was is over with its period."""
        return self.filter(Q(period__endswith__gt=now) | Q(out_since__isnull=False))

    def in_line(self, now: datetime) -> Self:
        """Promised for a time, and still to be fetched; the first to begin first."""
        promised = self.filter(own_use=None, occasion=None)
        waiting = promised.filter(out_since=None, period__endswith__gt=now)
        return waiting.order_by("period", "claim_id")

    def for_claims(self) -> Self:
        """With everything that the page of its claim shows."""
        return self.select_related(*(f"claim__{name}" for name in ON_PAGE))
