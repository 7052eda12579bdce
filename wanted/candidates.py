"""Which wants and listings come into question for each other: what the database can
decide for many at once. Whether it is the thing that was asked, `likeness` says.

At a hundred thousand wants and a million listings the cost must stay the same, so both
searches walk along partial indexes and stop: per category at `MOST`, and among those
that share words at the `MOST` that share most of the first `LOOKED_AT`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from listings.models import Listing
from listings.surplus.categories import index
from listings.surplus.words import words
from wanted.models import Want
from wanted.things import VAGUE, read_things, thesaurus

MOST = 200
LOOKED_AT = 1_000
MOST_WORDS = 6
MOST_NAMES = 20


@dataclass(frozen=True)
class Pair:
    """A want, a listing, and the kilometres between them (None: not known)."""

    want: int
    listing: int
    km: float | None


def for_listings(listings: Iterable[Listing]) -> list[Pair]:
    """Open wants that each listing might meet."""
    return _find(_WANTS, listings)


def for_wants(wants: Iterable[Want]) -> list[Pair]:
    """Live listings that each want might be met by."""
    return _find(_LISTINGS, wants)


def _find(sql: str, sought: Iterable[Want | Listing]) -> list[Pair]:
    sought = list(sought)
    given = {
        "ids": [one.pk for one in sought],
        "leaves": [" ".join(_leaves(one)) for one in sought],
        "words": [_query(one) for one in sought],
        "today": timezone.localdate(),
        "most": MOST,
        "looked_at": LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [Pair(*row) for row in cursor.fetchall()]


def _leaves(one: Want | Listing) -> set[str]:
    """The category that was chosen, and those of the thing that the title names;
    people put a bath lift under lifts as well as under baths."""
    named = {thing.leaf for thing in read_things(one.title, one.category_id)}
    tree = index().leaves.values()
    below = {leaf.code for leaf in tree if leaf.parent in named - {""}}
    return {one.category_id} | named | below


def _query(one: Want | Listing) -> str:
    """A tsquery of what may occur in the other's text: the names of the thing, or of
    an unknown thing the title's words. Colours and the like would find everything.
    Letters only, so that it is always a valid one."""
    names = [
        name
        for thing in read_things(one.title, one.category_id)
        for name in thesaurus().names_of(thing)
        if all(map(_tells, name))
    ]
    telling = [[word] for word in words(one.title) if _tells(word)][:MOST_WORDS]
    sought = names[:MOST_NAMES] or telling
    return " | ".join(dict.fromkeys(" <-> ".join(name) for name in sought))


def _tells(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in VAGUE


# All that must be so for a pair, whatever the words say. `here` is where the want's
# goods should go, `there` where the listing's are; a rent is compared with the highest
# price as it is.
_KM = """earth_distance(ll_to_earth(here.latitude, here.longitude),
    ll_to_earth(there.latitude, there.longitude)) / 1000"""
_FITS = f"""
    want.state = 'open' AND listing.state = 'live'
    AND asking.state = 'active' AND offering.state = 'active'
    AND want.organisation_id <> listing.organisation_id
    AND listing.opens_at IS NULL AND (listing.audience = 'network'
         OR (listing.audience = 'region' AND asking.province = offering.province))
    AND want.terms && listing.terms
    AND (want.needed_by IS NULL OR want.needed_by >= %(today)s)
    AND (listing.available_until IS NULL OR listing.available_until >= %(today)s)
    AND (listing.expiry_date IS NULL OR listing.expiry_date >= %(today)s)
    AND (listing.available_from IS NULL OR want.needed_by IS NULL
         OR listing.available_from <= want.needed_by)
    AND (want.max_price_eur IS NULL
         OR ('free' = ANY(want.terms) AND 'free' = ANY(listing.terms))
         OR ('loan' = ANY(want.terms) AND 'loan' = ANY(listing.terms))
         OR ('sale' = ANY(want.terms) AND 'sale' = ANY(listing.terms)
             AND COALESCE(listing.price_eur, 0) <= want.max_price_eur)
         OR ('rent' = ANY(want.terms) AND 'rent' = ANY(listing.terms)
             AND COALESCE(listing.rent_eur, 0) <= want.max_price_eur))
    AND (want.radius_km IS NULL OR {_KM} <= want.radius_km)
"""
_WANT = """wanted_want want
    JOIN members_location here ON here.id = want.location_id
    JOIN members_organisation asking ON asking.id = want.organisation_id"""
_LISTING = """listings_listing listing
    JOIN members_location there ON there.id = listing.location_id
    JOIN members_organisation offering ON offering.id = listing.organisation_id"""


def _search(pair: str, known: str, row: str, other: str, newest: str) -> str:
    """The other side's rows for each known one: by category, and by words."""
    return f"""
SELECT {pair}, candidate.km
FROM unnest(%(ids)s::bigint[], %(leaves)s::text[], %(words)s::text[])
    AS sought (id, leaves, words)
JOIN ({known}) ON sought.id = {"listing" if row == "want" else "want"}.id
CROSS JOIN LATERAL (
    SELECT found.id, found.km
    FROM unnest(string_to_array(sought.leaves, ' ')) AS leaf
    CROSS JOIN LATERAL (
        SELECT {row}.id, {_KM} AS km FROM {other}
        WHERE {row}.category_id = leaf AND {_FITS}
        ORDER BY {newest} LIMIT %(most)s
    ) found
    UNION
    (SELECT ranked.id, ranked.km FROM (
        SELECT {row}.id, {_KM} AS km,
            ts_rank({row}.search, to_tsquery('deel', sought.words)) AS rank
        FROM {other}
        WHERE {row}.search @@ to_tsquery('deel', sought.words) AND {_FITS}
        LIMIT %(looked_at)s
    ) ranked
    ORDER BY ranked.rank DESC LIMIT %(most)s)
) candidate
"""


_WANTS = _search(
    "candidate.id, listing.id",
    _LISTING,
    "want",
    _WANT,
    "want.urgent DESC, want.posted_at DESC",
)
_LISTINGS = _search(
    "want.id, candidate.id", _WANT, "listing", _LISTING, "listing.live_at DESC"
)
