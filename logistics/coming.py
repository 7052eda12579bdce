"""Which letter about a pickup or a return the clock writes next."""

from collections.abc import Iterator
from functools import partial

from base.page_parts import Coming, foresees
from claims import availability
from claims.models import Claim
from claims.states import HOLDING
from logistics import deadlines, letters
from logistics.actions.steps import last_step
from logistics.models import Pickup
from logistics.remaining import to_plan


@foresees("claim")
def about_its_pickups(claim: Claim) -> Iterator[Coming]:
    """The day before, what happened, what counts as done; what is out; what is left."""
    if claim.state not in HOLDING or not claim.is_of_thing:
        return
    for pickup in claim.pickups.planned().for_page():
        yield from _about(pickup)
    if claim.remind_at and claim.handed_over and claim.is_temporary:
        yield Coming(claim.remind_at, partial(_tell_to_bring_back, claim))
    if claim.rest_due_at:
        yield Coming(claim.rest_due_at, partial(_tell_of_the_rest, claim))


def _about(pickup: Pickup) -> Iterator[Coming]:
    def tell(name: str) -> None:
        letters.tell_both(name, last_step(pickup))

    if pickup.remind_at:
        yield Coming(pickup.remind_at, partial(tell, "reminder"))
    if pickup.chase_at:
        name = deadlines.chase_letter(pickup.starts_at, pickup.chase_at)
        yield Coming(pickup.chase_at, partial(tell, name))
    if pickup.assumed_at:
        yield Coming(pickup.assumed_at, partial(tell, "assumed"))


def _tell_to_bring_back(claim: Claim) -> None:
    waiting = availability.short(claim.listing, without=claim)
    letters.tell_of_bringing_back(claim, waiting)


def _tell_of_the_rest(claim: Claim) -> None:
    letters.tell_of_the_rest(claim, to_plan(claim, Pickup.Direction.OUT))
