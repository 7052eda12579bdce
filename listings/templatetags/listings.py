"""Pieces of the pages about listings."""

from urllib.parse import urlencode

from django import template

from listings import rules
from listings.finding import reasons
from listings.models import Listing
from listings.units import amount

register = template.Library()
register.filter(amount)
register.filter(reasons)


@register.inclusion_tag("listings/_deeds.html", takes_context=True)
def deeds(context: dict, listing: Listing, back: str = "") -> dict:
    """The buttons for what the reader can do with this listing now; afterwards the
    browser goes to `back`, or to the listing."""
    return {
        "listing": listing,
        "deeds": rules.deeds(context["user"], listing),
        "back": f"?{urlencode({'back': back})}" if back else "",
        "tone": "small" if back else "",
        "main": "small" if back else "primary",
        "csrf_token": context.get("csrf_token"),
    }
