"""The pages that are measured, as Anna sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import chain, cycle
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.utils import timezone

from claims import actions as booking
from claims.actions import Wish
from claims.deadlines import set_answer_clock
from claims.models import Claim
from claims.rooms import Diary, room_of
from claims.series import MOST, times
from listings.models import Listing, Room
from members.models import User

DAY = timedelta(days=1)
READERS, SEARCHES, MIXED = 8, 200, 20
ASKERS = 50
APART = 7  # rows between one and the next
# HTMX asks for the results alone.
IN_PLACE = {"HX-Request": "true", "HX-Target": "results"}


@dataclass(frozen=True)
class Page:
    """An address, with headers of its own; with `turns`, addresses that are asked in
    turn by several readers; with `posts`, the forms that are sent to the addresses in
    turn."""

    name: str
    path: str = "/"
    logged_in: bool = True
    turns: tuple[str, ...] = ()
    posts: tuple[tuple[str, dict[str, str]], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def pages(anna: User, words: Sequence[str] = ()) -> list[Page]:
    """All of them, or those with one of these words in their names; those that write
    stand last."""
    found = _all(anna)
    named = [page for page in found if any(word in page.name for word in words)]
    return named if words else found


def _all(anna: User) -> list[Page]:
    listings = "/listings/"
    seen = Listing.objects.live().exclude(organisation=anna.organisation)
    one = seen.order_by("-live_at").values_list("pk", flat=True)[500]
    return [
        Page("front page", logged_in=False),
        Page("My work"),
        Page("listings", listings),
        Page(
            "category, terms, distance",
            f"{listings}?category=office-chair&terms=free&within=50",
        ),
        Page("common word", f"{listings}?q=stoel"),
        Page("rare word", f"{listings}?q=duofiets"),
        Page("typo", f"{listings}?q=rolstel"),
        Page("combination", f"{listings}?q=gratis+bureaustoel+utrecht"),
        Page("page 2", f"{listings}?page=2"),
        Page("page 50", f"{listings}?page=50"),
        Page("nearest first", f"{listings}?sort=nearest"),
        Page("a facet, in place", f"{listings}?terms=free", headers=IN_PLACE),
        Page("suggestion", f"{listings}suggest/?q=rolst"),
        Page("a listing", f"{listings}{one}/"),
        *_rooms(anna),
        Page("the days of a rental", f"/claims/free/{_rented(anna)}/"),
        Page("before you buy", "/check/?q=rollator"),
        Page("wanted", "/wanted/"),
        Page("wanted, nearest first", "/wanted/?sort=nearest"),
        Page("searches, all different", turns=tuple(_searches())),
        Page("mixed", turns=tuple(_mixed())),
        Page("fifty askers", f"/claims/of/{_with_fifty_askers(anna)}/"),
        Page("offer (POST)", posts=tuple(_offers(anna))),
        Page("ask (POST)", posts=tuple(_asks(anna))),
    ]


def readers(anna: User) -> list[User]:
    """Anna, and people of other organisations."""
    others = User.objects.active().filter(organisation__state="active")
    others = others.exclude(organisation=anna.organisation).order_by("organisation_id")
    return [anna, *others.distinct("organisation_id")[:READERS]]


def _searches() -> list[str]:
    """No two alike: titles of what is offered, here and there in time."""
    titles = _open().order_by("pk").values_list("title", flat=True)
    different = dict.fromkeys(titles[: SEARCHES * APART : APART])
    return [f"/listings/?{urlencode({'q': title})}" for title in different]


def _mixed() -> list[str]:
    """What members do in a day, no page like the one before. As many pages as no
    number of readers divides: everybody comes to see each of them."""
    kinds = _open().order_by("category").values_list("category", flat=True)
    numbers = _open().order_by("-live_at").values_list("pk", flat=True)
    kinds, numbers = kinds.distinct()[:MIXED], numbers[: MIXED * APART : APART]
    fixed = ["/", "/listings/?sort=nearest", "/wanted/", "/listings/?terms=loan"]
    columns = zip(
        cycle(fixed),
        (f"/listings/?page={page}" for page in range(1, MIXED + 1)),
        (f"/listings/?category={kind}" for kind in cycle(kinds)),
        (f"/listings/{number}/" for number in cycle(numbers)),
        _searches(),
    )
    return [*chain.from_iterable(columns), "/listings/"]


def _open() -> QuerySet[Listing]:
    """What every member sees."""
    shown = Listing.objects.live().filter(opens_at=None, audience="network")
    return shown.filter(organisation__state="active")


def _offers(anna: User) -> list[tuple[str, dict[str, str]]]:
    place = anna.trades_for.locations.earliest("pk").pk
    form = {
        "title": "Bureaustoel van de meting",
        "category": "office-chair",
        "terms": "free",
        "quantity": "1",
        "unit": "stuk",
        "condition": "good",
        "location": str(place),
        "audience": "network",
        "own_days": "0",
    }
    return [("/listings/offer/", form)] * 60


def _rented(anna: User) -> int:
    """What is rented by the day and is promised to the most."""
    rented = Listing.objects.visible_to(anna).filter(terms__contains=["rent"])
    things = rented.filter(category__kind="goods")
    busiest = things.alias(count_of_holds=Count("holds"))
    return busiest.order_by("-count_of_holds", "pk").values_list("pk", flat=True)[0]


def _rooms(anna: User) -> list[Page]:
    """The week of a room and the page of a booking, both with three hundred times."""
    room = Room.objects.filter(wholes__isnull=False).earliest("pk")
    day = timezone.localdate() + 7 * DAY
    day += (-day.weekday() % 7) * DAY
    spans = times(day, time(8), time(9), repeats="weekly", number=MOST)
    place = anna.trades_for.locations.earliest("pk")
    known = room_of(room.listing)
    assert known is not None
    diary = Diary(known, spans[0].start, spans[-1].end)
    taken = frozenset(span.start for span in spans if diary.obstacle(span))
    wish = Wish(term="rent", location=place, repeats="weekly", leaving_out=taken)
    claim = booking.book(room.listing, spans, wish, by=anna)
    claim = booking.accept(claim, by=room.listing.made_by)
    return [
        Page("a room's week", f"/claims/rooms/{room.pk}/?week={day}"),
        Page("a booking of 300 times", claim.get_absolute_url()),
    ]


def _asks(anna: User) -> list[tuple[str, dict[str, str]]]:
    """One piece of things that are free, each of which nobody of ours asked for."""
    place = anna.trades_for.locations.earliest("pk").pk
    asked = Claim.objects.asked_by(anna.organisation).values("listing")
    free = Listing.objects.visible_to(anna).live().filter(terms=["free"])
    free = free.exclude(organisation=anna.organisation).exclude(pk__in=asked)
    numbers = free.order_by("-live_at").values_list("pk", flat=True)[:60]
    form = {"term": "free", "quantity": "1", "location": str(place), "message": "Graag"}
    return [(f"/claims/ask/{pk}/", each) for pk, each in zip(numbers, cycle([form]))]


def _with_fifty_askers(anna: User) -> int:
    """An offer of Anna's that somebody of fifty organisations asks for."""
    listing = Listing.objects.of(anna.organisation).live().filter(quantity__gt=1)
    asked = listing.earliest("pk")
    others = User.objects.active().filter(organisation__state="active")
    others = others.exclude(organisation__in=_asking(asked, anna))
    askers = others.order_by("organisation_id").distinct("organisation_id")
    for asker in askers[: ASKERS - asked.claims.wanted().count()]:
        place = asker.trades_for.locations.earliest("pk")
        term = asked.terms[0]
        claim = Claim(listing=asked, offered_by=anna.trades_for, asker=asker)
        claim.organisation, claim.location, claim.term = asker.trades_for, place, term
        if claim.is_temporary:
            claim.starts_on = claim.ends_on = timezone.localdate() + timedelta(days=9)
        set_answer_clock(claim, timezone.now())
        claim.save()
    return asked.pk


def _asking(listing: Listing, anna: User) -> list[int | None]:
    undecided = listing.claims.undecided().values_list("organisation", flat=True)
    return [anna.organisation_id, *undecided]
