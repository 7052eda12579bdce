"""When the clock speaks of a pickup."""

from datetime import datetime, timedelta

from django.utils import timezone

from base.mornings import moment, next_morning
from claims.deadlines import workdays_later

# Days after the pickup on which both sides are asked whether it happened → letter.
CHASES = {1: "what_happened", 3: "what_happened_again", 7: "what_happened_last"}
# Days after it on which what went out counts as handed over when nobody said a word.
# What is to come back does not: it stays out, and is asked for every week.
ASSUMED_AFTER = 14

WORKDAYS_TO_PLAN_THE_REST = 3


def next_chase(starts_at: datetime) -> datetime | None:
    """The next morning to ask whether it happened; after the last nobody asks."""
    day = timezone.localdate(starts_at)
    return next_morning(day + timedelta(days) for days in CHASES)


def assumed_at(starts_at: datetime) -> datetime:
    """The morning on which a pickup counts as done, if nobody says otherwise."""
    return moment(timezone.localdate(starts_at) + timedelta(ASSUMED_AFTER))


def chase_letter(starts_at: datetime, chase_at: datetime) -> str:
    """Which letter belongs to the morning that has come."""
    days = timezone.localdate(chase_at) - timezone.localdate(starts_at)
    return CHASES.get(days.days, CHASES[1])


def rest_due() -> datetime:
    """The morning, so many workdays on, to ask for what has no pickup yet."""
    later = workdays_later(timezone.now(), WORKDAYS_TO_PLAN_THE_REST)
    return moment(timezone.localdate(later))
