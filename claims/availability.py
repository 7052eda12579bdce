"""How many pieces of a listing are free: the one place that knows.

What is promised for good has left `Listing.left`. What is rented or lent keeps its
pieces from its first to its last day, both included; what should be back but is not
keeps them without an end.
"""

from datetime import date, timedelta

from django.utils import timezone

from claims.models import Claim
from claims.states import TEMPORARY
from listings.holds import Hold, levels, peak
from listings.models import Listing

HALF_YEAR = timedelta(days=182)


def free(listing: Listing, start: date | None = None, end: date | None = None) -> int:
    """How many pieces can still be promised: for good (no period given: from today
    on), or for a period, both days included. Below zero when the owner has since
    taken pieces away that were promised. Binding only under the listing's lock."""
    first, last = start or timezone.localdate(), end or date.max
    return listing.left - peak(holds(listing), first, last)


def holds(listing: Listing) -> list[Hold]:
    """What rentals and loans of this listing keep, as seen today."""
    today = timezone.localdate()
    return [_hold(claim, today) for claim in Claim.objects.holding(listing)]


def is_there(claim: Claim) -> bool:
    """Do the pieces of this claim lie with their owner? What is out for a time does
    not, agreed or late. Binding only under the listing's lock."""
    own = 0 if claim.is_temporary else claim.quantity  # has left `left` already
    away = Claim.objects.out_of(claim.listing).values_list("quantity", flat=True)
    return claim.quantity <= claim.listing.left + own - sum(away)


def short(listing: Listing, without: Claim | None = None) -> list[Claim]:
    """Who was promised pieces for a time and can't have them, since others have them
    still: the first in line is served first. Of `without` it is supposed that its
    pieces do not come back."""
    today, left_out = timezone.localdate(), []
    taken = [
        _hold(claim, today)._replace(last=date.max)
        if claim == without
        else _hold(claim, today)
        for claim in Claim.objects.out_of(listing)
    ]
    for claim in Claim.objects.in_line(listing, today).for_page():
        first = max(claim.first_day, today)
        if claim.quantity > listing.left - peak(taken, first, claim.last_day):
            left_out.append(claim)
        taken.append(_hold(claim, today))
    return left_out


def soon(listing: Listing) -> list[Hold]:
    """When something of it is kept in the next half year, for people to read."""
    if not set(listing.terms) & set(TEMPORARY):
        return []
    today = timezone.localdate()
    ahead = levels(holds(listing), today, today + HALF_YEAR)
    return [hold for hold in ahead if hold.quantity]


def _hold(claim: Claim, today: date) -> Hold:
    return Hold(claim.held_from(today), claim.held_until(today), claim.quantity)
