"""What follows the yes: planned, handed over, back. `logistics` calls these."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.returning import BACK
from claims import availability, deadlines, holding, rules
from claims.actions import waiting_list
from claims.actions.steps import check_is, let_go, lock, to_page
from claims.models import Claim
from members.models import User

State = Claim.State


@transaction.atomic
def mark_scheduled(claim: Claim, *, by: User) -> Claim:
    """A pickup is planned."""
    return _arrange(claim, State.ACCEPTED, State.SCHEDULED, by=by)


@transaction.atomic
def mark_unscheduled(claim: Claim, *, by: User, why: str = "") -> Claim:
    """The pickup is called off; the promise stands, and waits for another plan as long
    as at first."""
    claim = _arrange(claim, State.SCHEDULED, State.ACCEPTED, by=by, why=why)
    deadlines.set_clock(claim, timezone.now())
    claim.save(update_fields=["remind_at", "expires_at"])
    return claim


@transaction.atomic
def hand_over(claim: Claim, *, by: User) -> Claim:
    """The goods are with the asker: for good, or until the period ends."""
    claim = _arrange(claim, State.SCHEDULED, State.HANDED_OVER, by=by)
    holding.take_out(claim)
    claim.remind_at = deadlines.bring_back_reminder(claim)
    claim.save(update_fields=["remind_at"])
    waiting_list.follow(claim.listing)
    return claim


def check_is_there(claim: Claim, *, by: User) -> None:
    """Refuse to hand over what somebody else still has. Its owner reads who has it, and
    can say that it is back; the asker does not."""
    out = Claim.objects.out_of(claim.listing).for_lines().first()
    if out is None or availability.is_there(claim):
        return
    if not rules.can_answer(by, claim):
        sentence = _("This is not back yet. %(owner)s says first that it is.")
        raise Refused(sentence % {"owner": claim.owner}, instead=to_page(claim))
    sentence = _("Say first that %(who)s brought it back.")
    then = urlencode({BACK: reverse("logistics:schedule", args=[claim.pk])})
    address = f"{reverse('logistics:returned', args=[out.pk])}?{then}"
    instead = (_("It is back"), address)
    raise Refused(sentence % {"who": out.organisation}, instead=instead)


@transaction.atomic
def take_back(claim: Claim, *, by: User) -> Claim:
    """What was rented or lent is back with its owner; its pieces are free again."""
    claim = _arrange(claim, State.HANDED_OVER, State.RETURNED, by=by)
    let_go(claim, by=by)
    return claim


def _arrange(
    claim: Claim, before: str, after: str, *, by: User, why: str = ""
) -> Claim:
    """One of the steps after the yes; either side may cause it."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_is(claim, before)
    if after == State.RETURNED and not claim.is_temporary:
        raise Refused(_("This was given for good."), instead=to_page(claim))
    if after == State.HANDED_OVER:
        check_is_there(claim, by=by)
    claim.move(after, by=by, why=why)
    return claim
