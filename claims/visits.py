"""Times of a service that fall away, and who is at turn then. Only under the claim's
lock."""

from datetime import datetime, timedelta

from django.utils import timezone

from base import ics
from base.mornings import moment
from claims import job_letters
from claims.deadlines import workdays_later
from claims.models import Claim, Job, Visit
from members.models import Organisation, User

DAY = timedelta(days=1)
FARTHEST = timedelta(days=3 * 365)  # ahead
# Without a time both are asked so many workdays after the yes, and not before the last
# day that suited.
WORKDAYS_TO_ASK = 10


def cancel(visit: Visit, claim: Claim, *, by: User | None) -> None:
    """One time; both calendars lose it."""
    was_agreed = visit.agreed_at is not None
    visit.cancelled_at, visit.remind_at = timezone.now(), None
    visit.sequence += 1
    visit.save(update_fields=["cancelled_at", "remind_at", "sequence"])
    if was_agreed:
        method = ics.CANCEL
        job_letters.tell_of_visit("visit_cancelled", visit, claim, method=method, by=by)


def cancel_all(claim: Claim, *, by: User | None) -> None:
    """All that are still to come, of a service that is not done after all."""
    for visit in claim.job.visits.standing():
        if visit.is_ahead:
            cancel(visit, claim, by=by)


def when_to_ask(job: Job, now: datetime) -> datetime:
    """When both sides are asked whether it was done: the morning after its last agreed
    time, or else after the days that suited."""
    if last := job.visits.agreed().order_by("ends_at").last():
        day = timezone.localdate(last.ends_at)
        return max(moment(day + DAY), now + DAY)
    return max(workdays_later(now, WORKDAYS_TO_ASK), moment(max(job.days) + DAY))


def at_turn(job: Job, claim: Claim) -> Organisation | None:
    """Who answers a time that the other side proposed; None: nobody in particular."""
    waiting = job.visits.standing().filter(agreed_at=None).first()
    if waiting is None:
        return None
    is_askers = waiting.proposed_by_id == claim.organisation_id
    return claim.owner if is_askers else claim.organisation
