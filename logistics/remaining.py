"""How many pieces of a claim are still to be planned: the one place that knows.

What goes out is not handed over yet and goes along with no planned pickup. What comes
back is with the asker, or planned to go there, and no return is planned for it.
"""

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from claims.models import Claim, Hold
from logistics.models import Pickup, PickupLine

Direction = Pickup.Direction


def to_plan(claim: Claim, direction: str) -> int:
    """How many pieces have no pickup in this direction yet. Binding only under the
    claim's lock."""
    planned = planned_of(claim)
    if direction == Direction.OUT:
        return max(0, claim.rest - planned[Direction.OUT])
    if not claim.is_temporary:
        return 0
    out = claim.holds.handed_over().pieces()
    return max(0, out + planned[Direction.OUT] - planned[Direction.BACK])


def planned_of(claim: Claim) -> dict[str, int]:
    """How many pieces go along with planned pickups, by direction."""
    lines = PickupLine.objects.planned().filter(claim=claim)
    counted = {
        direction: Sum("quantity", filter=Q(pickup__direction=direction), default=0)
        for direction in Direction.values
    }
    return lines.aggregate(**counted)


def with_pieces_out_unplanned() -> GreaterThan:
    """Of claims: are more pieces out than a return is planned for?"""
    out = Hold.objects.handed_over().filter(claim=OuterRef("pk"))
    back = PickupLine.objects.planned().back().filter(claim=OuterRef("pk"))
    return GreaterThan(_pieces(out), _pieces(back))


def _pieces(rows: QuerySet) -> Coalesce:
    """How many they are together, of each claim."""
    by_claim = rows.order_by().values("claim").values(n=Sum("quantity"))
    return Coalesce(Subquery(by_claim, output_field=IntegerField()), 0)
