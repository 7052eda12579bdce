"""Cards of listings in a grid: drawn once for all who see the same."""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import GAP, Memory, around_gaps, columns, filled
from base.templatetags.ui import distance
from catalogue.models import Category
from catalogue.tree import tree
from listings.compiled import for_cards_of
from listings.models import Listing, Photo
from listings.search.ranking import Reasons, reasons
from listings.search.results import Hit
from members.models import User

CARDS, WHYS = Memory(5_000), Memory(1_000)


class _Card(NamedTuple):
    """All that the card of a result is made of, besides how far away it is and what
    speaks for it: those differ with each reader and search, the rest is the same."""

    pk: int
    version: str
    says_why: bool
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
    cards = {
        _Card(
            hit.pk,
            hit.version,
            says_why,
            hit.distance_km is not None,
            hit.organisation == own,
            *alike,
        ): hit
        for hit in hits
    }

    def draw(missing: list[_Card]) -> dict[_Card, list[str]]:
        return _drawn({card: cards[card] for card in missing}, reader)

    drawn, all_kinds = CARDS.recall_each(list(cards), draw), tree().all
    return [
        _filled(
            drawn[card],
            _why(hit.reasons, all_kinds[hit.category]) if says_why else None,
            hit.distance_km,
        )
        for card, hit in cards.items()
        if card in drawn
    ]


def _drawn(cards: dict[_Card, Hit], reader: User) -> dict[_Card, list[str]]:
    found = for_cards_of([card.pk for card in cards], reader)
    listings = {listing.pk: listing for listing in found}
    drawn = {}
    for card, hit in cards.items():
        if listing := listings.get(card.pk):
            listing.first_photo = _photo(hit)
            drawn[card] = _render(
                listing,
                near=card.near,
                is_own=card.is_own,
                why=GAP if card.says_why else "",
                distance=GAP if card.has_distance else "",
            )
    return drawn


def _photo(hit: Hit) -> Photo | None:
    """As much of it as a card shows."""
    if hit.photo is None:
        return None
    number, words = hit.photo
    return Photo(pk=number, alt=words)


def card_of(
    listing: Listing, reader: User, *, says_why: bool = False, badge: bool = False
) -> SafeString:
    """Of a listing that is there already, with its owner, place and photos. `badge`:
    show its state."""
    km = getattr(listing, "distance_km", None)
    shown = {
        "why": GAP if says_why else "",
        "badge": badge,
        "is_own": listing.organisation_id == reader.organisation_id,
        "distance": "" if km is None else GAP,
    }
    around = (listing.location.town, listing.organisation.name, get_language())
    photo = listing.first_photo
    pictured = photo and (photo.pk, photo.alt)
    key = (*shown.values(), *around, pictured, columns(listing))
    drawn = CARDS.recall(key, lambda: _render(listing, **shown))
    why = _why(reasons(listing), listing.category) if says_why else None
    return _filled(drawn, why, km)


def _why(reasons: Reasons, category: Category) -> SafeString:
    """What speaks for it, as it stands on its card."""
    words = tuple(reasons.in_words(category))
    template = "listings/_why.html"
    return WHYS.recall(words, lambda: render_to_string(template, {"why": words}))


def _filled(drawn: list[str], why: str | None, km: float | None) -> SafeString:
    """Its gaps are those that `_render` was given."""
    words = [] if why is None else [why]
    return filled(drawn, *words, *([] if km is None else [distance(km)]))


def _render(listing: Listing, **shown) -> list[str]:
    context = {"listing": listing, **shown}
    return around_gaps(render_to_string("listings/_card.html", context))
