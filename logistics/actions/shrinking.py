"""Less goes out than was planned: then less comes back."""

from claims.models import Claim
from logistics import letters
from logistics.actions.steps import cancel, held_pickups
from logistics.models import Pickup, PickupLine
from logistics.remaining import to_plan
from members.models import User


def keep_from_coming_back(line: PickupLine, pieces: int, *, by: User, why: str) -> None:
    """So many pieces of a line that goes out will not be out: they are taken off the
    returns that are planned, the last ones first. A return of which nothing is left is
    called off."""
    claim = line.claim
    excess = pieces - to_plan(claim, Pickup.Direction.BACK)
    if not claim.is_temporary or excess <= 0:
        return
    backs = claim.pickups.planned().back().values_list("pk", flat=True)
    held = held_pickups(list(backs), {claim.pk: claim})
    for back in sorted(held, key=lambda one: one.starts_at, reverse=True):
        if excess > 0:
            excess -= _take_off(back, claim, excess, by=by, why=why)


def _take_off(back: Pickup, claim: Claim, excess: int, *, by: User, why: str) -> int:
    """So many pieces of a claim, or all it has, do not come along after all."""
    (line,) = [line for line in back.lines.all() if line.claim_id == claim.pk]
    taken = min(excess, line.quantity)
    if taken < line.quantity:
        line.quantity -= taken
        line.save(update_fields=["quantity"])
        _tell_of_less(back, by=by, why=why)
    elif len(back.lines.all()) == 1:
        cancel(back, by=by, why=why)
    else:
        line.delete()
        (back,) = Pickup.objects.for_lines().filter(pk=back.pk)
        _tell_of_less(back, by=by, why=why)
    return taken


def _tell_of_less(back: Pickup, *, by: User, why: str) -> None:
    back.sequence += 1
    back.save(update_fields=["sequence"])
    step = back.move(Pickup.State.PLANNED, by=by, why=why)
    letters.invite_both("rescheduled", step, was=back.starts_at)
