"""My work: what waits for me, what I wait for, and what is planned this week."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from claims.models import Claim
from listings.models import Listing
from logistics.models import Pickup
from members.models import JoinRequest, User
from members.rules import can_manage

SHOWN = 20  # of each kind; the lists themselves have them all


@dataclass(frozen=True)
class Work:
    """One organisation's open ends, seen by one of its people."""

    to_answer: list[Claim]
    to_plan: list[Claim]
    to_return: list[Claim]
    to_confirm: list[Pickup]
    to_mend: list[Listing]
    to_admit: list[JoinRequest] = field(default_factory=list)
    waiting: list[Claim] = field(default_factory=list)
    this_week: list[Pickup] = field(default_factory=list)

    @property
    def nothing_waits_for_me(self) -> bool:
        """Nothing to do: time to offer something."""
        return not any(
            (
                self.to_answer,
                self.to_plan,
                self.to_return,
                self.to_confirm,
                self.to_mend,
                self.to_admit,
            )
        )


def work_of(user: User) -> Work:
    """Everything on one page, in a fixed number of queries."""
    ours = user.organisation
    now = timezone.now()
    claims, pickups = Claim.objects.for_lines(), Pickup.objects.for_lines()
    week = (now, now + timedelta(days=7))
    return Work(
        to_answer=list(claims.asked_of(ours).unanswered()[:SHOWN]),
        to_plan=list(claims.visible_to(user).accepted()[:SHOWN]),
        to_return=list(claims.asked_by(ours).to_return()[:SHOWN]),
        to_confirm=list(pickups.of(ours).planned().ended(now)[:SHOWN]),
        to_mend=list(Listing.objects.of(ours).sent_back()[:SHOWN]),
        to_admit=_to_admit(user),
        waiting=list(claims.asked_by(ours).unanswered()[:SHOWN]),
        this_week=list(pickups.of(ours).planned().between(*week)[:SHOWN]),
    )


def _to_admit(user: User) -> list[JoinRequest]:
    if not can_manage(user, user.organisation):
        return []
    asked = user.organisation.join_requests.filter(state=JoinRequest.State.ASKED)
    return list(asked.select_related("person")[:SHOWN])
