"""Moments that rules of pickups leave free, whatever day it is."""

from datetime import timedelta

from django.utils import timezone

from base.holidays import is_workday


def monday_at(hour):
    """The first Monday to come that is no public holiday, at this hour."""
    now = timezone.localtime()
    at = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    at += timedelta(days=7 - at.weekday())
    return at if is_workday(at.date()) else at + timedelta(days=7)
