"""By when a claim asks for attention."""

from datetime import datetime, timedelta

from django.utils import timezone

from base.holidays import is_workday
from base.mornings import next_morning
from claims.models import Claim

WORKDAYS_TO_ANSWER = 3
EXPIRES_AFTER = timedelta(days=14)
# Days from the last day of a rental or loan on which bringing back is spoken of.
BRING_BACK = [-3, 1, 8]


def workdays_later(moment: datetime, days: int) -> datetime:
    """The same time of the day, so many workdays on; weekends and public holidays are
    none."""
    local = timezone.localtime(moment).replace(tzinfo=None)
    while days:
        local += timedelta(days=1)
        days -= is_workday(local.date())
    return timezone.make_aware(local)


def bring_back_reminder(claim: Claim) -> datetime | None:
    """The next morning to speak of bringing back what was rented or lent."""
    if not claim.is_temporary:
        return None
    return next_morning(claim.last_day + timedelta(days) for days in BRING_BACK)
