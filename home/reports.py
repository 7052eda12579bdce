"""Figures across the whole platform, read only."""

from dataclasses import dataclass

from django.db.models import Count

from claims.models import Claim
from listings.models import Listing
from wanted.models import Want


@dataclass(frozen=True)
class Figures:
    """What moderators see at a glance."""

    live_listings: int
    open_wants: int
    claims_by_state: list[tuple[str, int]]


def figures() -> Figures:
    """Counts through partial indexes; the claims by one grouped query."""
    return Figures(
        live_listings=Listing.objects.live().count(),
        open_wants=Want.objects.open().count(),
        claims_by_state=_claims_by_state(),
    )


def _claims_by_state() -> list[tuple[str, int]]:
    counted = Claim.objects.order_by().values_list("state").annotate(Count("pk"))
    numbers = dict(counted)
    return [(str(state.label), numbers.get(state, 0)) for state in Claim.State]
