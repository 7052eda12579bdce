"""What pages and letters say about pickups."""

from urllib.parse import quote

from django import template

from logistics.movement import movement
from members.models import Location

register = template.Library()
register.filter(movement)


@register.filter
def map_link(place: Location) -> str:
    """The address on OpenStreetMap; a phone offers its own app for it."""
    address = f"{place.address}, {place.postcode} {place.town}"
    return f"https://www.openstreetmap.org/search?query={quote(address)}"
