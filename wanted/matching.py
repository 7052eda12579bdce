"""Which listings could meet which wants, how well, and why."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from catalogue.terms import Term
from listings.models import Listing
from wanted import candidates
from wanted.candidates import Pair
from wanted.likeness import Text, likeness, read
from wanted.models import Answer, Match, Want

ANNOUNCE = 0.5  # of likeness; below it a letter would look silly
# How much of the score hangs on what is pleasant rather than necessary.
PLEASANT = 0.2
NEAR, ENOUGH, FREE = 0.4, 0.4, 0.2  # parts of what is pleasant
FAR_KM = 150
TERMS = Term.values
# What a pair is judged by; of thousands of wants nothing else is read.
JUDGED = ["title", "description", "category", "quantity", "terms", "urgent"]
# Ten thousand rows as one value: three times as fast as a row each.
_RECORD = """
INSERT INTO wanted_match (want_id, listing_id, score, reasons, found_at, announced_at)
SELECT want, listing, score, reasons, statement_timestamp(), told
FROM jsonb_to_recordset(%s::jsonb) AS found
    (want bigint, listing bigint, score float8, reasons jsonb, told timestamptz)
ON CONFLICT (want_id, listing_id)
DO UPDATE SET score = EXCLUDED.score, reasons = EXCLUDED.reasons
"""


def for_listings(listings: Iterable[Listing]) -> list[Match]:
    """What each listing could meet, not saved; by want and listing."""
    known = {listing.pk: listing for listing in listings}
    pairs = candidates.for_listings(known.values())
    wants = Want.objects.only(*JUDGED).in_bulk({pair.want for pair in pairs})
    return _matches(pairs, wants, known)


def for_wants(wants: Iterable[Want]) -> list[Match]:
    """What each want could be met by, not saved; by want and listing."""
    known = {want.pk: want for want in wants}
    pairs = candidates.for_wants(known.values())
    listings = Listing.objects.defer("search").in_bulk({pair.listing for pair in pairs})
    return _matches(pairs, known, listings)


def record(found: list[Match], **about: object) -> None:
    """Keep what was found anew `about` (a filter) some wants or listings. A pair stays
    one row for ever, so that nobody is told of it twice; what fits no longer gets a
    score of 0."""
    known = Match.objects.filter(**about, score__gt=0).order_by("want", "listing")
    held = known.select_for_update(no_key=True, of=("self",)).values_list("pk")
    Match.objects.filter(pk__in=[pk for (pk,) in held]).update(score=0, reasons=[])
    told_at = _pairs_answered(found)
    rows = [
        {
            "want": match.want_id,
            "listing": match.listing_id,
            "score": match.score,
            "reasons": match.reasons,
            "told": told_at.get((match.want_id, match.listing_id)),
        }
        for match in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, [json.dumps(rows, cls=DjangoJSONEncoder)])


def _pairs_answered(found: list[Match]) -> dict[tuple[int, int], datetime]:
    """What owners offered by themselves, and when the asker was told."""
    answers = Answer.objects.announced().filter(want__in={m.want_id for m in found})
    rows = answers.values_list("want", "listing", "announced_at")
    return {(want, listing): at for want, listing, at in rows if at}


def _matches(
    pairs: list[Pair], wants: dict[int, Want], listings: dict[int, Listing]
) -> list[Match]:
    asked = {pk: _text(want) for pk, want in wants.items()}
    offered = {pk: _text(listing) for pk, listing in listings.items()}
    found = []
    # Always in the same order: two workers that write the same pairs then wait for
    # each other in turn, and never in a circle.
    for pair in sorted(pairs, key=lambda pair: (pair.want, pair.listing)):
        alike = likeness(asked[pair.want], offered[pair.listing], at_least=ANNOUNCE)
        if alike >= ANNOUNCE:
            both = wants[pair.want], listings[pair.listing]
            found.append(_match(*both, pair.km, alike))
    return found


def _match(want: Want, listing: Listing, km: float | None, alike: float) -> Match:
    """That terms, price, dates and distance can be is known already: `candidates`
    looks for nothing else. They only make one match better than another."""
    pleasant = _pleasant(want, listing, km)
    return Match(
        want=want,
        listing=listing,
        score=round(alike * (1 - PLEASANT + PLEASANT * pleasant), 4),
        reasons=_reasons(want, listing, km),
    )


def _text(row: Want | Listing) -> Text:
    return read(row.title, row.description, row.category_id)


def _pleasant(want: Want, listing: Listing, km: float | None) -> float:
    """Near, enough of it, and free: 0 to 1."""
    near = 0.0 if km is None else max(0.0, 1 - km / FAR_KM)
    enough = min(listing.left / want.quantity, 1.0)
    free = 1.0 if Term.FREE in _terms(want, listing) else 0.0
    return NEAR * near + ENOUGH * enough + FREE * free


def _reasons(want: Want, listing: Listing, km: float | None) -> list[list[Any]]:
    """What somebody wants to know first, for `reasons.in_words`."""
    terms = _terms(want, listing)
    reasons: list[list[Any]] = [["category", listing.category_id]]
    reasons += [["km", round(km, 1)]] if km is not None else []
    reasons += [["terms", terms]]
    if terms == [Term.SALE] and listing.price_eur is not None:
        reasons += [["price", str(listing.price_eur)]]
    if want.quantity > 1:
        reasons += [_amount(listing.left, want.quantity)]
    if listing.available_from and listing.available_from > timezone.localdate():
        reasons += [["from", listing.available_from.isoformat()]]
    return reasons


def _amount(left: int, asked: int) -> list[Any]:
    return ["all", asked] if left >= asked else ["part", [left, asked]]


def _terms(want: Want, listing: Listing) -> list[str]:
    """The terms that both sides can agree on, in their usual order."""
    return [term for term in TERMS if term in want.terms and term in listing.terms]
