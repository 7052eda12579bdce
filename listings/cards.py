"""Cards of listings in a grid: drawn once for all who see the same."""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import GAP, Memory, around_gap, columns, filled
from base.templatetags.ui import distance
from listings.compiled import for_cards_of
from listings.models import Listing
from listings.search.ranking import Reasons, reasons
from listings.search.results import Hit
from members.models import User

CARDS = Memory(5_000)


class _Card(NamedTuple):
    """All that the card of a result is made of, besides how far away it is: that is
    another number for each reader, and the rest is the same for all."""

    pk: int
    version: str
    reasons: Reasons
    has_distance: bool
    is_own: bool
    near: int | None
    language: str | None


def cards_of(
    hits: list[Hit], reader: User, *, near: int | None = None, says_why: bool = False
) -> list[SafeString]:
    """In their order; what the reader may not see any more since it was found is left
    out. `near`: the number of the place that distances start from, if it is not the
    reader's first; `says_why`: say what speaks for each in the search."""
    own, alike = reader.organisation_id, (near, get_language())
    none = Reasons()
    cards = [
        _Card(
            hit.pk,
            hit.version,
            hit.reasons if says_why else none,
            hit.distance_km is not None,
            hit.organisation == own,
            *alike,
        )
        for hit in hits
    ]
    drawn = CARDS.recall_each(cards, lambda missing: _drawn(missing, reader))
    return [
        filled(drawn[card], distance(hit.distance_km))
        for card, hit in zip(cards, hits, strict=True)
        if card in drawn
    ]


def _drawn(cards: list[_Card], reader: User) -> dict[_Card, list[str]]:
    numbers = [card.pk for card in cards]
    listings = {listing.pk: listing for listing in for_cards_of(numbers, reader)}
    shown = [(card, listings.get(card.pk)) for card in cards]
    return {card: _of_card(card, listing) for card, listing in shown if listing}


def _of_card(card: _Card, listing: Listing) -> list[str]:
    why = card.reasons.in_words(listing)
    gap = GAP if card.has_distance else ""
    html = _render(listing, near=card.near, why=why, is_own=card.is_own, distance=gap)
    return around_gap(html)


def card_of(
    listing: Listing, reader: User, *, says_why: bool = False, badge: bool = False
) -> SafeString:
    """Of a listing that is there already, with its owner, place and photos. `badge`:
    show its state."""
    km = getattr(listing, "distance_km", None)
    shown = {
        "why": tuple(reasons(listing).in_words(listing)) if says_why else (),
        "badge": badge,
        "is_own": listing.organisation_id == reader.organisation_id,
        "distance": "" if km is None else GAP,
    }
    around = (listing.location.town, listing.organisation.name, get_language())
    photos = [(photo.pk, photo.alt) for photo in listing.photos.all()[:1]]
    key = (*shown.values(), *around, *photos, columns(listing))
    drawn = CARDS.recall(key, lambda: around_gap(_render(listing, **shown)))
    return filled(drawn, distance(km))


def _render(listing: Listing, **shown) -> SafeString:
    return render_to_string("listings/_card.html", {"listing": listing, **shown})
