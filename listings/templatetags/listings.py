"""Pieces of the pages about listings."""

from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import Memory, columns
from catalogue.units import amount
from listings import rules
from listings.models import Listing
from listings.search.ranking import reasons

register = template.Library()
register.filter(amount)
CARDS = Memory(2_000)


@register.simple_tag(takes_context=True)
def listing_card(
    context: dict,
    listing: Listing,
    near: int | None = None,
    why: bool = False,
    badge: bool = False,
) -> SafeString:
    """A listing in a grid. `near`: the number of the place that distances start from;
    `why`: say what speaks for it in a search; `badge`: show its state."""
    shown = {
        "near": near,
        "why": tuple(reasons(listing)) if why else (),
        "badge": badge,
        "is_own": listing.organisation_id == context["user"].organisation_id,
    }
    around = (listing.location.town, listing.organisation.name, get_language())
    photos = [(photo.pk, photo.alt) for photo in listing.photos.all()[:1]]
    km = getattr(listing, "distance_km", None)
    key = (*shown.values(), *around, *photos, km, columns(listing))
    return CARDS.recall(
        key,
        lambda: render_to_string("listings/_card.html", {"listing": listing, **shown}),
    )


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
