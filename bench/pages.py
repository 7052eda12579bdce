"""The pages that are measured, as Anna sees them."""

from dataclasses import dataclass, field
from itertools import cycle

from claims.models import Claim
from listings.models import Listing
from members.models import User

# HTMX asks for the results alone.
IN_PLACE = {"HX-Request": "true", "HX-Target": "results"}


@dataclass(frozen=True)
class Page:
    """An address, with headers of its own; with `posts`, the forms that are sent to
    the addresses in turn."""

    name: str
    path: str = "/"
    logged_in: bool = True
    posts: tuple[tuple[str, dict[str, str]], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def pages(anna: User) -> list[Page]:
    """All of them; those that write stand last."""
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
        Page("before you buy", "/check/?q=rollator"),
        Page("wanted", "/wanted/"),
        Page("wanted, nearest first", "/wanted/?sort=nearest"),
        Page("offer (POST)", posts=tuple(_offers(anna))),
        Page("ask (POST)", posts=tuple(_asks(anna))),
    ]


def _offers(anna: User) -> list[tuple[str, dict[str, str]]]:
    place = anna.organisation.locations.earliest("pk").pk
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


def _asks(anna: User) -> list[tuple[str, dict[str, str]]]:
    """One piece of things that are free, each of which nobody of ours asked for."""
    place = anna.organisation.locations.earliest("pk").pk
    asked = Claim.objects.asked_by(anna.organisation).values("listing")
    free = Listing.objects.visible_to(anna).live().filter(terms=["free"])
    free = free.exclude(organisation=anna.organisation).exclude(pk__in=asked)
    numbers = free.order_by("-live_at").values_list("pk", flat=True)[:60]
    form = {"term": "free", "quantity": "1", "location": str(place), "message": "Graag"}
    return [(f"/claims/ask/{pk}/", each) for pk, each in zip(numbers, cycle([form]))]
