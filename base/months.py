"""A month as it hangs on the wall."""

import re
from calendar import Calendar
from datetime import date, timedelta
from typing import NamedTuple, Self

from django.utils import timezone

MONDAY_FIRST = Calendar(0)
DAY = timedelta(days=1)
KEY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
FARTHEST_YEARS = 5


class Month(NamedTuple):
    """A month of a year, by its first day."""

    first: date

    @classmethod
    def now(cls) -> Self:
        """The one that today is in."""
        return cls(timezone.localdate().replace(day=1))

    @classmethod
    def read(cls, key: str) -> Self | None:
        """As an address names it (2027-03), at most five years away; None for anything
        else."""
        found = KEY.fullmatch(key.strip())
        if found is None:
            return None
        year, number = (int(part) for part in found.groups())
        if abs(year - timezone.localdate().year) > FARTHEST_YEARS:
            return None
        return cls(date(year, number, 1))

    @property
    def key(self) -> str:
        """As an address names it."""
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> "Month":
        """The one before."""
        return Month((self.first - DAY).replace(day=1))

    @property
    def after(self) -> "Month":
        """The next one."""
        return Month((self.first + 31 * DAY).replace(day=1))

    @property
    def weeks(self) -> list[list[date]]:
        """Its days, Monday first, with those around it that fill its weeks."""
        return MONDAY_FIRST.monthdatescalendar(self.first.year, self.first.month)

    def holds(self, day: date) -> bool:
        """Is this a day of it?"""
        return (day.year, day.month) == (self.first.year, self.first.month)
