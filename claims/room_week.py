"""A week of a room, hour by hour: what is free, what is taken and who else asks. What
is offered here passes the last check: both ask the same `Diary`."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from django.utils import timezone

from claims import rooms
from claims.models import Hold, Occasion
from claims.rooms import FARTHEST, Diary
from listings.models import Room
from listings.opening import Span, at
from members.models import User

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MIDNIGHT = time.min


@dataclass(frozen=True)
class Slot:
    """One hour of a room, as one reader sees it."""

    span: Span
    state: str  # free, taken, own (the reader's side has it) or over
    who: tuple[str, ...] = ()  # has it; for its owner, and for the reader's own
    asking: tuple[Occasion, ...] = ()  # of others, without an answer
    asked: bool = False  # the reader's organisation asks for it

    @property
    def key(self) -> str:
        """Names its beginning in an address."""
        return f"{timezone.localtime(self.span.start):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True)
class Day:
    """One day of the week, with its hours or why there are none."""

    date: date
    slots: list[Slot]
    closed_because: str

    @property
    def is_today(self) -> bool:
        """Is it now?"""
        return self.date == timezone.localdate()


class RoomWeek:
    """The week of a day; past weeks and those too far ahead are none."""

    def __init__(self, room: Room, day: date | None, user: User):
        today = timezone.localdate()
        last = today + FARTHEST - WEEK
        chosen = min(max(day or today, today), last)
        self.room, self.user = room, user
        self.first = chosen - chosen.weekday() * DAY
        self.is_owner = user.organisation_id == room.listing.organisation_id
        self._span = Span(at(self.first, MIDNIGHT), at(self.first + WEEK, MIDNIGHT))
        self.diary = Diary(room, *self._span)

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + WEEK - DAY

    @property
    def before(self) -> date | None:
        """The Monday before; None: that week is over."""
        earlier = self.first - WEEK
        return earlier if earlier + WEEK > timezone.localdate() else None

    @property
    def after(self) -> date | None:
        """The next Monday; None: too far ahead."""
        later = self.first + WEEK
        return later if later < timezone.localdate() + FARTHEST - WEEK else None

    @cached_property
    def days(self) -> list[Day]:
        """From Monday to Sunday."""
        opening = self.diary.opening
        dates = [self.first + number * DAY for number in range(7)]
        return [
            Day(
                day,
                [self._slot(span) for span in opening.slots(day)],
                opening.why_closed(day),
            )
            for day in dates
        ]

    @cached_property
    def asking(self) -> list[Occasion]:
        """Times that somebody asks for in this week, without an answer."""
        return rooms.asking(self.room, [self._span])

    def _slot(self, span: Span) -> Slot:
        met = [it for it in self.asking if rooms.meets(it, span)]
        own = self.user.organisation_id
        others = [it for it in met if it.booking.claim.organisation_id != own]
        names, is_own = self._whose(span)
        if span.start < self.diary.now:
            state = "over"
        elif self.diary.obstacle(span):
            state = "own" if is_own else "taken"
        else:
            state = "free"
        asked = len(others) < len(met)
        return Slot(span, state, tuple(names), tuple(others), asked)

    def _whose(self, span: Span) -> tuple[list[str], bool]:
        """Who has the room at some moment of this hour, as far as the reader may know,
        and whether that is their own organisation."""
        start, end = self.diary.period(span)
        held = [
            hold
            for hold in self.diary.holds
            if hold.period.lower < end and (hold.period.upper or end) > start
        ]
        own = [hold for hold in held if self._is_own(hold)]
        shown = held if self.is_owner else own
        return list(dict.fromkeys(map(_name_of, shown))), bool(own)

    def _is_own(self, hold: Hold) -> bool:
        if hold.claim is None:
            return self.is_owner
        return hold.claim.organisation_id == self.user.organisation_id


def _name_of(hold: Hold) -> str:
    return str(hold.claim.organisation if hold.claim else hold.own_use)
