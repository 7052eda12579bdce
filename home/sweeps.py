"""Does the clock keep up? What waits for each sweep of the timetable, since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.utils import timezone

from base.due_rows import DueRows, due_rows_by_task

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sweep:
    """One line of the timetable: since when its oldest row waits, None when nothing
    does, and how long a row may."""

    name: str
    oldest: datetime | None
    longest_wait: timedelta

    @property
    def age_s(self) -> int:
        """Seconds that the oldest row waits."""
        return round(self._age.total_seconds())

    @property
    def is_late(self) -> bool:
        """Do the clock or the workers stand still?"""
        return self._age > self.longest_wait

    @property
    def _age(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta(0)


def sweeps() -> list[Sweep]:
    """All that rows wait for, as the timetable names them; a query each."""
    now, due_rows = timezone.now(), due_rows_by_task()
    return [
        Sweep(name, _oldest(due_rows[task], now), _longest_wait(entry["schedule"]))
        for name, entry in current_app.conf.beat_schedule.items()
        if (task := entry["task"]) in due_rows
    ]


def _oldest(due_rows: Iterable[DueRows], now: datetime) -> datetime | None:
    return min(filter(None, [rows.oldest(now) for rows in due_rows]), default=None)


def _longest_wait(schedule: object) -> timedelta:
    """From one tick to the next, and the delay that is allowed. What is not said in
    seconds happens once a day."""
    period = timedelta(seconds=schedule) if isinstance(schedule, int) else DAY
    return period + timedelta(seconds=settings.LAG_LIMIT_S)
