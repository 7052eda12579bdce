"""Cards of listings in a grid: drawn once for all who see the same."""

from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import Memory, columns
from listings.compiled import for_cards_of
from listings.models import Listing
from listings.search.ranking import reasons
from listings.search.results import Hit
from members.models import User

CARDS = Memory(5_000)


class _Card(NamedTuple):
    """All that the card of a result is made of."""

    hit: Hit
    near: int | None
    says_why: bool
    is_own: bool
    language: str | None


def cards_of(
    hits: list[Hit], reader: User, *, near: int | None = None, says_why: bool = False
) -> list[SafeString]:
    """In their order; what the reader may not see any more since it was found is left
    out. `near`: the number of the place that distances start from; `says_why`: say
    what speaks for each in the search."""
    own, language = reader.organisation_id, get_language()
    cards = [
        _Card(hit, near, says_why, hit.organisation == own, language) for hit in hits
    ]
    drawn = CARDS.recall_each(cards, lambda missing: _drawn(missing, reader))
    return [drawn[card] for card in cards if card in drawn]


def _drawn(cards: list[_Card], reader: User) -> dict[_Card, SafeString]:
    numbers = [card.hit.pk for card in cards]
    listings = {listing.pk: listing for listing in for_cards_of(numbers, reader)}
    shown = [(card, listings.get(card.hit.pk)) for card in cards]
    return {card: _of_hit(card, listing) for card, listing in shown if listing}


def _of_hit(card: _Card, listing: Any) -> SafeString:
    """`listing` gets what a search adds to it."""
    listing.distance_km = card.hit.distance_km
    listing.has_words, listing.kind = card.hit.has_words, card.hit.is_of_kind
    why = reasons(listing) if card.says_why else []
    return _render(listing, near=card.near, why=why, is_own=card.is_own)


def card_of(
    listing: Listing, reader: User, *, says_why: bool = False, badge: bool = False
) -> SafeString:
    """Of a listing that is there already, with its owner, place and photos. `badge`:
    show its state."""
    shown = {
        "why": tuple(reasons(listing)) if says_why else (),
        "badge": badge,
        "is_own": listing.organisation_id == reader.organisation_id,
    }
    around = (listing.location.town, listing.organisation.name, get_language())
    photos = [(photo.pk, photo.alt) for photo in listing.photos.all()[:1]]
    km = getattr(listing, "distance_km", None)
    key = (*shown.values(), *around, *photos, km, columns(listing))
    return CARDS.recall(key, lambda: _render(listing, **shown))


def _render(listing: Listing, **shown) -> SafeString:
    return render_to_string("listings/_card.html", {"listing": listing, **shown})
