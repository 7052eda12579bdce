"""What the pages of offers ask, compiled once (`base.compiled`)."""

from django.db.models import QuerySet

from base.compiled import compiled
from base.fetching import OneOf
from listings.models import Listing
from members.models import Location, User

SIMILAR = 6  # offers beneath another
ON_CARDS = [
    *("category", "title", "terms", "price_eur", "rent_eur", "rent_per"),
    *("quantity", "left", "unit", "condition", "free_from"),
    *("organisation__name", "location__town"),
]


@compiled
def page_of_listing(pk: int, user: User, place: Location | None) -> QuerySet[Listing]:
    """The listing of that number with all that its page shows, if it may be seen."""
    return Listing.objects.visible_to(user).seen_from(place).for_page().filter(pk=pk)


@compiled
def similar_to(
    pk: int, category: str, user: User, place: Location | None
) -> QuerySet[Listing]:
    """The newest others of a category that the reader can ask for, to stand beneath
    the listing of that number."""
    others = Listing.objects.visible_to(user).live().seen_from(place).for_cards()
    rows = others.filter(category=category).exclude(pk=pk)
    elsewhere = rows.exclude(organisation=user.organisation_id)
    return elsewhere.order_by("-live_at", "-pk")[:SIMILAR]


@compiled
def for_cards_of(keys: list[int], user: User) -> QuerySet[Listing]:
    """The listings of these numbers with all that a card shows, besides its photo, if
    they may be seen."""
    rows = Listing.objects.visible_to(user).select_related("location", "organisation")
    return rows.only(*ON_CARDS).filter(OneOf(keys))
