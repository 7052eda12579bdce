"""Keeping a promise: the holds of a claim. Only under the listing's lock."""

from collections.abc import Iterable
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
    """What is promised and not handed over is promised no more, and free again."""
    _end(claim, list(claim.holds.waiting()), by=by)


def lower(claim: Claim, quantity: int, *, by: User | None = None) -> None:
    """So many pieces fewer are promised to it, of what is not handed over."""
    too_many = _parted(claim.holds.waiting(), quantity)
    _end(claim, claim.holds.filter(pk__in=too_many), by=by)


def take_out(claim: Claim, quantity: int) -> None:
    """So many of the pieces that were promised are with the asker."""
    going = _parted(claim.holds.waiting(), quantity)
    Hold.objects.filter(pk__in=going).update(out_since=timezone.now())
    note_when_free(claim.listing)


def give_back(claim: Claim, quantity: int, *, by: User | None = None) -> None:
    """So many of the pieces that were promised do not go, and are free again."""
    staying = _parted(claim.holds.waiting(), quantity)
    _end(claim, claim.holds.filter(pk__in=staying), by=by)


def bring_in(claim: Claim, quantity: int, *, by: User | None = None) -> None:
    """So many of the pieces that were out are not with the asker any more."""
    coming = _parted(claim.holds.handed_over(), quantity)
    _end(claim, claim.holds.filter(pk__in=coming), by=by)


def _end(claim: Claim, holds: Iterable[Hold], *, by: User | None) -> None:
    ending = list(holds)
    for_good = sum(hold.quantity for hold in ending if hold.period.upper is None)
    claim.holds.filter(pk__in=[hold.pk for hold in ending]).delete()
    if for_good:
        claim.listing.put_back(for_good, by=by)
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


def _parted(holds: Iterable[Hold], quantity: int) -> list[int]:
    """Numbers of holds with so many pieces together; one that has more is cut."""
    taken = []
    for hold in holds:
        if quantity and hold.quantity > quantity:
            hold = _cut(hold, quantity)
        if quantity:
            quantity -= hold.quantity
            taken.append(hold.pk)
    assert not quantity, "a claim has no more pieces than it holds"
    return taken


def _cut(hold: Hold, quantity: int) -> Hold:
    """So many of its pieces as a hold of their own."""
    hold.quantity -= quantity
    hold.save(update_fields=["quantity"])
    return Hold.objects.create(
        claim=hold.claim,
        listing=hold.listing,
        quantity=quantity,
        period=hold.period,
        due_at=hold.due_at,
        out_since=hold.out_since,
    )
