"""How many of something are free on each day, for people to choose from."""

from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from base.months import Month
from base.periods import moments
from base.sweeps import sweep
from claims import availability
from claims.states import TEMPORARY
from listings.holds import FOREVER, Kept, levels, peak
from listings.models import Listing
from listings.models.lent import NOT_KNOWN

DAY = timedelta(days=1)


class FreeDay(NamedTuple):
    """A day of a month, and how many pieces are free on all of it."""

    date: date
    free: int
    is_of_month: bool
    is_open: bool  # neither over nor outside the days that the owner offers it

    @property
    def is_today(self) -> bool:
        """Is it now?"""
        return self.date == timezone.localdate()


class FreeMonth:
    """One month of a listing that is rented or lent."""

    def __init__(self, listing: Listing, month: Month):
        self.listing, self.month = listing, month

    @cached_property
    def weeks(self) -> list[list[FreeDay]]:
        """Its days, Monday first, without weeks that are over; two queries, however
        much is promised."""
        today = timezone.localdate()
        weeks = [week for week in self.month.weeks if week[-1] >= today]
        if not weeks:
            return []
        start, end = moments(weeks[0][0], weeks[-1][-1])
        kept = list(levels(availability.holds(self.listing), start, end))
        return [[self._day(day, kept) for day in week] for week in weeks]

    @property
    def can_go_back(self) -> bool:
        """Is there a month before it that is not over?"""
        return self.month.first > timezone.localdate()

    def _day(self, day: date, kept: list[Kept]) -> FreeDay:
        start, end = moments(day, day)
        free = max(self.listing.left - peak(kept, start, end), 0)
        return FreeDay(day, free, self.month.holds(day), self._is_open(day))

    def _is_open(self, day: date) -> bool:
        first = max(timezone.localdate(), self.listing.available_from or day)
        last = self.listing.available_until or day
        return first <= day <= last


def goes_out(listing: Listing) -> bool:
    """Is it a thing that is rented or lent by the day?"""
    return listing.is_thing and bool(set(listing.terms) & set(TEMPORARY))


def note_when_free(listing: Listing) -> None:
    """Keep on the listing from which day on a piece of it is free, for its card. Under
    its lock."""
    free_from = _free_from(listing) if goes_out(listing) else None
    if free_from != listing.free_from:
        listing.free_from = free_from
        listing.save(update_fields=["free_from"])


def note_what_is_free() -> int:
    """The same for what was to be free by today; what is late is told so. Returns how
    many."""
    return sweep(Listing.objects.free_again(timezone.now()), note_when_free)


def _free_from(listing: Listing) -> date | None:
    """The first day from today on that has a piece free from its first moment; None:
    today has."""
    now = timezone.now()
    for level in levels(availability.holds(listing), now, FOREVER):
        if level.quantity < listing.left:
            return None if level.start == now else _first_whole_day(level)
    return NOT_KNOWN


def _first_whole_day(level: Kept) -> date:
    day = timezone.localdate(level.start)
    return day if moments(day, day)[0] == level.start else day + DAY
