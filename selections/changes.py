"""New values for many offers, as a selection keeps them until it is their turn."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from catalogue.terms import Per, Term
from listings.models import Listing
from members.models import Location

PRICES = {Term.SALE: "price_eur", Term.RENT: "rent_eur"}


def kept(answers: dict[str, Any]) -> dict[str, Any]:
    """As JSON: a place by its number, money and days as they are written."""
    return {name: _kept(value) for name, value in answers.items()}


def given(changes: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """As `listings.actions.revise` takes them for this offer. On other terms, a price
    that belongs to none of them goes, and one that was not typed stays as it was."""
    fields: dict[str, Any] = {
        name: READERS[name](value) if name in READERS else value
        for name, value in changes.items()
    }
    return fields | _prices(fields, listing) if "terms" in fields else fields


def _prices(fields: dict[str, Any], listing: Listing) -> dict[str, Any]:
    terms = fields["terms"]
    prices: dict[str, Any] = {
        name: fields.get(name, getattr(listing, name)) if term in terms else None
        for term, name in PRICES.items()
    }
    per = fields.get("rent_per") or listing.rent_per or Per.DAY.value
    return prices | {"rent_per": per if Term.RENT in terms else ""}


def _kept(value: Any) -> Any:
    if isinstance(value, Location):
        return value.pk
    return value if isinstance(value, list) else str(value)


READERS: dict[str, Callable[[str], Any]] = {
    "location": lambda key: Location.objects.get(pk=key),
    "price_eur": Decimal,
    "rent_eur": Decimal,
}
