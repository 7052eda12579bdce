"""What the pages of offers ask, compiled once (`base.compiled`)."""

from django.db.models import QuerySet

from base.compiled import compiled
from base.fetching import OneOf
from listings.models import Listing
from members.models import Location, User


@compiled
def page_of_listing(pk: int, user: User, place: Location | None) -> QuerySet[Listing]:
    """The listing of that number with all that its page shows, if it may be seen."""
    return Listing.objects.visible_to(user).seen_from(place).for_page().filter(pk=pk)


@compiled
def for_cards_of(keys: list[int], user: User) -> QuerySet[Listing]:
    """The listings of these numbers with all that a card shows, if they may be seen."""
    return Listing.objects.visible_to(user).for_cards().filter(OneOf(keys))
