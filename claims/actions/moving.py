"""What follows the yes: planned, handed over, back. `logistics` calls these."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.returning import BACK
from claims import availability, deadlines, holding, letters, rules
from claims.actions import waiting_list
from claims.actions.steps import bring_in, check_is, end, lock, to_page
from claims.models import Claim
from members.models import User

State = Claim.State


@transaction.atomic
def mark_scheduled(claim: Claim, *, by: User) -> Claim:
    """A pickup is planned, for all of it or for a part; of another part it may be
    already."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_moves(claim)
    check_is(claim, State.ACCEPTED, State.SCHEDULED)
    if claim.state == State.ACCEPTED:
        claim.move(State.SCHEDULED, by=by)
    return claim


@transaction.atomic
def mark_unscheduled(claim: Claim, *, by: User | None, why: str = "") -> Claim:
    """No pickup is planned any more; the promise stands, and waits for another plan as
    long as at first. What is left of it when a part is gone is asked after. `by`
    nobody: the clock."""
    claim = lock(claim)
    _check_can_arrange(by, claim)
    check_is(claim, State.SCHEDULED)
    claim.move(State.ACCEPTED, by=by, why=why)
    if not claim.handed_over:
        deadlines.set_clock(claim, timezone.now())
        claim.save(update_fields=waiting_list.CLOCK)
    return claim


@transaction.atomic
def hand_over(claim: Claim, *, by: User | None, quantity: int | None = None) -> Claim:
    """So many pieces (all that were not yet, when not said) are with the asker: for
    good, or until the period ends. With the last of them the claim is handed over. `by`
    nobody: the clock."""
    claim = lock(claim)
    _check_can_arrange(by, claim)
    check_is(claim, State.SCHEDULED)
    quantity = claim.rest if quantity is None else quantity
    check_is_there(claim, by=by, quantity=quantity)
    holding.take_out(claim, quantity)
    claim.handed_over += quantity
    claim.remind_at = deadlines.bring_back_reminder(claim)
    claim.save(update_fields=["handed_over", "remind_at"])
    if not claim.rest:
        claim.move(State.HANDED_OVER, by=by)
    waiting_list.follow(claim.listing)
    return claim


@transaction.atomic
def give_back_rest(claim: Claim, *, by: User, why: str = "") -> Claim:
    """Some of it was handed over; what was not stays with its owner after all, and both
    sides read so."""
    claim = give_back(claim, claim.rest, by=by, why=why)
    letters.tell_both("rest_given_back", claim.steps.latest("at", "pk"))
    return claim


@transaction.atomic
def give_back(claim: Claim, quantity: int, *, by: User, why: str = "") -> Claim:
    """So many pieces that were promised stay with their owner and are free again. The
    claim goes on with the others; when there are none, it has ended."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_is(claim, State.ACCEPTED, State.SCHEDULED)
    if quantity == claim.quantity:
        check_is(claim, State.ACCEPTED)
        is_owner = rules.can_answer(by, claim)
        end(claim, State.DECLINED if is_owner else State.WITHDRAWN, by=by, why=why)
        return claim
    holding.give_back(claim, quantity, by=by)
    waiting_list.follow(claim.listing)
    claim.quantity -= quantity
    claim.rest_due_at = claim.rest_due_at if claim.rest else None
    claim.save(update_fields=["quantity", "rest_due_at"])
    if not claim.rest:
        claim.move(State.HANDED_OVER, by=by, why=why)
    _end_when_back(claim, by=by)
    return claim


@transaction.atomic
def remember_rest(claim: Claim, due_at: datetime | None) -> Claim:
    """When both sides hear of what is not planned; None: all is, or nothing went."""
    claim = lock(claim)
    claim.rest_due_at = due_at
    claim.save(update_fields=["rest_due_at"])
    return claim


def check_is_there(
    claim: Claim, *, by: User | None, quantity: int | None = None
) -> None:
    """Refuse to hand over what somebody else still has. Its owner reads who has it, and
    can say that it is back; the asker does not."""
    out = Claim.objects.out_of(claim.listing).for_lines().exclude(pk=claim.pk).first()
    if out is None or availability.is_there(claim, quantity):
        return
    if by is None or not rules.can_answer(by, claim):
        sentence = _("This is not back yet. %(owner)s says first that it is.")
        raise Refused(sentence % {"owner": claim.owner}, instead=to_page(claim))
    sentence = _("Say first that %(who)s brought it back.")
    then = urlencode({BACK: reverse("logistics:schedule", args=[claim.pk])})
    address = f"{reverse('logistics:returned', args=[out.pk])}?{then}"
    instead = (_("It is back"), address)
    raise Refused(sentence % {"who": out.organisation}, instead=instead)


def _check_can_arrange(by: User | None, claim: Claim) -> None:
    if by is not None and not rules.can_arrange(by, claim):
        raise PermissionDenied


def check_moves(claim: Claim) -> None:
    """Refuse to plan a pickup of a room or a service."""
    if not claim.is_of_thing and claim.state == State.ACCEPTED:
        sentence = _("Nothing is fetched or brought here.")
        raise Refused(sentence, instead=to_page(claim))


@transaction.atomic
def take_back(claim: Claim, *, by: User, quantity: int | None = None) -> Claim:
    """So many pieces of what was rented or lent (all that are out, when not said) are
    back with their owner, and free again. With the last of them the claim is done."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_moves(claim)
    if not claim.is_temporary:
        raise Refused(_("This was given for good."), instead=to_page(claim))
    out = claim.holds.handed_over().pieces()
    if not out:
        check_is(claim, State.HANDED_OVER)
    bring_in(claim, out if quantity is None else quantity, by=by)
    _end_when_back(claim, by=by)
    return claim


def _end_when_back(claim: Claim, *, by: User) -> None:
    """With the last piece that comes back, and none to go, a claim is done."""
    if claim.state == State.HANDED_OVER and not claim.holds.exists():
        claim.move(State.RETURNED, by=by)
