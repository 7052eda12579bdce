"""What sharing has saved so far, for the open front page."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import caches
from django.db.models import Count, F, Sum

from claims.models import Claim
from claims.states import HANDED_OVER, RETURNED

FRESH_S = 3600  # nobody counts along, so the whole table is read once an hour at most


@dataclass(frozen=True)
class Saved:
    """Counted from what really changed hands, never from what was promised."""

    hand_overs: int
    pieces: int
    weight_kg: int  # of those whose weight was stated: at least this much
    organisations: int  # that gave or got something


def saved() -> Saved:
    """The figures of the last hour."""
    return caches["shared"].get_or_set("home.saved", _count, FRESH_S) or _count()


def _count() -> Saved:
    changed_hands = Claim.objects.filter(state__in=[HANDED_OVER, RETURNED])
    totals = changed_hands.aggregate(
        hand_overs=Count("pk"),
        pieces=Sum("quantity", default=0),
        weight_kg=Sum(F("quantity") * F("listing__weight_kg"), default=Decimal(0)),
    )
    got = changed_hands.values_list("organisation_id")
    gave = changed_hands.values_list("offered_by_id")
    totals["weight_kg"] = round(totals["weight_kg"])
    return Saved(organisations=got.union(gave).count(), **totals)
