"""By when a claim asks for attention."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from base.holidays import is_workday
from base.mornings import moment, next_morning
from base.periods import moments
from catalogue.modes import Mode
from claims.models import Claim

WORKDAYS_TO_ANSWER = 3
EXPIRES_AFTER = timedelta(days=14)
# Days from the last day of a rental or loan on which bringing back is spoken of.
BRING_BACK = [-3, 1, 8]
# So long before their first day the next in line read that it is not back.
NOTICE = timedelta(days=7)


def workdays_later(since: datetime, days: int) -> datetime:
    """The same time of the day, so many workdays on; weekends and public holidays are
    none."""
    local = timezone.localtime(since).replace(tzinfo=None)
    while days:
        local += timedelta(days=1)
        days -= is_workday(local.date())
    return timezone.make_aware(local)


def bring_back_reminder(claim: Claim, waiting: Iterable[Claim] = ()) -> datetime | None:
    """The next morning to speak of bringing back what was rented or lent: to its two
    sides, or to those who wait for it."""
    if not claim.is_temporary:
        return None
    days = [claim.last_day + timedelta(days) for days in BRING_BACK]
    days += [waits.first_day - NOTICE for waits in waiting]
    return next_morning(sorted(days))


def extension_expires(claim: Claim) -> datetime:
    """When a wish to keep it longer ends without an answer: three workdays on, or with
    the last day that was agreed, if that is later."""
    last = moments(claim.last_day, claim.last_day)[1]
    return max(workdays_later(timezone.now(), WORKDAYS_TO_ANSWER), last)


def over(claim: Claim) -> datetime | None:
    """The morning after its last day: then the use of a room is over, if nobody said
    so before. A service is done when somebody says so."""
    if claim.mode != Mode.ROOM or not claim.is_temporary:
        return None
    return moment(claim.last_day + timedelta(days=1))


def begins_soon(claim: Claim) -> bool:
    """Is it time to say that its pieces are not back yet?"""
    return claim.first_day - NOTICE <= timezone.localdate()
