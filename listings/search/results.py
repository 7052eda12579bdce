"""What a search finds, in one question: the numbers of its first rows, how many of them
are of each kind, and by what the cards of one page are remembered.

A thousand rows need not become objects to be counted: they come over as one, in which
each column is one text. A card is remembered by the version of the rows that it shows
(`xmin` and `ctid`, which every change makes anew), so only cards that nobody saw yet
are fetched.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from base.paging import MOST_COUNTED, PAGE_SIZE
from catalogue.filters import DISTANCES_KM
from listings.models import Listing, Photo
from listings.search.ranking import NEW, OTHER, Reasons
from members.models import Location, Organisation

Counts = dict[str, dict[str, int]]  # of each filter, how many have each value
ANNOTATED = {
    "distance_km": "km",
    "kind": "kind",
    "has_words": "has_words",
    "size": "size",
}


class Hit(NamedTuple):
    """A result on a page: what its card is remembered by, and why it stands there."""

    pk: int
    version: str  # of the listing, its owner, its place and its first photo
    organisation: int
    category: str
    photo: list[Any] | None  # the first one: its number, and its words
    distance_km: float | None
    reasons: Reasons


@dataclass(frozen=True)
class Results:
    """`keys`: of as many rows as are counted, and one, in their order. `counts`: of
    those that are counted, how many have each value of a filter, most first. `hits`: of
    the page that was asked for."""

    keys: list[int] = field(default_factory=list)
    counts: Counts = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)


def results(rows: QuerySet[Listing], page: int = 1) -> Results:
    """Of rows that are filtered and sorted."""
    fields = ["pk", "category_id", "terms", "condition", "province", "available_from"]
    added = [name for name in ANNOTATED if name in rows.query.annotations]
    first = rows.values_list(*fields, *added)[: MOST_COUNTED + 1]
    try:
        inner, params = first.query.get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:
        return Results()
    question = _question(inner, [ANNOTATED[name] for name in added])
    last = page * PAGE_SIZE
    values: list[Any] = [last - PAGE_SIZE, last, timezone.localdate()]
    with connections[rows.db].cursor() as cursor:
        cursor.execute(question, [*params, *values])
        keys, hits, *counted = cursor.fetchone()
    found = [Hit._make([*shown, Reasons(*why)]) for *shown, why in hits or []]
    return Results(keys or [], _counts(*counted), found)


def _counts(within: list[int], now: int, *listed: str | None) -> Counts:
    """By what PostgreSQL counted, and by the lists of what each row has."""
    each = [(text or "").split(",") for text in listed]
    counts = {
        name: dict(Counter(filter(None, values)).most_common())
        for name, values in zip(LISTED, each, strict=True)
    }
    bands = {str(km): n for km, n in zip(DISTANCES_KM, within, strict=True) if n}
    return {**counts, "within": bands, "available": {"on": now} if now else {}}


def _question(inner: str, added: list[str]) -> str:
    missing = "".join(
        f", NULL::float AS {name}" for name in ANNOTATED.values() if name not in added
    )
    columns = ["pk", "category", "terms", "condition", "province", "available_from"]
    return f"""\
WITH found AS MATERIALIZED (
    SELECT row_number() OVER () AS place, rows.*{missing}
    FROM ({inner}) AS rows ({", ".join(columns + added)})
)
SELECT array_agg(pk ORDER BY place), ({_HITS}), {_COUNTED} FROM found"""


def _of_counted(aggregate: str, besides: str = "true") -> str:
    return f"{aggregate} FILTER (WHERE place <= {MOST_COUNTED} AND {besides})"


LISTED = {
    "category": "category",
    "terms": "array_to_string(terms, ',')",
    "condition": "condition",
    "province": "province",
}
_WITHIN = [_of_counted("count(*)", f"km <= {km}") for km in DISTANCES_KM]
_COUNTED = ", ".join(
    [
        f"ARRAY[{', '.join(_WITHIN)}]",
        _of_counted("count(*)", "coalesce(available_from <= %s, true)"),
        *(
            _of_counted(f"string_agg({values}, ',' ORDER BY place)")
            for values in LISTED.values()
        ),
    ]
)

# What changes before its card is fetched is remembered under a version that nobody asks
# for any more.
_HITS = f"""
    SELECT json_agg(json_build_array(
        listing.id, concat_ws(
            ' ', listing.xmin, listing.ctid, owner.xmin, owner.ctid,
            location.xmin, location.ctid, photo.xmin, photo.ctid),
        owner.id, listing.category_id, photo.shown, km, json_build_array(
            coalesce(has_words, 0) > 0, coalesce(kind, 0) > 0,
            listing.live_at > statement_timestamp() - interval '{NEW.days} days',
            coalesce(size, 0) = {OTHER})
    ) ORDER BY place)
    FROM found
    JOIN {Listing._meta.db_table} AS listing ON listing.id = found.pk
    JOIN {Organisation._meta.db_table} AS owner ON owner.id = listing.organisation_id
    JOIN {Location._meta.db_table} AS location ON location.id = listing.location_id
    LEFT JOIN LATERAL (
        SELECT xmin, ctid, json_build_array(id, alt) AS shown
        FROM {Photo._meta.db_table}
        WHERE listing_id = listing.id ORDER BY position, id LIMIT 1
    ) AS photo ON true
    WHERE place > %s AND place <= %s"""
