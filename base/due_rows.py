"""What waits for each sweep of the clock, and since when, so that none lags unseen.

A task says it beside its name, with `watched`. A test fails for a task of the timetable
that does not (tests/home/test_sweeps.py), and `home.sweeps` asks all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Min, QuerySet
from django.db.models.expressions import Combinable
from django.utils.module_loading import autodiscover_modules

from base.models import Failure

Task = TypeVar("Task", bound=Callable)


@dataclass(frozen=True)
class DueRows:
    """The rows that a sweep has to do at a moment, and since when each one waits. They
    are found along an index."""

    at: Callable[[datetime], QuerySet]
    since: str | Combinable

    def oldest(self, now: datetime) -> datetime | None:
        """When the oldest became due; None: nothing waits. What a sweep failed at waits
        for itself (`base.failures`) and hides no other."""
        rows = self.at(now).order_by()
        failed = Failure.objects.of(rows.model).left_alone().values("row")
        waiting = rows.exclude(pk__in=failed)
        return waiting.aggregate(oldest=Min(self.since))["oldest"]


_watched: dict[str, tuple[DueRows, ...]] = {}
_unwatched: dict[str, str] = {}


def watched(*due: DueRows) -> Callable[[Task], Task]:
    """A task of the clock, with the rows that wait for it."""

    def remember(task: Task) -> Task:
        _watched[_name(task)] = due
        return task

    return remember


def unwatched(why: str) -> Callable[[Task], Task]:
    """A task of the clock that no row waits for, and why that is so."""

    def remember(task: Task) -> Task:
        _unwatched[_name(task)] = why
        return task

    return remember


def due_rows_by_task() -> dict[str, tuple[DueRows, ...]]:
    """What waits for every task that was said to be watched, by the task's name."""
    autodiscover_modules("tasks")
    return _watched


def unwatched_tasks() -> dict[str, str]:
    """Why no row waits for the others."""
    autodiscover_modules("tasks")
    return _unwatched


def _name(task: Callable) -> str:
    """As Celery names it, and the timetable."""
    return f"{task.__module__}.{task.__name__}"
