"""What the clock does with what waits: a reminder, the next in line, a warning, and an
end. Nothing sleeps."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from approvals import actions, letters
from approvals.models import Approval
from approvals.turns import people_of
from base.failures import Failures
from base.sweeps import BATCH, name_of, sweep
from members.models import User

logger = logging.getLogger(__name__)


def go_on() -> int:
    """Remind whose turn it is, or ask the next; warn before it ends."""
    return sweep(Approval.objects.to_go_on(timezone.now()), _go_on)


def end() -> int:
    """What nobody decided in time ends. Each in a transaction of its own that locks
    what it is about first, as every deed does."""
    due = Approval.objects.to_end(timezone.now())
    failures, done = Failures(name_of(actions.lapse), Approval), 0
    for approval in failures.without(due)[:BATCH]:
        try:
            with transaction.atomic():
                actions.lapse(approval)
            done += 1
        except Exception as error:
            logger.exception("Approval %s was left", approval.pk)
            failures.book(approval.pk, error)
    failures.forget_all_but(due)
    return done


def _go_on(approval: Approval) -> None:
    now = timezone.now()
    if now >= actions.warned_at(approval):
        everybody = {call.person for call in approval.calls.select_related("person")}
        _remind(approval, {*everybody, approval.asked_by}, "ends")
        approval.due_at = None
        approval.save(update_fields=["due_at"])
    elif not approval.reminded_at and (readers := _whose_turn(approval)):
        for reader in readers:
            actions.call(approval, reader, now)
        _remind(approval, readers, "reminder")
        approval.reminded_at = now
        actions.set_clock(approval, now)
    elif approval.principal:
        actions.call_next(approval, now)
    else:  # everybody was asked and reminded
        approval.due_at = actions.warned_at(approval)
        approval.save(update_fields=["due_at"])


def _whose_turn(approval: Approval) -> list[User]:
    """Who decides today: the deputy of who went away since; nobody, when that is who
    asked."""
    people = people_of(approval.organisation, timezone.localdate())
    if approval.principal is None:
        others = people.others(approval.asked_by_id)
        if not others:
            return list(User.objects.moderators())
        return list(User.objects.filter(pk__in=others))
    principal = approval.principal.pk
    if principal not in people.coordinators:
        return []
    key = people.decider_for(principal, approval.asked_by_id)
    return list(User.objects.filter(pk=key))


def _remind(approval: Approval, readers: Iterable[User], name: str) -> None:
    active = sorted((it for it in readers if it.is_active), key=lambda it: it.pk)
    letters.call(approval, active, name, f"{timezone.now().isoformat()}")
