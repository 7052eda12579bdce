"""What a piece of a listing is worth, for who has to say yes to giving it away."""

from decimal import Decimal

from catalogue.modes import Mode
from listings.models import Listing


def piece_worth(listing: Listing) -> Decimal | None:
    """In euro: of a thing the higher of its price and what it would cost new, which is
    known of its kind when not of itself; of a room or a service what is asked for it.
    None: nobody knows."""
    if listing.mode != Mode.THING:
        return listing.price_eur or listing.rent_eur or Decimal(0)
    new = listing.new_price_eur or listing.category.typical_new_price_eur
    known = [price for price in (listing.price_eur, new) if price is not None]
    return max(known, default=None)
