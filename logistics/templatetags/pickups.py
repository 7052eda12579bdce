"""What pages and letters say about pickups."""

from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

from claims.models import Claim
from logistics.models import Pickup
from members.models import Location

register = template.Library()


@register.inclusion_tag("logistics/_pickups.html")
def pickups_of(claim: Claim) -> dict:
    """The pickups of a claim that stand: planned or done, out and back."""
    pickups = claim.pickups.standing().select_related("location")
    return {"claim": claim, "pickups": pickups}


@register.filter
def map_link(place: Location) -> str:
    """The address on OpenStreetMap; a phone offers its own app for it."""
    address = f"{place.address}, {place.postcode} {place.town}"
    return f"https://www.openstreetmap.org/search?query={quote(address)}"


@register.filter
def movement(pickup: Pickup) -> str:
    """Who travels, and to where."""
    by_asker = pickup.mover == Pickup.Mover.ASKER
    if pickup.is_return:
        words = (
            _("%(who)s brings it back to %(place)s")
            if by_asker
            else _("%(who)s fetches it at %(place)s")
        )
    else:
        words = (
            _("%(who)s collects it at %(place)s")
            if by_asker
            else _("%(who)s brings it to %(place)s")
        )
    who = pickup.claim.organisation if by_asker else pickup.claim.owner
    return words % {"who": who, "place": pickup.location}
