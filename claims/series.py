"""The times of a booking that repeats. Each keeps its time on the wall, also when the
clock changes between two of them."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import count, islice, pairwise, takewhile

from claims.models import Booking
from listings.opening import Span, at

Repeats = Booking.Repeats
MOST = 300  # times in one booking
WEEK = timedelta(days=7)
NOTHING = timedelta(0)


def days(first: date, repeats: str, every: int = 1) -> Iterator[date]:
    """The days of a rule, the first included, without an end: every so many weeks, or
    every so many months on the same weekday (the second Tuesday). A month without a
    fifth one is passed over."""
    if repeats == Repeats.ONCE:
        yield first
    elif repeats == Repeats.WEEKLY:
        yield from (first + number * every * WEEK for number in count())
    else:
        months = (_same_weekday(first, number * every) for number in count())
        yield from (day for day in months if day)


def times(
    first: date,
    starts: time,
    ends: time,
    *,
    repeats: str = Repeats.ONCE,
    every: int = 1,
    until: date | None = None,
    number: int | None = None,
) -> list[Span]:
    """The spans of a rule, until a day (included) or so many of them; never more than
    `MOST`."""
    found = days(first, repeats, every)
    within = takewhile(lambda day: until is None or day <= until, found)
    most = min(number or MOST, MOST)
    return [Span(at(day, starts), at(day, ends)) for day in islice(within, most)]


def overlaps(spans: Sequence[Span], apart: timedelta) -> bool:
    """Do any of these meet each other, with so much time kept free after each?"""
    ordered = sorted(spans)
    following = pairwise(ordered)
    return any(one.end + apart > other.start for one, other in following)


def _same_weekday(first: date, months: int) -> date | None:
    """The day of a later month that is as the first one: its second Tuesday."""
    years, month = divmod(first.month - 1 + months, 12)
    start = date(first.year + years, month + 1, 1)
    nth = (first.day - 1) // 7
    day = start + timedelta((first.weekday() - start.weekday()) % 7) + nth * WEEK
    return day if day.month == start.month else None
