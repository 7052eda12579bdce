"""What the clock does with claims."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop

from base.mornings import moment
from base.sweeps import sweep
from claims import letters
from claims.deadlines import EVENING
from claims.models import Claim

State = Claim.State
# Kept in the source language, read in everybody's own.
NO_LONGER_OFFERED = gettext_noop("This is no longer offered.")


def remind_unanswered() -> int:
    """After three workdays the owner is reminded once, with their coordinators."""
    return sweep(Claim.objects.to_remind(timezone.now()), _remind)


def expire_unanswered() -> int:
    """What nobody answered in time ends, and both sides read so."""
    return sweep(Claim.objects.to_expire(timezone.now()), _expire)


def close_on_withdrawn_listings() -> int:
    """Whoever asked for what is no longer offered gets a no, and reads why."""
    return sweep(Claim.objects.on_closed_listings(timezone.now()), _close)


def tell_that_it_waits(claim: Claim) -> None:
    """The owner and their coordinators read who waits for an answer."""
    if claim.bundle:
        letters.tell_of_bundle("unanswered_together", claim.bundle, to_owner=True)
    else:
        letters.tell_owner_and_coordinators("unanswered", claim)


def _remind(claim: Claim) -> None:
    claim.remind_at = None
    if claim.is_job and claim.job.waits_for_id == claim.organisation_id:
        today = f"{timezone.localdate()}"
        letters.tell_askers_of("job_waits", claim, about=claim, occasion=today)
    elif claim.listing.decides_on:
        _speak_of_the_day(claim, claim.listing.decides_on)
    else:
        tell_that_it_waits(claim)
    claim.save(update_fields=["remind_at"])


def _speak_of_the_day(claim: Claim, day: date) -> None:
    """In the morning the owner reads once, for all who asked, that they choose today;
    in the evening who has no answer reads so. It may have been moved to a later day."""
    evening = moment(day, EVENING)
    if day > timezone.localdate():
        claim.remind_at = moment(day)
    elif timezone.now() < evening:
        letters.remind_to_choose(claim)
        claim.remind_at = evening
    else:
        letters.tell_undecided(claim)


def _expire(claim: Claim) -> None:
    letters.tell_both("expired", claim.move(State.EXPIRED))


def _close(claim: Claim) -> None:
    letters.tell_asker("closed", claim.move(State.DECLINED, why=NO_LONGER_OFFERED))
