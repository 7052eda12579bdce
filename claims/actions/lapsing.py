"""What ends by itself: a place on the waiting list, a proposal to which nobody agreed,
a promise of which nobody planned the pickup. Somebody is warned before."""

from django.utils import timezone

from base.sweeps import sweep
from claims import letters
from claims.actions.steps import end, lock
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from listings.models import Listing
from listings.querysets import ListingQuerySet

State = Claim.State
# The letters by the state that comes to an end.
WARNING: dict[str, str] = {
    State.WAITING: "place_ends",
    State.PROPOSED: "proposal_ends",
    State.ACCEPTED: "promise_ends",
}
ENDED: dict[str, str] = {
    State.WAITING: "place_ended",
    State.PROPOSED: "proposal_ended",
    State.ACCEPTED: "promise_ended",
}


def warn_of_lapsing() -> int:
    """Who has to do something reads that it ends by itself otherwise, and when."""
    return sweep(Claim.objects.to_warn(timezone.now()), _warn)


def lapse() -> int:
    """What nobody kept ends, and who waits for its pieces moves up. Listing by listing:
    the listing is locked first, as in every deed."""
    due = Claim.objects.to_lapse(timezone.now())
    return sweep(listings_of(due), _lapse)


def listings_of(claims: ClaimQuerySet) -> ListingQuerySet:
    """The listings that these claims ask for."""
    return Listing.objects.filter(pk__in=claims.order_by().values("listing"))


def tell_that_it_ends(claim: Claim) -> None:
    """Who can keep it reads until when. A place that was kept longer is warned of
    again, so the day is the occasion."""
    step = claim.steps.latest("at", "pk")
    day = f"{timezone.localdate(claim.expires_at)}"
    letters.tell_asker(WARNING[claim.state], step, occasion=day)
    if claim.state == State.ACCEPTED:
        letters.tell_owner(WARNING[claim.state], step, occasion=day)


def _warn(claim: Claim) -> None:
    tell_that_it_ends(claim)
    claim.remind_at = None
    claim.save(update_fields=["remind_at"])


def _lapse(listing: Listing) -> None:
    """What moved up meanwhile has another day."""
    now = timezone.now()
    for due in Claim.objects.to_lapse(now).filter(listing=listing):
        claim = lock(due)
        if claim.state not in ENDED or claim.expires_at > now:
            continue
        name = ENDED[claim.state]
        step = end(claim, State.EXPIRED, by=None, why="")
        letters.tell_asker(name, step)
        if name != ENDED[State.WAITING]:
            letters.tell_owner(name, step)
