"""What is left of a claim when a part of it is planned or gone: it is not forgotten."""

from claims import actions as claiming
from claims.models import Claim
from logistics import deadlines
from logistics.models import Pickup
from logistics.remaining import to_plan
from members.models import User


def settle(claim: Claim, *, by: User | None, why: str = "") -> Claim:
    """A claim is planned while a pickup of some of it is; else it waits for a plan."""
    is_planned = claim.pickups.planned().out().exists()
    if claim.state == Claim.State.SCHEDULED and not is_planned:
        claim = claiming.mark_unscheduled(claim, by=by, why=why)
    return remember_rest(claim)


def remember_rest(claim: Claim) -> Claim:
    """Book when both sides hear that a part has no pickup yet; or nothing, when all
    has one, or nothing was planned so far."""
    is_begun = claim.is_in_part or claim.state == Claim.State.SCHEDULED
    has_rest = is_begun and to_plan(claim, Pickup.Direction.OUT) > 0
    if has_rest == (claim.rest_due_at is not None):
        return claim
    return claiming.remember_rest(claim, deadlines.rest_due() if has_rest else None)
