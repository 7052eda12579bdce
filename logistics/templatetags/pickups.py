"""What pages and letters say about pickups."""

from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

from logistics.models import Pickup
from members.models import Location

register = template.Library()


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
