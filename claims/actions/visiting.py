"""When a service is done: one side names a time, the other one agrees, and the clock
reminds of it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base import ics
from base.mornings import morning_before
from base.refusal import Refused
from base.sweeps import sweep
from claims import job_letters, rules, visits
from claims.actions.steps import check_is, lock, to_page
from claims.models import Claim, Job, Visit
from claims.models.job import MOST_VISITS
from listings.opening import Span
from members.models import User

LONGEST = timedelta(hours=24)


@transaction.atomic
def propose_visit(claim: Claim, span: Span, *, by: User) -> Visit:
    """One side names a time; the other one agrees or says no. The same once more
    changes nothing."""
    claim = lock(claim)
    check_can_plan(claim, by=by)
    standing = claim.job.visits.standing()
    if same := standing.filter(starts_at=span.start, ends_at=span.end).first():
        return same
    _check_span(claim, span)
    if standing.filter(starts_at__lt=span.end, ends_at__gt=span.start).exists():
        raise Refused(_("There is a time then already."), instead=to_page(claim))
    if claim.job.visits.count() >= MOST_VISITS:
        raise Refused(_("There are enough times."), instead=to_page(claim))
    visit = Visit.objects.create(
        job=claim.job,
        starts_at=span.start,
        ends_at=span.end,
        proposed_by=by.trades_for,
    )
    other = job_letters.other_side(claim, by)
    to = job_letters.of_side(claim, other)
    job_letters.tell("visit_proposed", claim, to, about=visit, visit=visit, by=by)
    _settle(claim)
    return visit


@transaction.atomic
def agree_visit(visit: Visit, *, by: User) -> Visit:
    """The other side says yes; both get it in their calendars."""
    visit, claim = _lock(visit, by=by)
    if visit.agreed_at:
        return visit
    if visit.proposed_by_id == by.organisation_id:
        sentence = _("The other side says yes to this.")
        raise Refused(sentence, instead=to_page(claim))
    if not visit.is_ahead:
        raise Refused(_("This time is over."), instead=to_page(claim))
    visit.agreed_at = timezone.now()
    visit.remind_at = morning_before(visit.starts_at)
    visit.save(update_fields=["agreed_at", "remind_at"])
    job_letters.tell_of_visit("visit_agreed", visit, claim, method=ics.REQUEST)
    _settle(claim)
    return visit


@transaction.atomic
def cancel_visit(visit: Visit, *, by: User) -> Visit:
    """Either side says that this time does not suit after all."""
    visit, claim = _lock(visit, by=by)
    if not visit.is_ahead:
        raise Refused(_("This time is over."), instead=to_page(claim))
    was_agreed = visit.agreed_at is not None
    visits.cancel(visit, claim, by=by)
    if not was_agreed:
        to = job_letters.of_side(claim, job_letters.other_side(claim, by))
        job_letters.tell("visit_refused", claim, to, about=visit, visit=visit, by=by)
    _settle(claim)
    return visit


def check_can_plan(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, and what is not agreed or is done."""
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    if not claim.is_job:
        raise Refused(_("A time is planned for a service."), instead=to_page(claim))
    check_is(claim, Claim.State.ACCEPTED)
    if claim.job.is_said_done:
        raise Refused(_("It is said to be done."), instead=to_page(claim))


def remind_of_visits() -> int:
    """The day before, both sides read once more when it is."""
    return sweep(Visit.objects.to_remind(timezone.now()), _remind)


def _remind(visit: Visit) -> None:
    claim = Claim.objects.for_page().get(pk=visit.job_id)
    job_letters.tell_of_visit("visit_tomorrow", visit, claim, method=ics.REQUEST)
    visit.remind_at = None
    visit.save(update_fields=["remind_at"])


def _settle(claim: Claim) -> None:
    """Who is at turn now, and when the clock asks whether it was done."""
    job = Job.objects.get(pk=claim.pk)
    job.waits_for = visits.at_turn(job, claim)
    job.ask_at, job.asked = visits.when_to_ask(job, timezone.now()), 0
    job.save(update_fields=["waits_for", "ask_at", "asked"])


def _lock(visit: Visit, *, by: User) -> tuple[Visit, Claim]:
    claim = lock(visit.job.claim)
    check_can_plan(claim, by=by)
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.cancelled_at:
        raise Refused(_("This time was cancelled."), instead=to_page(claim))
    return visit, claim


def _check_span(claim: Claim, span: Span) -> None:
    now = timezone.now()
    if span.start <= now:
        raise Refused(_("This time is over."), instead=to_page(claim))
    if not span.start < span.end <= span.start + LONGEST:
        raise Refused(_("Choose a time of at most a day."), instead=to_page(claim))
    if span.start > now + visits.FARTHEST:
        raise Refused(_("This is too far ahead."), instead=to_page(claim))
