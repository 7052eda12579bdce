"""What pages of earlier stages show of pickups."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part
from claims.availability import is_there
from claims.deadlines import begins_soon
from claims.models import Claim
from claims.states import ACCEPTED, SCHEDULED
from logistics.models import Pickup
from logistics.remaining import to_plan


@page_part("claim")
def pickups_of(context: dict[str, Any], claim: Claim) -> SafeString:
    """The pickups of a claim that stand: planned or done, out and back. Of a room by
    the hour nothing ever moved."""
    if claim.by_hour:
        return SafeString("")
    sides = {name: context.get(name) for name in ("is_owner", "is_asker")}
    shown = sides | {
        "claim": claim,
        "pickups": claim.pickups.standing().for_lines(),
        "rest": to_plan(claim, Pickup.Direction.OUT) if claim.rest_due_at else 0,
        "may_plan": any(sides.values()),
        "late": _late_before(claim),
    }
    return render_to_string("logistics/_pickups.html", shown)


def _late_before(claim: Claim) -> Claim | None:
    """Who still has what this claim waits for, when it is about to begin."""
    waits = claim.is_temporary and claim.state in (ACCEPTED, SCHEDULED)
    if not waits or not begins_soon(claim) or is_there(claim):
        return None
    out = Claim.objects.out_of(claim.listing).select_related("organisation").first()
    return out if out and out.is_overdue else None
