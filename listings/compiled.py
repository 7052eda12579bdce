"""What the pages of offers ask, compiled once (`base.compiled`)."""

from django.db.models import QuerySet

from base.compiled import compiled
from listings.models import Listing
from members.models import Location, User


@compiled
def page_of_listing(pk: int, user: User, place: Location | None) -> QuerySet[Listing]:
    """The listing of that number with all that its page shows, if it may be seen."""
    return Listing.objects.visible_to(user).seen_from(place).for_page().filter(pk=pk)
