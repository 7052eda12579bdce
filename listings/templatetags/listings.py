"""Pieces of the pages about listings."""

from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString

from catalogue.units import amount, each
from listings import rules
from listings.cards import card_of, cards_of
from listings.models import Listing
from listings.search.filters import ListingFilter
from listings.search.panel import panel
from listings.search.results import Hit
from listings.visibility import is_shown_to
from members.models import User
from members.rules import can_moderate

# The first one that is possible is the main one.
IN_ORDER = ["publish", "resume", "relist", "edit", "pause", "copy", "withdraw"]
register = template.Library()
register.filter(amount)
register.filter(each)


@register.filter
def shown_to(listing: Listing, user: User) -> Listing | None:
    """The listing where this reader may see it; else None, which has no picture and no
    address."""
    seen = can_moderate(user) or is_shown_to(listing, user.organisation)
    return listing if seen else None


@register.simple_tag(takes_context=True)
def listing_card(
    context: dict, listing: Listing, why: bool = False, badge: bool = False
) -> SafeString:
    """A listing in a grid. `why`: say what speaks for it in a search; `badge`: show
    its state."""
    return card_of(listing, context["user"], says_why=why, badge=badge)


@register.simple_tag(takes_context=True)
def listing_cards(
    context: dict, hits: list[Hit], search: ListingFilter
) -> list[SafeString]:
    """The results on a page of a search, each in a grid."""
    place = search.other_place
    near = place.pk if place else None
    return cards_of(hits, context["user"], near=near, says_why=search.says_why)


@register.inclusion_tag("listings/_similar.html", takes_context=True)
def similar_offers(context: dict, listing: Listing, others: list[Listing]) -> dict:
    """Others of the same kind."""
    cards = [card_of(other, context["user"]) for other in others]
    return {"listing": listing, "cards": cards}


@register.simple_tag
def filter_fields(search: ListingFilter) -> SafeString:
    """The filters beside the results, with how many each choice leaves."""
    return panel(search)


@register.filter
def times(each: Decimal | None, number: int) -> Decimal | None:
    """So much each, so many times. Nothing for None."""
    return None if each is None else each * number


@register.inclusion_tag("listings/_total.html")
def total(quantity: int, unit: str, price_eur: Decimal | None, per: str = "") -> dict:
    """What several come to in euro: 10 pieces × €15.00 = €150.00. Nothing for one
    piece, or a price to be agreed. `per`: the time that a rent is counted in."""
    several = times(price_eur, quantity) if quantity > 1 else None
    return {
        "amount": amount(quantity, unit),
        "price_eur": price_eur,
        "total_eur": several,
        "per": per,
    }


@register.inclusion_tag("listings/_deeds.html", takes_context=True)
def deeds(
    context: dict, listing: Listing, back: str = "", folded: bool = False
) -> dict:
    """The buttons for what the reader can do with this listing now; afterwards the
    browser goes to `back`, or to the listing. `folded`: only the first one shows."""
    return {
        "listing": listing,
        "folded": folded,
        "deeds": sorted(rules.deeds(context["user"], listing), key=IN_ORDER.index),
        "back": f"?{urlencode({'back': back})}" if back else "",
        "tone": "small" if back else "",
        "main": "small" if back else "primary",
        "csrf_token": context.get("csrf_token"),
    }
