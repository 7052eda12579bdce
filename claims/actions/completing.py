"""How a service ends: the owner says that it is done, the receiver confirms or says
what is wrong, and when nobody speaks the clock asks, warns and ends it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from base.refusal import Refused
from base.sweeps import sweep
from claims import deadlines, job_letters, letters, rules, visits
from claims.actions.steps import check_is, lock, to_page
from claims.models import Claim, ClaimStep, Job
from listings.models.service import MOST_AMOUNT
from members.models import User

State = Claim.State
# Kept in the source language, read in everybody's own.
OVER = gettext_noop("Nobody said that it was not done.")
WORKDAYS_TO_SAY = 5
# Of what is said to be wrong both read again after so many, until it is settled.
WORKDAYS_OF_TROUBLE = 10
ASKED, WARNED = 1, 2  # how often the clock spoke
AT_TURN = ["said_done_at", "waits_for", "ask_at", "asked"]


@transaction.atomic
def say_done(claim: Claim, *, by: User, made: Decimal | None = None) -> Claim:
    """The owner says that it is done, and how many hours or pieces it took; the
    receiver is asked. The same once more changes nothing."""
    claim = lock(claim)
    check_can_say_done(claim, by=by)
    job: Job = claim.job
    made = (made or job.amount) if counts_hours(claim) else None
    if made is not None and not 0 < made <= MOST_AMOUNT:
        raise Refused(_("Say how many."), instead=to_page(claim))
    if job.is_said_done and job.made == made:
        return claim
    now = timezone.now()
    job.made, job.said_done_at = made, now
    job.waits_for, job.asked = claim.organisation, 0
    job.ask_at = deadlines.workdays_later(now, WORKDAYS_TO_SAY)
    job.save(update_fields=["made", *AT_TURN])
    job_letters.tell("job_done", claim, letters.askers(claim), occasion=_key(now))
    return claim


@transaction.atomic
def confirm_done(claim: Claim, *, by: User, made: Decimal | None = None) -> Claim:
    """The receiver says that it was done; `made`: as they read it. More hours than were
    agreed are charged with this consent only."""
    claim = lock(claim)
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    _check_job(claim)
    if claim.state == State.DONE:
        return claim
    check_is(claim, State.ACCEPTED)
    job: Job = claim.job
    if job.made != made:
        sentence = _("What the owner says has changed. Read it again.")
        raise Refused(sentence, instead=to_page(claim))
    if not job.is_said_done:
        _check_begun(claim)
    step = _done(claim, job.made, by=by)
    job_letters.tell("job_confirmed", claim, letters.owners(claim), about=step)
    return claim


@transaction.atomic
def say_wrong(claim: Claim, *, by: User, words: str) -> Claim:
    """The receiver says what is not right; the owner is at turn, and it does not end by
    itself."""
    claim = lock(claim)
    check_can_say_wrong(claim, by=by)
    if not words.strip():
        raise Refused(_("Say what is wrong, so that the owner can mend it."))
    now = timezone.now()
    job: Job = claim.job
    job.wrong, job.wrong_at, job.said_done_at = words, now, None
    job.waits_for, job.asked = claim.owner, 0
    job.ask_at = deadlines.workdays_later(now, WORKDAYS_OF_TROUBLE)
    job.save(update_fields=["wrong", "wrong_at", *AT_TURN])
    job_letters.tell("job_wrong", claim, letters.owners(claim), occasion=_key(now))
    return claim


def check_can_say_done(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, what is not agreed, and what has not begun."""
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    _check_job(claim)
    check_is(claim, State.ACCEPTED)
    _check_begun(claim)


def check_can_say_wrong(claim: Claim, *, by: User) -> None:
    """The same of who says what is wrong: with what was said to be done."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    _check_job(claim)
    check_is(claim, State.ACCEPTED)
    if not claim.job.is_said_done:
        sentence = _("Nobody said yet that it is done.")
        raise Refused(sentence, instead=to_page(claim))


def counts_hours(claim: Claim) -> bool:
    """Does the price follow from how many hours or pieces are made? Not where a quote
    was accepted."""
    return claim.job.is_counted and not claim.quotes.standing().exists()


def ask_after_services() -> int:
    """Of what should be done and nobody spoke of: both are asked, then warned, and then
    it ends as done."""
    return sweep(Claim.objects.jobs_to_ask_after(timezone.now()), _ask_after)


def _ask_after(claim: Claim) -> None:
    now, job = timezone.now(), claim.job
    if not job.is_said_done and job.visits.agreed().filter(starts_at__gt=now).exists():
        return _again(job, visits.when_to_ask(job, now), asked=job.asked)
    if job.wrong_at and not job.is_said_done:
        _ask(claim, "job_trouble", now)
        later = deadlines.workdays_later(now, WORKDAYS_OF_TROUBLE)
        return _again(job, later, asked=0)
    ends = deadlines.workdays_later(now, WORKDAYS_TO_SAY)
    if job.asked == 0 and not job.is_said_done:
        _ask(claim, "job_happened", now)
        return _again(job, ends, asked=ASKED)
    if job.asked < WARNED:
        _ask(claim, "job_ends", now, ends=ends)
        return _again(job, ends, asked=WARNED)
    agreed = job.amount if job.is_more else job.made
    step = _done(claim, agreed, by=None)
    told = {"about": step}
    return job_letters.tell("job_ended", claim, job_letters.both(claim), **told)


def _again(job: Job, at: datetime, *, asked: int) -> None:
    job.ask_at, job.asked = at, asked
    job.save(update_fields=["ask_at", "asked"])


def _ask(claim: Claim, name: str, now: datetime, **told: Any) -> None:
    to = job_letters.both(claim)
    job_letters.tell(name, claim, to, occasion=_key(now), **told)


def _done(claim: Claim, charged: Decimal | None, *, by: User | None) -> ClaimStep:
    """It ends as done, for the price of so many; None: the price that was agreed."""
    job = claim.job
    if charged is not None and counts_hours(claim):
        claim.price_eur = job.price(charged)
        claim.save(update_fields=["price_eur"])
    job.ask_at = job.waits_for = None
    job.save(update_fields=["ask_at", "waits_for"])
    return claim.move(State.DONE, by=by, why="" if by else OVER)


def _check_job(claim: Claim) -> None:
    if not claim.is_job:
        raise Refused(_("This is no service."), instead=to_page(claim))


def _check_begun(claim: Claim) -> None:
    """What has a time is not done before it."""
    planned = claim.job.visits.agreed()
    if planned.exists() and not planned.filter(starts_at__lte=timezone.now()).exists():
        raise Refused(_("This is still to come."), instead=to_page(claim))


def _key(now: datetime) -> str:
    """One letter for each time that something is said."""
    return f"{now:%Y-%m-%dT%H:%M:%S}"
