"""What people do with their searches, and what the clock does with them."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.refusal import Refused
from base.sweeps import sweep
from listings.letters import offered
from listings.models import Listing
from members.models import User
from members.rules import may_trade
from outbox.actions import post
from outbox.items import Item, untold
from outbox.kinds import Kind
from searches import results
from searches.models import SavedSearch

MOST = 50  # searches that one person keeps
TOLD = 10  # things in one letter
# A listing is marked as offered a little before others can see it.
OVERLAP = timedelta(minutes=10)
NOT_SAVED = {"sort", "page", "csrfmiddlewaretoken"}


@transaction.atomic
def save(asked: QueryDict, *, by: User) -> SavedSearch:
    """Keep a search; the same one again gives the one that is kept."""
    if not may_trade(by):
        raise PermissionDenied
    User.objects.hold(by)
    query = canonical(asked)
    kept = SavedSearch.objects.of(by)
    if earlier := kept.filter(query=query).first():
        return earlier
    name = results.name_of(QueryDict(query), by)
    if not name:
        raise Refused(_("Search for something first; then you can save it."))
    if kept.count() >= MOST:
        raise Refused(_("You keep 50 searches already. Remove one first."))
    search = SavedSearch(person=by, query=query, name=name[:120])
    search.next_look_at = search.next_look(timezone.now())
    search.save()
    return search


@transaction.atomic
def set_rhythm(search: SavedSearch, rhythm: str) -> None:
    """How often a letter may come."""
    search.rhythm = rhythm
    search.next_look_at = search.next_look(timezone.now())
    search.save(update_fields=["rhythm", "next_look_at"])


def look() -> int:
    """Look what is new for the searches that are due. Returns how many were."""
    return sweep(due(timezone.now()), _look)


def due(now: datetime) -> QuerySet[SavedSearch]:
    """The searches for which it is time, and something new is offered."""
    newest = Listing.objects.live().aggregate(at=Max("announced_at"))["at"]
    return SavedSearch.objects.due(now, newest)


def canonical(asked: QueryDict) -> str:
    """A search as its address, without what does not change what is found."""
    lines = [
        (name, value.strip())
        for name in sorted(asked)
        if name not in NOT_SAVED
        for value in sorted(asked.getlist(name))
        if value.strip()
    ]
    return urlencode(lines)[:1000]


def _look(search: SavedSearch) -> None:
    now = timezone.now()
    since = search.looked_until - OVERLAP
    if may_trade(search.person):  # who left, or may not share now, hears of nothing
        new = results.new_for(search, since=max(since, search.made_at))
        items = untold([_item(search, listing) for listing in new], search.person)
        if items:
            _tell(search, items, now.isoformat())
    search.looked_until, search.next_look_at = now, search.next_look(now)
    search.save(update_fields=["looked_until", "next_look_at"])


def _tell(search: SavedSearch, items: list[Item], occasion: str) -> None:
    post(
        "searches/letters/found",
        to=search.person,
        about=search,
        occasion=occasion,
        alert=Kind.SEARCHES,
        keep=search.rhythm != SavedSearch.Rhythm.AT_ONCE,
        items=items[:TOLD],
        search=search,
        more=len(items[TOLD:]),
    )


def _item(search: SavedSearch, listing: Listing) -> Item:
    why = format_lazy(gettext_lazy("Your search: {name}"), name=search.name)
    return offered(listing, score=results.score(listing), because=why)
