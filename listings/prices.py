"""What the use of a room costs: the cheapest combination of hours, half-days and days
that covers it."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from itertools import product
from math import ceil
from typing import NamedTuple

from listings.models import Room

HOUR = timedelta(hours=1)
HALF_DAY = 4  # hours
DAY = 24  # of one day, however long the room is open


class Line(NamedTuple):
    """So many hours, half-days or days, at a price in euro for each."""

    unit: str  # a word of `catalogue.units`
    number: int
    each_eur: Decimal

    @property
    def total_eur(self) -> Decimal:
        """What they come to."""
        return self.number * self.each_eur


def cheapest(room: Room, length: timedelta) -> list[Line] | None:
    """The lines of the cheapest combination that lasts at least so long, the longest
    first; None when no price is named. Of equally cheap ones, that with the fewest
    pieces."""
    hours = ceil(length / HOUR)
    tariff = [
        ("dag", DAY, room.day_eur),
        ("dagdeel", HALF_DAY, room.half_day_eur),
        ("uur", 1, room.hour_eur),
    ]
    offered = [(unit, lasts, eur) for unit, lasts, eur in tariff if eur is not None]
    counts = [range(ceil(hours / lasts) + 1) for _unit, lasts, _eur in offered]
    ways = [
        [
            Line(unit, number, eur)
            for number, (unit, _lasts, eur) in zip(way, offered, strict=True)
            if number
        ]
        for way in product(*counts)
        if sum(n * row[1] for n, row in zip(way, offered, strict=True)) >= hours
    ]
    return min(ways, key=lambda lines: (total(lines), _pieces(lines)), default=None)


def total(lines: Iterable[Line]) -> Decimal:
    """What all of them come to, in euro."""
    return sum((line.total_eur for line in lines), Decimal(0))


def _pieces(lines: Iterable[Line]) -> int:
    return sum(line.number for line in lines)
