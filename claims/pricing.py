"""What renting something for some days comes to.

The rents that an owner states (by the day, the week, the month) can be put together in
any way that covers the period; the asker pays the cheapest. Weeks are seven days, and a
month lasts until the day before the same day of the next one.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from catalogue.terms import Per

DAY = timedelta(days=1)
COUNTED = [Per.MONTH, Per.WEEK, Per.DAY]  # what a period of days is counted in


@dataclass(frozen=True)
class Part:
    """So many months, weeks or days, at so much each."""

    count: int
    per: Per
    eur: Decimal

    @property
    def total_eur(self) -> Decimal:
        """What they come to."""
        return self.count * self.eur


class Rent(NamedTuple):
    """What one piece costs for a period: the parts that it is put together from, the
    longest first."""

    parts: tuple[Part, ...]

    @property
    def total_eur(self) -> Decimal:
        """What they come to together."""
        return sum((part.total_eur for part in self.parts), Decimal(0))


def rent(rents: Mapping[str, Decimal], first: date, last: date) -> Rent | None:
    """The cheapest way to rent one piece from the first up to and including the last
    day, in the fewest parts. None: no rent is stated that days are counted in."""
    known = {per: rents[per] for per in COUNTED if per in rents}
    if not known:
        return None
    ways = [
        Rent(tuple(Part(count, per, known[per]) for per, count in counts if count))
        for counts in _ways(known, first, last + DAY)
    ]
    return min(ways, key=lambda way: (way.total_eur, len(way.parts), _length(way)))


def _ways(
    known: Mapping[Per, Decimal], start: date, end: date
) -> Iterator[list[tuple[Per, int]]]:
    """Every number of months, with the weeks and days that cover the rest."""
    months = 0
    while True:
        days = (end - months_later(start, months)).days
        for weeks in _weeks(known, days):
            left = days - 7 * weeks
            if left <= 0 or Per.DAY in known:
                counts = [months, weeks, max(left, 0)]
                yield list(zip(COUNTED, counts, strict=True))
        if days <= 0 or Per.MONTH not in known:
            return
        months += 1


def _weeks(known: Mapping[Per, Decimal], days: int) -> set[int]:
    """The numbers of weeks that can be cheapest: none, or as many as go in the days,
    or one more."""
    if days <= 0 or Per.WEEK not in known:
        return {0}
    return {0, days // 7, -(-days // 7)}


def _length(way: Rent) -> int:
    return sum(part.count for part in way.parts)


def months_later(day: date, months: int) -> date:
    """The same day, so many months on; a day that a month lacks is its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
