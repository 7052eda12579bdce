"""Pieces of a listing that are kept for a time, such as on loan.

This app knows what was promised for good (`Listing.promised`). What is kept for a time,
and when, a later stage knows: it says so from its `apps.py` with `held_by`. Who waits
for pieces it knows too, and is told with `settled` when there may be more of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

if TYPE_CHECKING:
    from listings.models import Listing

FOREVER = datetime.max.replace(tzinfo=UTC)


class Kept(NamedTuple):
    """Pieces that are kept from `start` until just before `end`; `FOREVER`: nobody
    knows until when."""

    start: datetime
    end: datetime
    quantity: int

    @property
    def is_endless(self) -> bool:
        """Does nobody know until when?"""
        return self.end == FOREVER

    @property
    def first(self) -> date:
        """The first day on which some of it is kept."""
        return timezone.localdate(self.start)

    @property
    def last(self) -> date:
        """The last day on which some of it is kept; `date.max` without an end."""
        if self.is_endless:
            return date.max
        return timezone.localdate(self.end - timedelta(microseconds=1))


Holds = Callable[["Listing"], Iterable[Kept]]
Follow = Callable[["Listing"], None]
_known: list[Holds] = []
_followers: list[Follow] = []


def held_by(holds: Holds) -> None:
    """Ask this function too what is kept of a listing, seen now."""
    _known.append(holds)


def followed_by(follow: Follow) -> None:
    """Tell this function too of a listing that changed or can be asked for again."""
    _followers.append(follow)


def settled(listing: "Listing") -> None:
    """It says something else now, or is live again: whoever waits for it may move up.
    Call it under the listing's lock, in the same transaction."""
    if listing.first_asked_at is not None:
        for follow in _followers:
            follow(listing)


def busiest(listing: "Listing", now: datetime) -> Kept | None:
    """The first stretch from now on in which the most pieces are kept; None: none are.
    Binding only under the listing's lock."""
    return busiest_of([kept for holds in _known for kept in holds(listing)], now)


def busiest_of(holds: Iterable[Kept], now: datetime) -> Kept | None:
    """The same of these."""
    most = max(levels(holds, now, FOREVER), key=lambda level: level.quantity)
    return most if most.quantity else None


def peak(holds: Iterable[Kept], start: datetime, end: datetime) -> int:
    """The most pieces that are kept at any one moment from `start` until `end`."""
    return max(level.quantity for level in levels(holds, start, end))


def levels(holds: Iterable[Kept], start: datetime, end: datetime) -> Iterator[Kept]:
    """How many pieces are kept, stretch by stretch: together the stretches are the
    whole time. What ends at a moment is free at that moment."""
    changes = Counter({start: 0})
    for kept in holds:
        if kept.start < end and kept.end > start:
            changes[max(kept.start, start)] += kept.quantity
            if kept.end < end:
                changes[kept.end] -= kept.quantity
    moments, level = sorted(changes), 0
    for moment, until in zip(moments, [*moments[1:], end], strict=True):
        level += changes[moment]
        yield Kept(moment, until, level)
