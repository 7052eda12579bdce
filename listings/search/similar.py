"""Others of the same kind, beneath an offer."""

from listings.models import Listing
from listings.search.results import Hit, results
from members.models import Location, User

MOST = 6


def similar_to(listing: Listing, reader: User, place: Location | None) -> list[Hit]:
    """The newest others of its category that the reader can ask for."""
    others = Listing.objects.visible_to(reader).live().seen_from(place)
    rows = others.filter(category=listing.category_id).exclude(pk=listing.pk)
    elsewhere = rows.exclude(organisation=reader.organisation_id)
    return results(elsewhere.order_by("-live_at", "-pk")[:MOST]).hits
