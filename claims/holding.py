"""Keeping a promise: the holds of a claim. Only under the listing's lock."""

from datetime import datetime

from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from base.periods import moments
from claims.availability import buffer_of
from claims.free_days import note_when_free
from claims.models import Claim, Hold
from members.models import User


def period_of(claim: Claim, now: datetime) -> TimestamptzRange:
    """What a claim would keep if it were promised now: for good, or from its first day
    until its last day is over. What is past can't be kept."""
    if not claim.is_temporary:
        return TimestamptzRange(now, None)
    start, end = moments(claim.first_day, claim.last_day + buffer_of(claim.listing))
    return TimestamptzRange(max(start, now), end)


def due_of(claim: Claim) -> datetime | None:
    """When its pieces should be back; None: given for good."""
    if not claim.is_temporary:
        return None
    return moments(claim.first_day, claim.last_day)[1]


def keep(claim: Claim, quantity: int, *, by: User | None = None) -> Hold:
    """So many pieces are promised to a claim from now on."""
    period = period_of(claim, timezone.now())
    if period.upper is None:
        claim.listing.set_aside(quantity, by=by)
    hold = claim.holds.create(
        listing=claim.listing, quantity=quantity, period=period, due_at=due_of(claim)
    )
    note_when_free(claim.listing)
    return hold


def let_go(claim: Claim, *, by: User | None = None) -> None:
    """Nothing is promised to it any more: not given after all, or back."""
    for_good = sum(claim.holds.for_good().values_list("quantity", flat=True))
    claim.holds.all().delete()
    if for_good:
        claim.listing.put_back(for_good, by=by)
    note_when_free(claim.listing)


def take_out(claim: Claim) -> None:
    """What is to come back is with the asker."""
    claim.holds.for_a_time().filter(out_since=None).update(out_since=timezone.now())
    note_when_free(claim.listing)


def prolong(claim: Claim) -> None:
    """Its pieces are kept until its last day is over, which is a later one now. Only
    those that it still keeps: what is back already stays free."""
    now = timezone.now()
    end, due = period_of(claim, now).upper, due_of(claim)
    for hold in claim.holds.for_a_time():
        hold.period = TimestamptzRange(hold.period.lower, end)
        hold.due_at = due
        hold.save(update_fields=["period", "due_at"])
    note_when_free(claim.listing)
