"""All pickups and returns of a person or an organisation, as a list or as a month."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from django.utils import timezone

from base.holidays import holiday
from base.months import Month
from base.mornings import moment
from base.periods import moments
from claims.models import Claim, Occasion
from claims.querysets import OccasionQuerySet
from logistics.forms import AgendaForm, Whose
from logistics.models import Pickup
from logistics.querysets import PickupQuerySet
from logistics.remaining import with_pieces_out_unplanned
from members.models import User

ROOMS = 20  # above the list; a room's own week has them all
MOST = 500  # entries of a month, or of a calendar elsewhere


@dataclass(frozen=True)
class Entry:
    """A pickup; a time at which a room is used (`occasion`); or, with neither, a claim
    for what was rented or lent, on its last day, when no return is planned."""

    day: date
    about: Pickup | Claim
    occasion: Occasion | None = None

    @property
    def pickup(self) -> Pickup | None:
        """None when none is planned."""
        return self.about if isinstance(self.about, Pickup) else None

    @property
    def what(self) -> str:
        """What moves, is used, or has to be back."""
        return self.pickup.contents if self.pickup else str(self.about)

    @property
    def order(self) -> tuple:
        """What has no hour stands first on its day."""
        timed = self.pickup or self.occasion
        return self.day, timed.starts_at.timestamp() if timed else 0.0

    @property
    def address(self) -> str:
        """Its page."""
        return self.about.get_absolute_url()


@dataclass(frozen=True)
class Day:
    """One day of a month, with the days around it that fill its weeks."""

    date: date
    entries: list[Entry]
    is_of_month: bool

    @property
    def is_today(self) -> bool:
        """Is it now?"""
        return self.date == timezone.localdate()

    @property
    def holiday(self) -> str:
        """The public holiday that it is, if any."""
        return holiday(self.date)


class Agenda:
    """What the address bar asks for, seen by one person."""

    def __init__(self, form: AgendaForm, user: User):
        form.full_clean()
        self.whose: str = form.cleaned_data["whose"]
        self.shown: Month = form.cleaned_data.get("month") or Month.now()
        self.is_past: bool = form.cleaned_data.get("past", False)
        self._user = user

    @property
    def pickups(self) -> PickupQuerySet:
        """Planned and done, with all that a line shows."""
        return pickups_of(self._user, self.whose).for_lines()

    @property
    def listed(self) -> PickupQuerySet:
        """From today on, the first one first; or what was, the last one first."""
        today = moment(timezone.localdate(), time.min)
        if self.is_past:
            return self.pickups.filter(starts_at__lt=today).order_by("-starts_at")
        return self.pickups.filter(starts_at__gte=today).order_by("starts_at")

    @cached_property
    def rooms(self) -> list[Occasion]:
        """The next times at which a room is used, the first one first."""
        now = timezone.now()
        ahead = occasions_of(self._user, self.whose).filter(ends_at__gt=now)
        return [] if self.is_past else list(ahead.for_lines()[:ROOMS])

    @cached_property
    def due_back(self) -> list[Claim]:
        """What has to come back and has no return planned, the first one first."""
        return list(due_back_of(self._user, self.whose)[:MOST])

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self.shown.first

    @property
    def month_before(self) -> date:
        """The first day of the month before."""
        return self.shown.before.first

    @property
    def month_after(self) -> date:
        """The first day of the next month."""
        return self.shown.after.first

    @cached_property
    def weeks(self) -> list[list[Day]]:
        """The month as on the wall, Monday first."""
        weeks = self.shown.weeks
        by_day = self._by_day(weeks[0][0], weeks[-1][-1])
        return [
            [Day(day, by_day[day], self.shown.holds(day)) for day in week]
            for week in weeks
        ]

    @property
    def is_empty(self) -> bool:
        """Is there nothing in the weeks of the month?"""
        return not any(day.entries for week in self.weeks for day in week)

    def _by_day(self, first: date, last: date) -> dict[date, list[Entry]]:
        span = moments(first, last)
        found = self.pickups.between(*span)[:MOST]
        late = due_back_of(self._user, self.whose).filter(ends_on__range=(first, last))
        rooms = occasions_of(self._user, self.whose).between(*span).for_lines()
        by_day: dict[date, list[Entry]] = defaultdict(list)
        for entry in entries(found, late[:MOST], rooms[:MOST]):
            by_day[entry.day].append(entry)
        return by_day


def entries(
    pickups: Iterable[Pickup],
    due_back: Iterable[Claim],
    occasions: Iterable[Occasion] = (),
) -> list[Entry]:
    """All of them, in the order of time."""
    planned = [
        Entry(timezone.localdate(pickup.starts_at), pickup) for pickup in pickups
    ]
    due = [Entry(claim.last_day, claim) for claim in due_back]
    rooms = [
        Entry(timezone.localdate(it.starts_at), it.booking.claim, occasion=it)
        for it in occasions
    ]
    return sorted([*planned, *due, *rooms], key=lambda entry: entry.order)


def occasions_of(user: User, whose: str) -> OccasionQuerySet:
    """Times of rooms that were said yes to: those of one's organisation, or the ones
    that concern this person."""
    ours = Occasion.objects.promised().of(user.organisation)
    return ours.concerning(user) if whose == Whose.MINE else ours


def pickups_of(user: User, whose: str) -> PickupQuerySet:
    """Those of one's organisation, or the ones that concern this person."""
    ours = Pickup.objects.of(user.organisation).standing()
    return ours.concerning(user) if whose == Whose.MINE else ours


def due_back_of(user: User, whose: str) -> Any:
    """Claims of what is out and of which not all has a return planned."""
    ours = Claim.objects.between(user.organisation).to_return()
    claims = ours.concerning(user) if whose == Whose.MINE else ours
    return claims.for_lines().filter(with_pieces_out_unplanned())
