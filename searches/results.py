"""What a saved search finds: the same as the page of results, for the same reader."""

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace

from django.http import QueryDict
from django.utils.text import capfirst

from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.search.filters import ListingFilter
from listings.search.ranking import BEST_RANK
from members.models import User
from searches.models import SavedSearch

MOST = 100  # new things that one look takes
MIDDLING = 0.5  # the score of what was filtered without words: it fits, no more


def name_of(asked: QueryDict, person: User) -> str:
    """How people call it: what the search is narrowed down to."""
    search = _search(asked, person, Listing.objects.none())
    search.is_valid()  # cleans what was asked
    return " · ".join(capfirst(chip.words) for chip in search.chips)


def new_for(search: SavedSearch, *, since: datetime) -> Iterable[Listing]:
    """What others offered since then, and it finds; the best first."""
    person = search.person
    new = Listing.objects.visible_to(person).live().offered_since(since)
    rows = new.exclude(organisation=person.organisation_id).for_cards()
    return _search(search.asked, person, rows).qs[:MOST]


def score(listing: Listing) -> float:
    """How well it answers, 0 to 1; from the rank that the search gave it."""
    rank = getattr(listing, "rank", None)
    return round(min(rank / BEST_RANK, 1.0), 4) if rank else MIDDLING


def _search(asked: QueryDict, person: User, rows: ListingQuerySet) -> ListingFilter:
    return ListingFilter(asked, rows, request=SimpleNamespace(user=person))
