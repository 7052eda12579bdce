"""What comes back went out before: in which order the pickups of a claim can be."""

from datetime import datetime

from base.periods import moments
from claims.models import Claim
from logistics.models import Pickup, PickupLine
from logistics.querysets import PickupLineQuerySet

Moved = list[tuple[datetime, int]]  # at a moment so many pieces, the first one first


def back_after(
    claim: Claim, quantity: int, moving: Pickup | None = None
) -> datetime | None:
    """From when on so many pieces can come back, beside all that is planned to: the
    use has begun, and they went out before. `moving`: a return that is planned anew.
    None: they are out already."""
    out = claim.holds.handed_over().pieces()
    needed = quantity + sum(pieces for _at, pieces in _backs(claim, moving)) - out
    if needed <= 0:
        return None
    begins, _ends = moments(claim.first_day, claim.last_day)
    for ends_at, pieces in _outs(claim, None):
        if needed <= 0:
            break
        needed, begins = needed - pieces, max(begins, ends_at)
    return begins


def out_before(claim: Claim, moving: Pickup | None) -> datetime | None:
    """Until when what is `moving` can go out, for returns that are planned need it;
    None: no return does."""
    if moving is None:
        return None  # what comes back is planned to go out already
    out, outs = claim.holds.handed_over().pieces(), _outs(claim, moving)
    needed = 0
    for starts_at, pieces in _backs(claim, None):
        needed += pieces
        if out + sum(there for at, there in outs if at <= starts_at) < needed:
            return starts_at
    return None


def _outs(claim: Claim, without: Pickup | None) -> Moved:
    """When what is planned to go out is there."""
    lines = PickupLine.objects.planned().out().filter(claim=claim)
    return _moved(lines, "pickup__ends_at", without)


def _backs(claim: Claim, without: Pickup | None) -> Moved:
    """When what is planned to come back leaves."""
    lines = PickupLine.objects.planned().back().filter(claim=claim)
    return _moved(lines, "pickup__starts_at", without)


def _moved(lines: PickupLineQuerySet, moment: str, without: Pickup | None) -> Moved:
    others = lines.exclude(pickup=without) if without else lines
    return list(others.order_by(moment).values_list(moment, "quantity"))
