"""When the clock speaks of a pickup."""

from datetime import datetime, time, timedelta

from django.utils import timezone

MORNING = time(9)
# Days after the pickup on which both sides are asked whether it happened → letter.
CHASES = {1: "what_happened", 3: "what_happened_again", 7: "what_happened_last"}


def reminder(starts_at: datetime) -> datetime | None:
    """The morning of the day before, when that is still ahead."""
    moment = _morning(starts_at, -1)
    return moment if moment > timezone.now() else None


def next_chase(starts_at: datetime) -> datetime | None:
    """The next morning to ask whether it happened; after a week nobody asks."""
    mornings = [_morning(starts_at, days) for days in CHASES]
    return next((moment for moment in mornings if moment > timezone.now()), None)


def chase_letter(starts_at: datetime, chase_at: datetime) -> str:
    """Which letter belongs to the morning that has come."""
    days = timezone.localdate(chase_at) - timezone.localdate(starts_at)
    return CHASES.get(days.days, CHASES[1])


def _morning(moment: datetime, days: int) -> datetime:
    day = timezone.localdate(moment) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, MORNING))
