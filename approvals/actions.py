"""Asking for a yes inside one's organisation, and giving it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from approvals import following, letters
from approvals.facts import What
from approvals.models import Approval, ApprovalStep, Called, Rule
from approvals.turns import mandate_of, people_of
from base.refusal import Refused
from base.workdays import workdays_before, workdays_later
from members.models import Organisation, User

State = Approval.State
# After so many workdays who was asked is reminded; after as many more the next is.
WORKDAYS_TO_REMIND = 2
# Nobody decided within so many: it ends, with a warning one workday before.
WORKDAYS_TO_END, END_WARNING = 10, 1


def rules_of(organisation: Organisation) -> list[Rule]:
    """The rules of an organisation, for who judges many things."""
    return list(Rule.objects.of(organisation))


def is_needed(what: What, rules: Sequence[Rule]) -> bool:
    """Does one of these rules say that this waits?"""
    return any(what.falls_under(rule) for rule in rules)


def holds_for(approval: Approval | None, what: What) -> bool:
    """Was exactly this approved?"""
    is_approved = approval is not None and approval.state == State.APPROVED
    return is_approved and approval is not None and approval.facts == what.kept


def ask(what: What, *, by: User, organisation: Organisation) -> Approval:
    """Somebody wants to do something that waits for a yes; who decides gets a letter,
    and reads what differs from what was asked before. Under the lock of the thing."""
    now = timezone.now()
    before = Approval.objects.about(what.path).filter(organisation=organisation)
    approval = Approval.objects.create(
        organisation=organisation,
        deed=what.deed,
        asked_by=by,
        title=what.title,
        value_eur=what.value_eur,
        category=what.category,
        location=what.location,
        facts=what.kept,
        path=what.path,
        earlier=before.filter(deed=what.deed).first(),
        asked_at=now,
        ends_at=workdays_later(now, WORKDAYS_TO_END),
    )
    step = approval.steps.create(state=State.WAITING, by=by)
    call_next(approval, step.at)
    return approval


@transaction.atomic
def approve(approval: Approval, *, by: User) -> Approval:
    """Somebody who may says yes: what waited goes on, and who asked gets a letter."""
    return _decide(approval, State.APPROVED, by=by)


@transaction.atomic
def decline(approval: Approval, *, by: User, why: str) -> Approval:
    """Somebody who may says no, and why."""
    if not why.strip():
        raise Refused(_("Say why, so that who asked understands."))
    return _decide(approval, State.DECLINED, by=by, why=why)


def check_can_decide(approval: Approval, *, by: User) -> User:
    """Refuse who may not, and what does not wait any more; else in whose place."""
    mandate = mandate_of(by, approval)
    if mandate is None:
        raise PermissionDenied
    if not approval.is_waiting:
        later = approval.later.order_by("pk").last() or approval
        there = (_("See how it stands now"), later.get_absolute_url())
        raise Refused(approval.refusal(), instead=there)
    return mandate


def drop(approval: Approval) -> None:
    """What waited for it changed or is gone. Under the lock of the thing, by who has
    it: nothing follows from this."""
    approval = following.held(approval.pk)
    if approval.is_waiting:
        _end(approval, State.LAPSED, by=None)


def call_next(approval: Approval, now: datetime) -> None:
    """Ask the next in line; when there is none, all other coordinators, or else the
    cooperative. Who is away is looked up at this moment."""
    people = people_of(approval.organisation, timezone.localdate(now))
    asked = set(approval.calls.values_list("person", flat=True))
    turn = people.next_turn(approval.asked_by_id, asked)
    if turn:
        readers = list(User.objects.filter(pk=turn.decider))
        approval.principal = User.objects.get(pk=turn.principal)
    else:
        others = people.others(approval.asked_by_id)
        found = User.objects.filter(pk__in=others) if others else None
        readers = list(User.objects.moderators() if found is None else found)
        approval.principal = None
    approval.reminded_at = None
    for reader in readers:
        call(approval, reader, now)
    set_clock(approval, now)
    letters.call(approval, readers, "asked", f"{now.isoformat()}")


def call(approval: Approval, reader: User, now: datetime) -> None:
    """Keep that somebody was asked, and in whose place."""
    principal = approval.principal
    in_place = principal if principal and principal != reader else None
    Called.objects.get_or_create(
        approval=approval, person=reader, principal=in_place, defaults={"at": now}
    )


def set_clock(approval: Approval, now: datetime) -> None:
    """Say when the clock comes by again: for a reminder or the next in line, and last
    of all for the warning; saved."""
    later = workdays_later(now, WORKDAYS_TO_REMIND)
    approval.due_at = min(later, warned_at(approval))
    approval.save(update_fields=["principal", "reminded_at", "due_at"])


def warned_at(approval: Approval) -> datetime:
    """When everybody who was asked reads that it ends before long."""
    return workdays_before(approval.ends_at, END_WARNING)


def _decide(approval: Approval, state: str, *, by: User, why: str = "") -> Approval:
    approval = following.hold(approval)
    mandate = check_can_decide(approval, by=by)
    in_place = mandate if mandate != by else None
    step = _end(approval, state, by=by, why=why, on_behalf_of=in_place)
    following.follow(approval, by)
    letters.tell_outcome(step)
    return approval


def lapse(approval: Approval) -> None:
    """Nobody decided in time: what waited ends, and all who were asked read so."""
    approval = following.hold(approval)
    if not approval.is_waiting or approval.ends_at > timezone.now():
        return
    step = _end(approval, State.LAPSED, by=None)
    following.follow(approval, None)
    letters.tell_outcome(step)


def _end(
    approval: Approval,
    state: str,
    *,
    by: User | None,
    why: str = "",
    on_behalf_of: User | None = None,
) -> ApprovalStep:
    step: ApprovalStep = approval.move(state, by=by, why=why)
    step.on_behalf_of = on_behalf_of
    step.save(update_fields=["on_behalf_of"])
    approval.due_at = None
    approval.save(update_fields=["due_at"])
    return step
