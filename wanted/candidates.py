"""Which wants and listings come into question for each other: what the database can
decide for many at once. Whether it is the thing that was asked, `likeness` says.

At a hundred thousand wants and a million listings the cost must stay the same, so both
searches walk along an index and stop (`Bounds`): at so many of a category, the newest
first, and at so many that share words; of each they keep the best that fit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from catalogue.kinds import chances
from catalogue.vocabulary import LIKELY, leaves
from catalogue.words import words
from listings.models import Listing
from listings.visibility import OPEN_TO_SQL
from wanted.models import Want
from wanted.things import VAGUE, read_things, thesaurus

MOST_WORDS = 6
MOST_NAMES = 20


class Bounds(NamedTuple):
    """Of each category, and of those with the words: how many rows are looked at, and
    how many that fit are kept."""

    looked_at: int
    most: int


FOR_ONE_LISTING = Bounds(looked_at=200, most=25)
FOR_ONE_WANT = Bounds(looked_at=2_000, most=200)


@dataclass(frozen=True)
class Pair:
    """A want, a listing, and the kilometres between them (None: not known)."""

    want: int
    listing: int
    km: float | None


def for_listings(listings: Iterable[Listing]) -> list[Pair]:
    """Open wants that each listing might meet."""
    return _find(_WANTS, listings, FOR_ONE_LISTING)


def for_wants(wants: Iterable[Want]) -> list[Pair]:
    """Live listings that each want might be met by."""
    return _find(_LISTINGS, wants, FOR_ONE_WANT)


def _find(sql: str, sought: Iterable[Want | Listing], bounds: Bounds) -> list[Pair]:
    sought = list(sought)
    given = {
        "ids": [row.pk for row in sought],
        "leaves": [" ".join(_leaves(row)) for row in sought],
        "words": [_query(row) for row in sought],
        "today": timezone.localdate(),
        **bounds._asdict(),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [Pair(*row) for row in cursor.fetchall()]


def _leaves(row: Want | Listing) -> set[str]:
    """The category that was chosen, and those of the thing that the title names;
    people put a bath lift under lifts as well as under baths."""
    named = {thing.leaf for thing in read_things(row.title, row.category_id)}
    named |= {code for code, sure in chances(row.title) if sure >= LIKELY}
    named &= leaves().keys()
    tree = leaves().values()
    below = {leaf.code for leaf in tree if leaf.parent in named - {""}}
    return {row.category_id} | named | below


def _query(row: Want | Listing) -> str:
    """A tsquery of what may occur in the other's text: the names of the thing, or of
    an unknown thing the title's words. Colours and the like would find everything.
    Letters only, so that it is always a valid one."""
    names = [
        name
        for thing in read_things(row.title, row.category_id)
        for name in thesaurus().names_of(thing)
        if all(map(_tells, name))
    ]
    telling = [[word] for word in words(row.title) if _tells(word)][:MOST_WORDS]
    sought = names[:MOST_NAMES] or telling
    return " | ".join(dict.fromkeys(" <-> ".join(name) for name in sought))


def _tells(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in VAGUE


# All that must be so for a pair, whatever the words say: of the two rows themselves,
# and of where they stand. `here` is where the want's goods should go, `there` where the
# listing's are; a rent is compared with the highest price as it is.
_KM = "km_between(here.latitude, here.longitude, there.latitude, there.longitude)"
_ROWS_FIT = """
    want.state = 'open' AND listing.state = 'live'
    AND want.organisation_id <> listing.organisation_id
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
"""
_PLACES_FIT = f"""
    asking.state = 'active' AND offering.state = 'active'
    AND {OPEN_TO_SQL}
    AND (want.radius_km IS NULL OR {_KM} <= want.radius_km)
"""


@dataclass(frozen=True)
class _Side:
    """One of the two tables, as the query names it."""

    row: str
    table: str
    place: str
    owner: str
    state: str
    newest: str

    @property
    def places(self) -> str:
        row, place, owner = self.row, self.place, self.owner
        return f"""
            JOIN members_location {place} ON {place}.id = {row}.location_id
            JOIN members_organisation {owner} ON {owner}.id = {row}.organisation_id"""

    def fitting(self, condition: str, order: str = "") -> str:
        """Those that fit of its first rows in that order. The inner LIMIT also keeps
        PostgreSQL from starting with the organisations and their rows."""
        return f"""
            SELECT {self.row}.*, {_KM} AS km FROM (
                SELECT * FROM {self.table} {self.row}
                WHERE {self.row}.state = '{self.state}' AND {condition}
                {order} LIMIT %(looked_at)s
            ) {self.row} {self.places}
            WHERE {_ROWS_FIT} AND {_PLACES_FIT} {order}"""


_WANT = _Side(
    *("want", "wanted_want", "here", "asking", "open"),
    newest="want.urgent DESC, want.posted_at DESC",
)
_LISTING = _Side(
    *("listing", "listings_listing", "there", "offering", "live"),
    newest="listing.live_at DESC",
)


def _search(known: _Side, sought: _Side) -> str:
    """The other side's rows for each known one: by category, and by words."""
    row = sought.row
    is_kind, order = f"{row}.category_id = leaf", f"ORDER BY {sought.newest}"
    has_words = f"{row}.search @@ given.words"
    ids = {known.row: f"{known.row}.id", row: "candidate.id"}
    return f"""
SELECT {ids["want"]}, {ids["listing"]}, candidate.km
FROM (
    SELECT id, leaves, to_tsquery('deel', words) AS words
    FROM unnest(%(ids)s::bigint[], %(leaves)s::text[], %(words)s::text[])
        AS typed (id, leaves, words) OFFSET 0
) given
JOIN {known.table} {known.row} ON {known.row}.id = given.id {known.places}
CROSS JOIN LATERAL (
    SELECT found.id, found.km
    FROM unnest(string_to_array(given.leaves, ' ')) AS leaf
    CROSS JOIN LATERAL (
        {sought.fitting(is_kind, order)} LIMIT %(most)s
    ) found
    UNION
    (SELECT ranked.id, ranked.km FROM (
        {sought.fitting(has_words)}
    ) ranked
    ORDER BY ts_rank(ranked.search, given.words) DESC
    LIMIT %(most)s)
) candidate
"""


_WANTS = _search(_LISTING, _WANT)
_LISTINGS = _search(_WANT, _LISTING)
