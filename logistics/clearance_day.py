"""What happens with each thing of a building that is emptied."""

from django.db.models import Prefetch

from claims.models import Claim
from clearances.models import Clearance
from listings.models import Listing
from logistics.models import Pickup


def things_of(clearance: Clearance) -> list[Listing]:
    """Everything in it, room by room, with `agreed`: the claims that were said yes to,
    each with `planned`, its pickups that stand. Few queries, however much it is."""
    out = Pickup.objects.standing().out()
    agreed = Claim.objects.agreed().select_related("organisation", "asker")
    claims = agreed.prefetch_related(Prefetch("pickups", out, to_attr="planned"))
    kept = clearance.listings.exclude(state=Listing.State.WITHDRAWN)
    things = kept.prefetch_related(Prefetch("claims", claims, to_attr="agreed"))
    return list(things.order_by("room", "title", "pk"))
