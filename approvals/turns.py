"""Who decides now, as the database knows it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from approvals.models import Approval, Deputy
from approvals.querysets import ApprovalQuerySet
from approvals.who import People
from members.models import Organisation, User
from members.rules import can_moderate, may_trade


def people_of(organisation: Organisation, day: date) -> People:
    """An organisation on one day."""
    known = User.objects.of(organisation).order_by("pk").values_list("pk", "role")
    rows = list(known)
    away = Deputy.objects.of(organisation).on(day)
    return People(
        [key for key, role in rows if role == User.Role.COORDINATOR],
        {key for key, _role in rows},
        dict(away.values_list("coordinator", "deputy")),
    )


def mandate_of(user: User, approval: Approval) -> User | None:
    """In whose place somebody may decide now: themselves, or who is away; None: not at
    all. Where no coordinator is left but the one who asks, the cooperative decides."""
    people = people_of(approval.organisation, timezone.localdate())
    if can_moderate(user) and not people.others(approval.asked_by_id):
        return user
    if not may_trade(user) or user.organisation_id != approval.organisation_id:
        return None
    key = people.mandate(user.pk, approval.asked_by_id, approval.principal_id)
    return user if key == user.pk else User.objects.filter(pk=key).first()


def waiting_for(user: User, day: date) -> ApprovalQuerySet:
    """Where it is this person's turn on that day: their own while they are not away,
    that of whom they are the deputy of, and what everybody may decide."""
    deputies = Deputy.objects.on(day)
    is_away = Exists(deputies.filter(coordinator=user))
    in_place = deputies.filter(coordinator=OuterRef("principal"), deputy=user)
    turn: Any = (Q(principal=user) | Q(Exists(in_place))) & ~is_away
    if user.is_coordinator:
        turn |= Q(principal=None)
    ours = Approval.objects.waiting().filter(organisation=user.organisation)
    return ours.filter(turn).exclude(asked_by=user).for_lines()
