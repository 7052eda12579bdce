"""What a search finds, in one question: the numbers of its first rows, how many of them
are of each kind, and by what the cards of one page are remembered.

PostgreSQL counts where the rows are: a thousand of them need not come over to be
counted. A card is remembered by the version of the rows that it shows (`xmin` and
`ctid`, which every change makes anew), so only cards that nobody saw yet are fetched.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from base.paging import MOST_COUNTED, PAGE_SIZE
from listings.models import Listing, Photo
from members.models import Location, Organisation

BANDS_KM = [10, 25, 50, 100]
NEW_DAYS = 7
ANNOTATED = {"distance_km": "km", "kind": "kind", "has_words": "has_words"}


class Hit(NamedTuple):
    """A result on a page: what its card is remembered by, and why it stands there."""

    pk: int
    version: str  # of the listing, its owner, its place and its first photo
    organisation: int
    distance_km: float | None
    has_words: bool
    is_of_kind: bool
    is_new: bool


@dataclass(frozen=True)
class Results:
    """`keys`: of as many rows as are counted, and one, in their order. `counts`: of
    those that are counted, how many have each value of a facet, most first. `hits`: of
    the page that was asked for."""

    keys: list[int] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)


def results(rows: QuerySet[Listing], page: int = 1) -> Results:
    """Of rows that are filtered and sorted."""
    fields = ["pk", "category_id", "terms", "condition"]
    fields += ["organisation__province", "available_from"]
    added = [name for name in ANNOTATED if name in rows.query.annotations]
    first = rows.values_list(*fields, *added)[: MOST_COUNTED + 1]
    try:
        inner, params = first.query.get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:
        return Results()
    question = _question(inner, [ANNOTATED[name] for name in added])
    last = page * PAGE_SIZE
    values = [timezone.localdate(), last - PAGE_SIZE, last]
    with connections[rows.db].cursor() as cursor:
        cursor.execute(question, [*params, *values])
        keys, counts, hits = cursor.fetchone()
    return Results(keys or [], counts, [Hit(*hit) for hit in hits or []])


def _question(inner: str, added: list[str]) -> str:
    missing = "".join(
        f", NULL::float AS {name}" for name in ANNOTATED.values() if name not in added
    )
    columns = ["pk", "category", "terms", "condition", "province", "available_from"]
    return f"""
WITH found AS MATERIALIZED (
    SELECT row_number() OVER () AS place, rows.*{missing}
    FROM ({inner}) AS rows ({", ".join(columns + added)})
), counted AS (SELECT * FROM found WHERE place <= {MOST_COUNTED})
SELECT (SELECT array_agg(pk ORDER BY place) FROM found), {_COUNTS}, {_HITS}"""


def _how_many(value: str, rows: str = "counted") -> str:
    return f"""(
    SELECT coalesce(json_object_agg(value, n ORDER BY n DESC, first), '{{}}')
    FROM (SELECT {value} AS value, count(*) AS n, min(place) AS first
          FROM {rows} GROUP BY 1) AS each)"""


_EACH_TERM = "counted, unnest(terms) AS term"
_EACH_BAND = f"counted, unnest(ARRAY{BANDS_KM}) AS band WHERE km <= band"
_AVAILABLE = "counted WHERE coalesce(available_from <= %s, true)"
_COUNTS = f"""json_build_object(
    'category', {_how_many("category")},
    'terms', {_how_many("term", _EACH_TERM)},
    'condition', {_how_many("condition")},
    'within', {_how_many("band", _EACH_BAND)},
    'province', {_how_many("province")},
    'available', {_how_many("'on'", _AVAILABLE)}
)"""

_HITS = f"""(
    SELECT json_agg(json_build_array(
        listing.id, concat_ws(
            ' ', listing.xmin, listing.ctid, owner.xmin, owner.ctid,
            location.xmin, location.ctid, photo.xmin, photo.ctid),
        owner.id, km, coalesce(has_words, 0) > 0, coalesce(kind, 0) > 0,
        listing.live_at > statement_timestamp() - interval '{NEW_DAYS} days'
    ) ORDER BY place)
    FROM found
    JOIN {Listing._meta.db_table} AS listing ON listing.id = found.pk
    JOIN {Organisation._meta.db_table} AS owner ON owner.id = listing.organisation_id
    JOIN {Location._meta.db_table} AS location ON location.id = listing.location_id
    LEFT JOIN LATERAL (
        SELECT xmin, ctid FROM {Photo._meta.db_table}
        WHERE listing_id = listing.id ORDER BY position, id LIMIT 1
    ) AS photo ON true
    WHERE place > %s AND place <= %s)"""
