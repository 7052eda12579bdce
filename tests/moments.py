"""Moments that rules of pickups leave free, whatever day it is."""

from datetime import timedelta

from django.utils import timezone


def monday_at(hour):
    """The first Monday to come, at this hour."""
    now = timezone.localtime()
    at = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return at + timedelta(days=7 - at.weekday())
