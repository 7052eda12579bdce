"""Keeping a promise: the holds of a claim. Only under the listing's lock."""

from datetime import datetime

from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from base.periods import moments
from claims.models import Claim, Hold
from members.models import User


def period_of(claim: Claim, now: datetime) -> TimestamptzRange:
    """What a claim would keep if it were promised now: for good, or from its first day
    until its last day is over. What is past can't be kept."""
    if not claim.is_temporary:
        return TimestamptzRange(now, None)
    start, end = moments(claim.first_day, claim.last_day)
    return TimestamptzRange(max(start, now), end)


def keep(claim: Claim, quantity: int, *, by: User | None = None) -> Hold:
    """So many pieces are promised to a claim from now on."""
    period = period_of(claim, timezone.now())
    if period.upper is None:
        claim.listing.set_aside(quantity, by=by)
    return claim.holds.create(listing=claim.listing, quantity=quantity, period=period)


def let_go(claim: Claim, *, by: User | None = None) -> None:
    """Nothing is promised to it any more: not given after all, or back."""
    for_good = sum(claim.holds.for_good().values_list("quantity", flat=True))
    claim.holds.all().delete()
    if for_good:
        claim.listing.put_back(for_good, by=by)


def lower(claim: Claim, quantity: int, *, by: User | None = None) -> None:
    """Fewer pieces are promised to it, of what has not gone out yet."""
    hold = claim.holds.get(out_since=None)
    too_many = hold.quantity - quantity
    hold.quantity = quantity
    hold.save(update_fields=["quantity"])
    if hold.period.upper is None:
        claim.listing.put_back(too_many, by=by)


def take_out(claim: Claim) -> None:
    """What is to come back is with the asker."""
    claim.holds.for_a_time().filter(out_since=None).update(out_since=timezone.now())
