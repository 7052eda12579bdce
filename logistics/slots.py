"""When goods can change hands: slots of an hour inside a location's pickup hours.

All times are those on the wall in the Netherlands. An hour that a change of the clock
leaves out is no slot. On public holidays and closed days of the place there is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.words import Words
from claims.models import Claim
from logistics import order
from logistics.models import Pickup
from logistics.remaining import to_plan
from members.models import Location

Direction, Mover = Pickup.Direction, Pickup.Mover
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
NOTICE = timedelta(hours=2)  # nobody is called to the door at once
NONE = timedelta(0)
AHEAD = timedelta(days=27)  # four weeks
BEFORE_THE_END = timedelta(days=13)
SLACK = timedelta(days=7)
FARTHEST = timedelta(days=366)  # ahead, also when both agree
PARTS: list[tuple[time, Words]] = [
    (time(0), _("Morning")),
    (time(12), _("Afternoon")),
    (time(18), _("Evening")),
]
# Where no pickup hours are known, people agree on a time on a workday.
BY_AGREEMENT = {weekday: (time(9), time(16)) for weekday in range(5)}


@dataclass(frozen=True, order=True)
class Slot:
    """A stretch of time on one day, aware and in local time."""

    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """Names it in a form; unlike the wall's time it is never said twice."""
        return f"{self.starts_at:%Y-%m-%dT%H:%M%z}"


@dataclass(frozen=True)
class Day:
    """One day of a week to choose from."""

    date: date
    slots: list[Slot]
    closed_because: str = ""  # a public holiday, or a day on which the place is closed

    @property
    def parts(self) -> list[tuple[Words, list[Slot]]]:
        """Its slots by part of the day, those that have any."""
        parts = groupby(self.slots, key=lambda slot: part_of(slot.starts_at.time()))
        return [(part, list(slots)) for part, slots in parts]


@dataclass(frozen=True)
class Closure:
    """Days in a row on which nobody opens the door, for one reason."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class Week:
    """Some days to choose from, and the ones on which nobody is there."""

    days: list[Day]

    @property
    def to_choose(self) -> list[Day]:
        """The days that have a slot."""
        return [day for day in self.days if day.slots]

    @property
    def closures(self) -> list[Closure]:
        """When it is closed, and why; days with one reason together."""
        closed = (day for day in self.days if day.closed_because)
        by_reason = groupby(closed, key=lambda day: day.closed_because)
        spans = [(reason, list(days)) for reason, days in by_reason]
        return [Closure(days[0].date, days[-1].date, why) for why, days in spans]


@dataclass(frozen=True)
class Bounds:
    """The days to offer, and the moments between which a slot must lie."""

    first: date
    last: date
    after: datetime
    before: datetime | None = None


def place_of(claim: Claim, mover: str) -> Location:
    """Where the mover comes, out and back alike: an asker to the owner's place, an
    owner to the asker's."""
    return claim.listing.location if mover == Mover.ASKER else claim.location


def offered(
    claim: Claim,
    direction: str,
    mover: str,
    *,
    notice: timedelta = NOTICE,
    moving: Pickup | None = None,
) -> list[Slot]:
    """The slots to choose from, for all that has no pickup yet, or for the pickup that
    is `moving`. When the place is not open on the days that were agreed, those of a
    week around them."""
    pieces = carried_of(claim, moving) if moving else None
    bounds = bounds_of(claim, direction, notice, pieces, moving)
    place = place_of(claim, mover)
    slots = list(between(place, bounds))
    return slots or list(between(place, _widened(bounds)))


def bounds_of(
    claim: Claim,
    direction: str,
    notice: timedelta = NOTICE,
    quantity: int | None = None,
    moving: Pickup | None = None,
) -> Bounds:
    """The coming weeks; of a rental or loan, the days around its start or end. For so
    many pieces (all that have no pickup yet, when not said), while another time is
    sought for the pickup that is `moving`."""
    today, now = timezone.localdate(), timezone.now() + notice
    if direction == Direction.OUT:
        before = order.out_before(claim, moving)
        return Bounds(*_days_out(claim, today), now, before)
    pieces = to_plan(claim, direction) if quantity is None else quantity
    begins = order.back_after(claim, pieces, moving)
    return Bounds(*_days_back(claim, today), max(now, begins or now))


def fits(place: Location, slot: Slot) -> bool:
    """Is the place open for the whole of it?"""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    opens, closes = hours_of(place).get(start.weekday(), (time.max, time.min))
    same_day = start.date() == end.date()
    if not same_day or place.closures(start.date(), end.date()):
        return False
    return opens <= start.time() and end.time() <= closes


def lies_within(slot: Slot, bounds: Bounds) -> bool:
    """Neither too early nor too late, to the minute."""
    late = bounds.before is not None and slot.ends_at > bounds.before
    return slot.starts_at >= bounds.after and not late


def hours_of(place: Location) -> dict[int, tuple[time, time]]:
    """Weekday (Monday is 0) → opening and closing time."""
    known = {row.weekday: (row.opens, row.closes) for row in place.pickup_hours.all()}
    return known or BY_AGREEMENT


def between(place: Location, bounds: Bounds) -> Iterator[Slot]:
    """Every slot of the place within the bounds, in order."""
    hours, closed = hours_of(place), place.closures(bounds.first, bounds.last)
    for number in range((bounds.last - bounds.first).days + 1):
        day = bounds.first + number * DAY
        if day.weekday() in hours and day not in closed:
            yield from _on(day, *hours[day.weekday()], bounds)


def by_week(slots: Iterable[Slot]) -> list[list[tuple[date, list[Slot]]]]:
    """Weeks of days of slots, as people look at a calendar."""
    days = [
        (day, list(group))
        for day, group in groupby(slots, key=lambda slot: slot.starts_at.date())
    ]
    weeks = groupby(days, key=lambda day: day[0].isocalendar()[:2])
    return [list(week) for _, week in weeks]


def part_of(moment: time) -> Words:
    """Morning until noon, afternoon until six, then evening."""
    later = [name for start, name in PARTS if start <= moment]
    return later[-1]


def whole_weeks(slots: Iterable[Slot], place: Location) -> list[Week]:
    """All weeks from the first slot to the last, with the days on which there is none
    to choose, as on the wall: Monday to Friday, and the weekend where the place is open
    then."""
    found = {day: slots for week in by_week(slots) for day, slots in week}
    if not found:
        return []
    hours, mondays = hours_of(place), _mondays(min(found), max(found))
    closed = place.closures(mondays[0], mondays[-1] + WEEK)
    shown = sorted({*BY_AGREEMENT, *hours})
    weeks = [[monday + weekday * DAY for weekday in shown] for monday in mondays]
    return [
        Week([Day(day, found.get(day, []), closed.get(day, "")) for day in week])
        for week in weeks
    ]


def _mondays(first: date, last: date) -> list[date]:
    """Of every week, from that of the first day to that of the last."""
    monday = first - first.weekday() * DAY
    return [monday + number * WEEK for number in range((last - monday) // WEEK + 1)]


def _on(day: date, opens: time, closes: time, bounds: Bounds) -> Iterator[Slot]:
    start, closing = datetime.combine(day, opens), datetime.combine(day, closes)
    while start < closing:
        end = min(start + HOUR, closing)
        slot = Slot(timezone.make_aware(start), timezone.make_aware(end))
        if exists(slot.starts_at, start) and lies_within(slot, bounds):
            yield slot
        start = end


def exists(moment: datetime, wall: datetime) -> bool:
    """Not in the hour that is skipped when summer time begins."""
    return timezone.make_naive(moment.astimezone(UTC)) == wall


def _days_out(claim: Claim, today: date) -> tuple[date, date]:
    listing = claim.listing
    if claim.is_temporary:
        first = max(today, claim.first_day)
        return first, min(first + AHEAD, max(claim.last_day, first))
    first = max(today, listing.available_from or today)
    last = first + AHEAD
    until = listing.available_until
    return first, min(last, until) if until and until >= first else last


def _days_back(claim: Claim, today: date) -> tuple[date, date]:
    if claim.last_day < today:
        return today, today + AHEAD
    first = max(today, claim.first_day, claim.last_day - BEFORE_THE_END)
    return first, claim.last_day


def carried_of(claim: Claim, pickup: Pickup) -> int:
    """How many pieces of a claim go along with it."""
    return sum(
        line.quantity for line in pickup.lines.all() if line.claim_id == claim.pk
    )


def _widened(bounds: Bounds) -> Bounds:
    first = max(timezone.localdate(), bounds.first - SLACK)
    return Bounds(first, bounds.last + SLACK, bounds.after, bounds.before)
