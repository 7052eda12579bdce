"""When a room can be used: its week, the days that differ, public holidays. Times are
those on the wall in the Netherlands; moments are what they are on that day, so that
between two of them there is an hour less or more when the clock changes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from base.holidays import holiday
from base.mornings import moment
from listings.models import Room, RoomDay, RoomHours

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Span(NamedTuple):
    """From one moment until just before another."""

    start: datetime
    end: datetime


class Opening:
    """When one room is open; reads its rows once."""

    def __init__(self, room: Room):
        self.room = room
        self._week: dict[int, RoomHours] = {
            row.weekday: row for row in room.hours.all()
        }
        self._days: dict[date, RoomDay] = {row.day: row for row in room.days.all()}
        self._closed = list(room.listing.location.closed_days.all())

    def hours(self, day: date) -> tuple[time, time] | None:
        """From when until when it is open on a day, on the wall's clock; None: not."""
        if other := self._days.get(day):
            return (other.opens, other.closes) if other.opens and other.closes else None
        row = self._week.get(day.weekday())
        if row is None or self._why_shut(day):
            return None
        return row.opens, row.closes

    def why_closed(self, day: date) -> str:
        """Why it is closed on a day: a reason, a public holiday, or that day of the
        week. Empty when it is open."""
        if self.hours(day):
            return ""
        other = self._days.get(day)
        return (other.reason if other else self._why_shut(day)) or _("closed")

    def reason(self, day: date) -> str:
        """The same, where somebody gave a reason or the calendar has one."""
        why = self.why_closed(day)
        return "" if why == _("closed") else why

    def _why_shut(self, day: date) -> str:
        """The closed days of the whole place, and public holidays."""
        of_place = (row.reason for row in self._closed if row.first <= day <= row.last)
        if reason := next(of_place, ""):
            return reason
        return "" if self.room.opens_on_holidays else holiday(day)

    def span(self, day: date) -> Span | None:
        """The same as moments."""
        hours = self.hours(day)
        return hours and Span(at(day, hours[0]), at(day, hours[1]))

    def slots(self, day: date) -> Iterator[Span]:
        """The whole hours of a day, from its opening on; what is left is no slot."""
        span = self.span(day)
        start = span.start if span else None
        while span and start and start + HOUR <= span.end:
            yield Span(start, start + HOUR)
            start += HOUR

    def holds(self, start: datetime, end: datetime) -> bool:
        """Is it open for the whole of it? A use lies within one day."""
        span = self.span(timezone.localdate(start))
        return span is not None and span.start <= start < end <= span.end


def at(day: date, hour: time) -> datetime:
    """That time of a day on Dutch clocks, as a moment in UTC, so that the time between
    two of them is the time that passes. Of a time that comes twice, the first one."""
    return moment(day, hour).astimezone(UTC)
