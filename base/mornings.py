"""Moments at which the clock speaks to people."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MORNING = time(9)


def moment(day: date, at: time = MORNING) -> datetime:
    """That time of a day, in Dutch time."""
    return timezone.make_aware(datetime.combine(day, at))


def morning_before(at: datetime) -> datetime | None:
    """The morning of the day before it, when that is still ahead."""
    return next_morning([timezone.localdate(at) - timedelta(days=1)])


def next_morning(days: Iterable[date]) -> datetime | None:
    """The morning of the first of these days that is still ahead, if there is one."""
    mornings = map(moment, days)
    return next((at for at in mornings if at > timezone.now()), None)
