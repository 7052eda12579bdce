"""Is more promised than there is? Asked of the whole database at once.

The database refuses every promise that would be one too many. This asks what stands in
it, whatever road it came along: a restored backup, a repair by hand, a mistake in the
trigger itself.
"""

from typing import NamedTuple

from django.db import connection

# Every moment at which something begins or ends, and how much is promised from then
# until the next one; what is over is no promise any more.
TOO_MUCH = """
WITH changes AS (
    SELECT listing_id, lower(period) AS at, quantity AS change FROM claims_hold
    UNION ALL
    SELECT listing_id, upper(period), -quantity FROM claims_hold
    WHERE NOT upper_inf(period)
), levels AS (
    SELECT listing_id, at, sum(sum(change)) OVER listing AS level,
           lead(at) OVER listing AS until
    FROM changes GROUP BY listing_id, at
    WINDOW listing AS (PARTITION BY listing_id ORDER BY at)
)
SELECT listing.id, max(levels.level), listing.quantity
FROM levels JOIN listings_listing listing ON listing.id = levels.listing_id
WHERE levels.level > listing.quantity AND (until IS NULL OR until > now())
GROUP BY listing.id ORDER BY listing.id
"""
# What is promised for good has left `left`, and nothing else has.
OTHERWISE_LEFT = """
SELECT listing.id, listing.quantity - coalesce(promised.pieces, 0), listing.left
FROM listings_listing listing LEFT JOIN (
    SELECT listing_id, sum(quantity) AS pieces FROM claims_hold
    WHERE upper_inf(period) GROUP BY listing_id
) promised ON promised.listing_id = listing.id
WHERE listing.left <> listing.quantity - coalesce(promised.pieces, 0)
ORDER BY listing.id
"""


class Wrong(NamedTuple):
    """A listing of which two figures differ: what is promised and what there is, or
    what should be left and what is said to be."""

    listing: int
    counted: int
    said: int


def oversold() -> list[Wrong]:
    """Listings of which more is promised, now or at any moment to come, than there
    is."""
    return _asked(TOO_MUCH)


def otherwise_left() -> list[Wrong]:
    """Listings that say another number is left than what was promised leaves."""
    return _asked(OTHERWISE_LEFT)


def _asked(question: str) -> list[Wrong]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [Wrong(*(int(figure) for figure in row)) for row in cursor.fetchall()]
