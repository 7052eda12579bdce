"""By when a claim asks for attention."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from base.mornings import moment, next_morning
from base.periods import moments
from base.workdays import workdays_before, workdays_later
from catalogue.modes import Mode
from claims.models import Claim
from claims.states import ACCEPTED, PROPOSED, WAITING
from listings.models import Listing

WORKDAYS_TO_ANSWER = 3
EXPIRES_AFTER = timedelta(days=14)
# On the day on which an owner chooses they read so in the morning; who has not heard at
# the end of it reads that it is not decided yet.
EVENING = time(17)
# The asker agrees to what is proposed within so many, and is warned one before.
WORKDAYS_TO_AGREE, AGREE_WARNING = 3, 1
# A pickup is planned within so many from the yes on, or after the first day of a rental
# or loan; what of it comes last. Both sides are warned so many before.
WORKDAYS_TO_PLAN, WORKDAYS_AFTER_FIRST_DAY, PLAN_WARNING = 10, 2, 3
# A place on the waiting list stands so long, and can be kept longer.
PLACE_STANDS, PLACE_WARNING = timedelta(days=90), timedelta(days=7)
NOON = time(12)
# Days from the last day of a rental or loan on which bringing back is spoken of: before
# it, and each week from the day after it on, as long as it is not back.
BRING_BACK, LATE, AGAIN_AFTER = -3, 1, 7
# A damage waits so many workdays for the next word; a deposit is asked after so long
# after the last day. Both are spoken of again each week.
WORKDAYS_TO_SETTLE, DEPOSIT_BACK = 3, timedelta(days=3)
# So long before their first day the next in line read that it is not back.
NOTICE = timedelta(days=7)


def set_answer_clock(claim: Claim, now: datetime) -> None:
    """Say when the owner is reminded of a claim that was just asked, and when it ends
    without an answer: not before the day on which they choose. `save` follows."""
    claim.remind_at = workdays_later(now, WORKDAYS_TO_ANSWER)
    claim.expires_at = now + EXPIRES_AFTER
    if claim.listing.decides_later:
        claim.remind_at = moment(day_to_choose(claim.listing))
        claim.expires_at = max(claim.expires_at, last_answer(claim.listing))


def last_answer(listing: Listing) -> datetime:
    """Until when an owner who named a day can answer after all."""
    return workdays_later(moment(day_to_choose(listing)), WORKDAYS_TO_ANSWER)


def day_to_choose(listing: Listing) -> date:
    """Of a listing that has one."""
    assert listing.decides_on is not None
    return listing.decides_on


def set_clock(claim: Claim, now: datetime) -> None:
    """Say when a claim that is waiting, proposed or accepted since now ends by itself,
    and when its sides are warned: always before, and not before half of the time is
    over. What nobody fetches ends otherwise once it is agreed: the use of a room when
    it is over, a service when it is done. `save` follows."""
    claim.over_at = None
    if claim.state == ACCEPTED and not claim.is_of_thing:
        claim.remind_at, claim.over_at = None, over(claim)
        return
    end, warning = _END[claim.state](claim, now)
    ahead = end - warning
    if until := _of_no_use(claim):
        end = min(end, max(until, now))
    claim.expires_at = end
    claim.remind_at = max(end - ahead, now + (end - now) / 2)


def _proposed(claim: Claim, now: datetime) -> tuple[datetime, datetime]:
    end = workdays_later(now, WORKDAYS_TO_AGREE)
    return end, workdays_before(end, AGREE_WARNING)


def _accepted(claim: Claim, now: datetime) -> tuple[datetime, datetime]:
    end = workdays_later(now, WORKDAYS_TO_PLAN)
    if claim.is_temporary:
        first = moment(claim.first_day, NOON)
        end = max(end, workdays_later(first, WORKDAYS_AFTER_FIRST_DAY))
    return end, workdays_before(end, PLAN_WARNING)


def _waiting(claim: Claim, now: datetime) -> tuple[datetime, datetime]:
    end = now + PLACE_STANDS
    return end, end - PLACE_WARNING


_END = {PROPOSED: _proposed, ACCEPTED: _accepted, WAITING: _waiting}


def _of_no_use(claim: Claim) -> datetime | None:
    """When it is of no use any more: its period is over, or, while nothing is promised,
    the day on which it is needed."""
    last = claim.ends_on if claim.is_temporary else None
    if claim.state == WAITING and claim.needed_by:
        last = claim.needed_by
    return moments(last, last)[1] if last else None


def bring_back_reminder(claim: Claim, waiting: Iterable[Claim] = ()) -> datetime | None:
    """The next morning to speak of bringing back what was rented or lent: to its two
    sides, or to those who wait for it. None only of what was given for good."""
    if not claim.is_temporary:
        return None
    since = max(0, (timezone.localdate() - claim.last_day).days - LATE) // AGAIN_AFTER
    late = [LATE + AGAIN_AFTER * weeks for weeks in (since, since + 1)]
    days = [claim.last_day + timedelta(days) for days in (BRING_BACK, *late)]
    days += [waits.first_day - NOTICE for waits in waiting]
    return next_morning(sorted(days))


def extension_expires(claim: Claim) -> datetime:
    """When a wish to keep it longer ends without an answer: three workdays on, or with
    the last day that was agreed, if that is later."""
    last = moments(claim.last_day, claim.last_day)[1]
    return max(workdays_later(timezone.now(), WORKDAYS_TO_ANSWER), last)


def settle_reminder() -> datetime:
    """When the side whose turn it is reads that a damage is not settled."""
    return workdays_later(timezone.now(), WORKDAYS_TO_SETTLE)


def deposit_reminder(claim: Claim) -> datetime:
    """When its owner reads that a deposit is to go back, if it is over by then."""
    return moment(claim.last_day + DEPOSIT_BACK)


def in_a_week() -> datetime:
    """A week on, in the morning."""
    return moment(timezone.localdate() + timedelta(days=AGAIN_AFTER))


def over(claim: Claim) -> datetime | None:
    """The morning after its last day: then the use of a room is over, if nobody said
    so before. A service is done when somebody says so."""
    if claim.mode != Mode.ROOM or not claim.is_temporary:
        return None
    return moment(claim.last_day + timedelta(days=1))


def begins_soon(claim: Claim) -> bool:
    """Is it time to say that its pieces are not back yet?"""
    return claim.first_day - NOTICE <= timezone.localdate()
