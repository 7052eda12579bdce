"""The waiting list: who waits for pieces of a listing, and moves up when some are free.

The place is the order of asking. Everything here runs under the listing's lock, in the
transaction of what took or freed the pieces.
"""

from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_noop

from base.mornings import moment
from claims import availability, deadlines, holding, letters
from claims.models import Claim, ClaimStep, Hold
from claims.querysets import ClaimQuerySet
from listings.models import Listing
from members.models import User

State = Claim.State
CLOCK = ["remind_at", "expires_at", "over_at"]
# Kept in the source language, read in everybody's own.
WENT_TO_OTHERS = gettext_noop("Everything went to others.")


def follow(listing: Listing) -> None:
    """Something about a listing changed: who waits moves up, or hears that nothing
    will come free any more; who has no answer yet gets it on the day that the owner
    named."""
    if listing.decides_later:
        _wait_for_the_day(listing)
    move_up(listing)
    if listing.state == Listing.State.GONE and not may_come_free(listing):
        _end_list(listing)


def move_up(listing: Listing) -> None:
    """What is free is proposed to who waits longest: all that they ask, or the part
    that there is, with one day by which they agree. Passed over, and keeping their
    place: who wants all or nothing when a part is free, and who does not share at the
    moment. Nothing moves while the listing is paused or ended."""
    if listing.state not in (Listing.State.LIVE, Listing.State.GONE):
        return
    if not listing.organisation.is_active:
        return
    for claim in locked(Claim.objects.waiting().to_answer(), listing):
        part = _suiting_part(claim)
        if part > 0:
            propose(claim, part)


def propose(
    claim: Claim, quantity: int, *, by: User | None = None, tell: bool = True
) -> ClaimStep:
    """So many are kept for the asker, who agrees or lets go. `by`: who gives them;
    nobody when the list moves up by itself."""
    if quantity < claim.quantity:
        claim.asked_quantity, claim.quantity = claim.quantity, quantity
    step = claim.move(State.PROPOSED, by=by)
    holding.keep(claim, quantity, by=by)
    deadlines.set_clock(claim, timezone.now())
    claim.save(update_fields=["quantity", "asked_quantity", *CLOCK])
    if tell:
        letters.tell_asker("proposed", step)
    return step


def put_on_list(listing: Listing) -> None:
    """Who asked for what is not free any more goes on the waiting list and reads at
    which place. The owner can still say yes or no."""
    kept = availability.holds(listing)
    for claim in locked(_unanswered(), listing):
        if availability.free_for(claim, kept) < 1:
            step = wait(claim)
            letters.tell_asker("waiting", step, place=place(claim))


def wait(claim: Claim, *, by: User | None = None) -> ClaimStep:
    """On the list from now on, at the place of its asking."""
    step = claim.move(State.WAITING, by=by)
    deadlines.set_clock(claim, timezone.now())
    claim.save(update_fields=CLOCK)
    return step


def place(claim: Claim) -> int:
    """The how manieth somebody is on the list: 1 is next."""
    waiting = Claim.objects.waiting().filter(listing=claim.listing_id)
    return waiting.before(claim.asked_at, claim.pk).count() + 1


def may_come_free(listing: Listing) -> bool:
    """Are pieces kept for somebody that are still with the owner, or out for a time?"""
    holds = Hold.objects.of(listing)
    kept = Claim.objects.kept().values("pk")
    here = holds.waiting().filter(claim__in=kept)
    return holds.for_a_time().exists() or here.exists()


def _suiting_part(claim: Claim) -> int:
    """How many of what it asks can be proposed to it now."""
    is_over = claim.is_temporary and claim.last_day < timezone.localdate()
    if is_over or not claim.organisation.is_active:
        return 0
    part = min(availability.free_for(claim), claim.quantity)
    return 0 if claim.only_whole_since and part < claim.quantity else part


def _wait_for_the_day(listing: Listing) -> None:
    asked = _unanswered().filter(listing=listing)
    asked.update(
        remind_at=moment(deadlines.day_to_choose(listing)),
        expires_at=Greatest("expires_at", deadlines.last_answer(listing)),
    )


def _unanswered() -> ClaimQuerySet:
    return Claim.objects.unanswered().to_answer().of_pieces()


def _end_list(listing: Listing) -> None:
    for claim in locked(Claim.objects.waiting(), listing):
        step = claim.move(State.DECLINED, why=WENT_TO_OTHERS)
        letters.tell_asker("went_to_others", step)


def locked(claims: ClaimQuerySet, listing: Listing) -> list[Claim]:
    """These of a listing, read afresh and held, in the order of asking."""
    people = claims.select_related("organisation", "asker", "location")
    of_it = people.filter(listing=listing).order_by("asked_at", "pk")
    found = list(of_it.select_for_update(of=("self",)))
    for claim in found:
        claim.listing = listing
    return found
