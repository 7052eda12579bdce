"""Who reads what about an approval."""

from collections.abc import Iterable
from typing import Any

from approvals.facts import lines
from approvals.models import Approval, ApprovalStep
from members.models import User
from outbox.actions import post_all


def call(
    approval: Approval, readers: Iterable[User], name: str, occasion: str, **more: Any
) -> None:
    """Somebody is asked to decide; each time that the clock comes by is an occasion."""
    about: Any = {"about": approval, "occasion": occasion, **more}
    known: Any = {"approval": approval, "facts": list(lines(approval))}
    post_all(f"approvals/letters/{name}", to=readers, **known, **about)


def tell_outcome(step: ApprovalStep) -> None:
    """Who asked reads how it ended, and everybody who was asked to decide, but for who
    did: a coordinator who was away too."""
    approval: Any = step.subject
    called = {call.person for call in approval.calls.select_related("person")}
    away = {call.principal for call in approval.calls.select_related("principal")}
    readers = {approval.asked_by, *called, *away} - {step.by, None}
    post_all(
        f"approvals/letters/{step.state}",
        to=sorted((it for it in readers if it.is_active), key=lambda it: it.pk),
        about=step,
        approval=approval,
    )
