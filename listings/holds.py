"""Pieces of a listing that are kept for a time, such as on loan.

This app knows what was promised for good (`Listing.promised`). What is kept for a time,
and when, a later stage knows: it says so from its `apps.py` with `held_by`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from listings.models import Listing

DAY = timedelta(days=1)


class Hold(NamedTuple):
    """Pieces that are kept from `first` up to and including `last`; `date.max`: nobody
    knows until when."""

    first: date
    last: date
    quantity: int


Holds = Callable[["Listing"], Iterable[Hold]]
_known: list[Holds] = []


def held_by(holds: Holds) -> None:
    """Ask this function too what is kept of a listing, seen today."""
    _known.append(holds)


def busiest(listing: "Listing", today: date) -> Hold | None:
    """The first days from today on when the most pieces are kept; None: there are no
    such days. Binding only under the listing's lock."""
    return busiest_of([hold for holds in _known for hold in holds(listing)], today)


def busiest_of(holds: Iterable[Hold], today: date) -> Hold | None:
    """The same of these holds."""
    most = max(levels(holds, today, date.max), key=lambda level: level.quantity)
    return most if most.quantity else None


def peak(holds: Iterable[Hold], first: date, last: date) -> int:
    """The most pieces that are kept on any one day of the period."""
    return max(level.quantity for level in levels(holds, first, last))


def levels(holds: Iterable[Hold], first: date, last: date) -> Iterator[Hold]:
    """How many pieces are kept, stretch of days by stretch of days: together the
    stretches are the whole period. What ends on one day is free on the next."""
    changes = Counter({first: 0})
    for hold in holds:
        if hold.first <= last and hold.last >= first:
            changes[max(hold.first, first)] += hold.quantity
            if hold.last < last:
                changes[hold.last + DAY] -= hold.quantity
    days, kept = sorted(changes), 0
    ends = [*(day - DAY for day in days[1:]), last]
    for day, end in zip(days, ends, strict=True):
        kept += changes[day]
        yield Hold(day, end, kept)
