"""What else can go along: other claims between the same two, at the same place."""

from claims.models import Claim
from logistics import slots
from logistics.models import Pickup
from logistics.remaining import to_plan

MOST = 20  # claims that a form offers to take along

Direction = Pickup.Direction


def companions(claim: Claim, direction: str, mover: str) -> list[tuple[Claim, int]]:
    """Other claims between the same two of which something has no pickup yet in this
    direction, where the mover comes anyway: each with how many pieces."""
    both = Claim.objects.filter(
        organisation=claim.organisation_id, offered_by=claim.offered_by_id
    )
    others = both.exclude(pk=claim.pk)
    fitting = others.to_move_out() if direction == Direction.OUT else others.to_return()
    place = slots.place_of(claim, mover)
    found = [
        (other, to_plan(other, direction))
        for other in fitting.for_lines().select_related("location")[:MOST]
        if slots.place_of(other, mover) == place
    ]
    return [(other, left) for other, left in found if left]
