"""Moments so many workdays on or back; weekends and public holidays are none."""

from datetime import datetime, timedelta

from django.utils import timezone

from base.holidays import is_workday


def workdays_later(start: datetime, days: int) -> datetime:
    """The same time of the day, so many workdays on."""
    return _workdays_from(start, days, timedelta(days=1))


def workdays_before(end: datetime, days: int) -> datetime:
    """The same time of the day, so many workdays earlier."""
    return _workdays_from(end, days, timedelta(days=-1))


def _workdays_from(start: datetime, days: int, step: timedelta) -> datetime:
    local = timezone.localtime(start).replace(tzinfo=None)
    while days:
        local += step
        days -= is_workday(local.date())
    return timezone.make_aware(local)
