"""Figures across the whole platform, read only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from claims.models import Claim
from listings.models import Listing
from logistics.models import Pickup
from outbox.models import Letter
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


def oldest_due() -> dict[str, datetime | None]:
    """When the oldest waiting row of each sweep became due; None: nothing waits."""
    now = timezone.now()
    return {
        "letters": _oldest(Letter.objects.due(now), "next_try_at"),
        "new listings": _oldest(Listing.objects.unannounced(), "live_at"),
        "new wants": _oldest(Want.objects.unmatched(), "posted_at"),
        "claim reminders": _oldest(Claim.objects.to_remind(now), "remind_at"),
        "claims to end": _oldest(Claim.objects.to_expire(now), "expires_at"),
        "returns to remind of": _oldest(Claim.objects.to_bring_back(now), "remind_at"),
        "pickup reminders": _oldest(Pickup.objects.to_remind(now), "remind_at"),
        "pickups to ask about": _oldest(Pickup.objects.to_chase(now), "chase_at"),
    }


def _oldest(rows: QuerySet, column: str) -> datetime | None:
    return rows.order_by().aggregate(oldest=Min(column))["oldest"]
