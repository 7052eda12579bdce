"""A plan for a want that no single owner can meet: who gives how many, how far it is,
what it costs and what it saves."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from catalogue.terms import Term
from listings.footprint import driven_kg, saved_kg
from listings.models import Listing
from wanted.cheapest_plan import Part, Source, assemble
from wanted.models import Want
from wanted.querysets import claims_for

LOOKED_AT = 24  # listings, the best matches first
# A plan is for good: a period would have to be agreed with every owner.
FOR_GOOD = [Term.FREE.value, Term.SALE.value]


@dataclass(frozen=True)
class Share:
    """What one listing gives to a plan."""

    listing: Listing
    quantity: int
    term: str
    price_eur: Decimal  # for all of it

    @property
    def km(self) -> float:
        """One way, as the crow flies."""
        return self.listing.distance_km or 0.0


@dataclass(frozen=True)
class Plan:
    """Shares that together come as near as possible to what is still needed."""

    shares: list[Share]
    needed: int

    @property
    def quantity(self) -> int:
        """How many pieces it brings."""
        return sum(share.quantity for share in self.shares)

    @property
    def parts(self) -> str:
        """As a form sends it back: "12:20 15:40"."""
        return " ".join(f"{share.listing.pk}:{share.quantity}" for share in self.shares)

    @property
    def missing(self) -> int:
        """How many are looked for still after it."""
        return self.needed - self.quantity

    @cached_property
    def places(self) -> dict[int, float]:
        """Where something is fetched, and how far away that is."""
        return {share.listing.location_id: share.km for share in self.shares}

    @property
    def drive_km(self) -> float:
        """All trips, there and back, as the crow flies."""
        return 2 * sum(self.places.values())

    @property
    def price_eur(self) -> Decimal:
        """What the owners ask for it."""
        return sum((share.price_eur for share in self.shares), Decimal(0))

    @property
    def has_open_price(self) -> bool:
        """Is some price to be agreed?"""
        return any(
            share.term == Term.SALE and share.listing.price_eur is None
            for share in self.shares
        )

    @property
    def saved_kg(self) -> int | None:
        """CO2e that is not made for new things; None when nobody knows."""
        known = [saved_kg(share.listing, share.quantity) for share in self.shares]
        sure = [kg for kg in known if kg is not None]
        return round(sum(sure)) if len(sure) == len(known) else None

    @property
    def driven_kg(self) -> int:
        """CO2e of a van that makes all trips."""
        return round(driven_kg(self.drive_km))


def propose(want: Want) -> Plan | None:
    """The best plan of two or more owners; None when one is enough, or all that is
    needed is asked for already."""
    claims = claims_for(want).values_list("listing", "quantity")
    needed = want.quantity - sum(quantity for _listing, quantity in claims)
    if needed < 2:  # one piece is had from one owner
        return None
    asked = {listing for listing, _quantity in claims}
    listings = {
        listing.pk: listing for listing in _fitting(want) if listing.pk not in asked
    }
    parts = assemble(_sources(want, listings.values()), needed)
    if len(parts) < 2:
        return None
    return Plan([_share(want, listings[p.source.key], p) for p in parts], needed)


def term_for(want: Want, listing: Listing) -> str | None:
    """How it would be had for good: free where both agree on that."""
    both = (term for term in FOR_GOOD if term in want.terms and term in listing.terms)
    return next(both, None)


def _fitting(want: Want) -> Iterable[Listing]:
    """The best matches that can be had."""
    best = want.matches.current().order_by("-score", "pk")[:LOOKED_AT]
    listings = Listing.objects.filter(pk__in=best.values_list("listing", flat=True))
    to_be_had = listings.live().open_to(want.organisation)
    return to_be_had.seen_from(want.location).for_cards()


def _sources(want: Want, listings: Iterable[Listing]) -> list[Source]:
    return [
        Source(
            key=listing.pk,
            place=listing.location_id,
            km=listing.distance_km or 0.0,
            left=listing.left,
            price=float(_price(term, listing)),
        )
        for listing in listings
        if (term := term_for(want, listing)) and listing.left
    ]


def _price(term: str, listing: Listing) -> Decimal:
    return listing.price_eur or Decimal(0) if term == Term.SALE else Decimal(0)


def _share(want: Want, listing: Listing, part: Part) -> Share:
    term = term_for(want, listing)
    assert term is not None  # without one it is no source
    return Share(listing, part.quantity, term, part.quantity * _price(term, listing))
