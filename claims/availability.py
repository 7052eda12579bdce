"""How many pieces of a listing are free: the one place that knows.

What is promised for good has left `Listing.left`. What is rented or lent keeps its
pieces from its first to its last day, both included; what should be back but is not
keeps them without an end.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from claims.models import Claim
from claims.states import TEMPORARY
from listings.models import Listing

DAY = timedelta(days=1)
HALF_YEAR = timedelta(days=182)


class Hold(NamedTuple):
    """Pieces that are kept from `first` up to and including `last`."""

    first: date
    last: date
    quantity: int


def free(listing: Listing, start: date | None = None, end: date | None = None) -> int:
    """How many pieces can still be promised: for good (no period given: from today
    on), or for a period, both days included. Below zero when the owner has since
    taken pieces away that were promised. Binding only under the listing's lock."""
    first, last = start or timezone.localdate(), end or date.max
    return listing.left - peak(holds(listing), first, last)


def holds(listing: Listing) -> list[Hold]:
    """What rentals and loans of this listing keep, as seen today."""
    today = timezone.localdate()
    return [
        Hold(claim.held_from(today), claim.held_until(today), claim.quantity)
        for claim in Claim.objects.holding(listing)
    ]


def peak(holds: Iterable[Hold], first: date, last: date) -> int:
    """The most pieces that are kept on any one day of the period."""
    return max(level.quantity for level in levels(holds, first, last))


def levels(holds: Iterable[Hold], first: date, last: date) -> Iterator[Hold]:
    """How many pieces are kept, stretch of days by stretch of days: together the
    stretches are the whole period. What ends on one day is free on the next."""
    changes = Counter({first: 0})
    for hold in holds:
        if hold.first <= last and hold.last >= first:
            changes[max(hold.first, first)] += hold.quantity
            if hold.last < last:
                changes[hold.last + DAY] -= hold.quantity
    days, kept = sorted(changes), 0
    ends = [*(day - DAY for day in days[1:]), last]
    for day, end in zip(days, ends, strict=True):
        kept += changes[day]
        yield Hold(day, end, kept)


def soon(listing: Listing) -> list[Hold]:
    """When something of it is kept in the next half year, for people to read."""
    if not set(listing.terms) & set(TEMPORARY):
        return []
    today = timezone.localdate()
    ahead = levels(holds(listing), today, today + HALF_YEAR)
    return [hold for hold in ahead if hold.quantity]
