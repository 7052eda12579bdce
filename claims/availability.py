"""How many pieces of a listing are free: the one place that knows.

What is promised for good has left `Listing.left`. What is rented or lent keeps its
pieces for the period of its `Hold`; what should be back but is not keeps them without
an end.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from base.periods import moments
from base.typed import LAST_DAY
from claims.models import Claim, Damage, Hold
from claims.states import TEMPORARY
from listings.holds import FOREVER, Kept, levels, peak
from listings.models import Listing

DAY, HALF_YEAR = timedelta(days=1), timedelta(days=182)


def free(
    listing: Listing,
    start: datetime | None = None,
    end: datetime | None = None,
    kept: Sequence[Kept] | None = None,
) -> int:
    """How many pieces can still be promised from one moment until another: from now,
    without an end, when none are given. Below zero when the owner has since taken
    pieces away that were promised. Binding only under the listing's lock. `kept`: its
    `holds`, for who asks more than once."""
    start, end = start or timezone.now(), end or FOREVER
    return listing.left - peak(holds(listing) if kept is None else kept, start, end)


def free_on(
    listing: Listing, first: date, last: date, kept: Sequence[Kept] | None = None
) -> int:
    """The same for days, both included, with those that are kept free afterwards; what
    is over of the first is not asked for."""
    start, end = moments(first, last + buffer_of(listing))
    return free(listing, max(start, timezone.now()), end, kept)


def buffer_of(listing: Listing) -> timedelta:
    """So long after each use nobody has it: for cleaning and transport."""
    return timedelta(days=listing.buffer_days)


def free_for(claim: Claim, kept: Sequence[Kept] | None = None) -> int:
    """How many pieces can still be promised for what a claim asks."""
    if claim.is_temporary:
        return free_on(claim.listing, claim.first_day, claim.last_day, kept)
    return free(claim.listing, kept=kept)


def holds(listing: Listing, without: Claim | None = None) -> list[Kept]:
    """What rentals and loans of this listing keep, as seen now; those of `without` are
    left out."""
    now = timezone.now()
    kept = Hold.objects.of(listing).for_a_time().standing(now)
    if without:
        kept = kept.exclude(claim=without)
    return [*(hold.kept(now) for hold in kept), *damaged(listing)]


def damaged(listing: Listing) -> list[Kept]:
    """What came back damaged or not at all: nobody can have it until it is settled."""
    unsettled = Damage.objects.of(listing).open()
    return [Kept(it.reported_at, FOREVER, it.quantity) for it in unsettled]


def last_day_for(claim: Claim) -> date:
    """Until which day it could be kept, as far as others were promised nothing and the
    owner lends it. Never before the day that was agreed."""
    listing, agreed = claim.listing, claim.last_day
    pieces = sum(claim.holds.values_list("quantity", flat=True))
    last = min(_longest(claim), listing.available_until or LAST_DAY)
    start = max(moments(agreed, agreed)[1], timezone.now())
    for level in levels(holds(listing, without=claim), start, FOREVER):
        if level.quantity > listing.left - pieces:
            taken = timezone.localdate(level.start) - buffer_of(listing) - DAY
            return max(min(last, taken), agreed)
    return max(last, agreed)


def _longest(claim: Claim) -> date:
    """The last day that the owner's longest time allows."""
    if not claim.listing.max_days:
        return LAST_DAY
    return claim.first_day + timedelta(days=claim.listing.max_days - 1)


def who_asks_after(claim: Claim, until: date | None = None) -> list[Claim]:
    """Who else asks for pieces of its listing on days after its last one, up to and
    including `until`; the first to ask first. Nothing is promised to them."""
    asked = Claim.objects.wanted().filter(listing=claim.listing)
    later = asked.filter(starts_on__isnull=False, ends_on__gt=claim.last_day)
    if until:
        later = later.filter(starts_on__lte=until)
    return list(later.for_lines().order_by("asked_at", "pk")[:20])


def is_there(claim: Claim, quantity: int | None = None) -> bool:
    """Do so many pieces of this claim (all that are still to go, when not said) lie
    with their owner? What is out for a time does not, agreed or late. Binding only
    under the listing's lock."""
    wanted = claim.rest if quantity is None else quantity
    own = 0 if claim.is_temporary else claim.rest  # has left `left` already
    away = Hold.objects.of(claim.listing).out().pieces()
    broken = sum(kept.quantity for kept in damaged(claim.listing))
    return wanted <= claim.listing.left + own - away - broken


def holds_of(listings: Sequence[int]) -> dict[int, list[Kept]]:
    """`holds` of several listings, by their numbers, in one query."""
    now = timezone.now()
    kept: dict[int, list[Kept]] = {number: [] for number in listings}
    of_them = Hold.objects.filter(listing__in=listings).for_a_time()
    for hold in of_them.standing(now):
        kept[hold.listing_id].append(hold.kept(now))
    return kept


def short(listing: Listing, without: Claim | None = None) -> list[Claim]:
    """Who was promised pieces for a time and can't have them, since others have them
    still: the first in line is served first. Of `without` it is supposed that its
    pieces do not come back."""
    now, left_out = timezone.now(), []
    taken = [
        hold.kept(now)._replace(end=FOREVER)
        if without and hold.claim_id == without.pk
        else hold.kept(now)
        for hold in Hold.objects.of(listing).out()
    ] + damaged(listing)
    for hold in Hold.objects.of(listing).in_line(now).for_claims():
        kept = hold.kept(now)
        start = max(kept.start, now)
        if hold.claim and hold.quantity > listing.left - peak(taken, start, kept.end):
            left_out.append(hold.claim)
        taken.append(kept)
    return left_out


def soon(listing: Listing) -> list[Kept]:
    """When something of it is kept in the next half year, for people to read."""
    if not set(listing.terms) & set(TEMPORARY):
        return []
    today = timezone.localdate()
    ahead = levels(holds(listing), *moments(today, today + HALF_YEAR))
    return [kept for kept in ahead if kept.quantity]
