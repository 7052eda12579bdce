"""Saying that goods changed hands: as planned, in part, or though nobody planned it."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import actions as claiming
from claims import availability
from claims.deadlines import begins_soon
from claims.models import Claim
from claims.rules import can_arrange
from logistics import letters, slots
from logistics.actions.planning import can_be_planned
from logistics.actions.rest import settle
from logistics.actions.steps import (
    check_can_change,
    held_pickups,
    lock,
    standing,
    to_claim,
)
from logistics.models import Pickup, PickupLine
from logistics.remaining import planned_of, to_plan
from members.models import User

State, Direction = Pickup.State, Pickup.Direction
Deed = Callable[..., Claim]


@transaction.atomic
def complete(pickup: Pickup, *, by: User) -> Pickup:
    """Either side says that it happened: the goods changed hands. Did they so before
    the day that was planned, then that was now."""
    pickup = lock(pickup, also=_settled_with(pickup))
    check_can_change(pickup, by=by)
    was_planned_later = not pickup.has_come
    if was_planned_later:
        pickup.starts_at, pickup.ends_at = _just_now()
        pickup.sequence += 1
        pickup.save(update_fields=["starts_at", "ends_at", "sequence"])
    _close(pickup, by=by, moved=was_planned_later)
    return pickup


@transaction.atomic
def happened(claim: Claim, *, by: User, direction: str = Direction.OUT) -> Pickup:
    """Either side says that goods changed hands already: what nobody planned, or else
    what is planned."""
    planned = standing(claim, direction)
    if planned and not _unplanned(claim, direction):
        return complete(planned, by=by)
    others = Claim.objects.filter(pickups__in=claim.pickups.planned())
    held = {held.pk: held for held in claiming.lock_all([claim, *others])}
    claim = held[claim.pk]
    check_can_have_happened(claim, direction, by=by)
    quantity = _unplanned(claim, direction)
    if not quantity:
        raise Refused(_("This is planned already."), instead=to_claim(claim))
    if direction == Direction.OUT:
        claim = claiming.mark_scheduled(claim, by=by)
    pickup = Pickup(
        direction=direction,
        mover=Pickup.Mover.ASKER,
        offered_by=claim.owner,
        organisation=claim.organisation,
    )
    pickup.location = slots.place_of(claim, pickup.mover)
    pickup.starts_at, pickup.ends_at = _just_now()
    pickup.save(force_insert=True)
    pickup.lines.create(claim=claim, quantity=quantity)
    _close(pickup, by=by, moved=False)
    return pickup


def _unplanned(claim: Claim, direction: str) -> int:
    """How many pieces moved without a plan. What is not out yet did not come back,
    unless nothing is."""
    out = claim.holds.handed_over().pieces()
    if direction == Direction.OUT or not out:
        return to_plan(claim, direction)
    return max(0, out - planned_of(claim)[Direction.BACK])


def check_can_have_happened(claim: Claim, direction: str, *, by: User) -> None:
    """Refuse whom it is not for, what is done already and what nobody said yes to."""
    if not can_arrange(by, claim):
        raise PermissionDenied
    claiming.check_moves(claim)
    planned = standing(claim, direction)
    if planned and not _unplanned(claim, direction):
        return check_can_change(planned, by=by)
    if not can_be_planned(claim, direction):
        raise Refused(claim.refusal(), instead=to_claim(claim))
    return None


def _settled_with(pickup: Pickup) -> list[Claim]:
    """Claims that something goes out of with what is coming back."""
    if not pickup.is_return:
        return []
    out = Pickup.objects.planned().out().filter(claims__in=pickup.claims.all())
    return list(Claim.objects.filter(pickups__in=out))


def _just_now() -> tuple[datetime, datetime]:
    """The hour that is over now, to the minute."""
    now = timezone.now().replace(second=0, microsecond=0)
    return now - slots.HOUR, now


def _close(pickup: Pickup, *, by: User, moved: bool) -> None:
    """It is done, and so is what must have gone before. What is still with somebody
    else can't have gone out."""
    for line in pickup.lines.all():
        if pickup.is_return:
            _settle_out(line, by=by)
        else:
            claiming.check_is_there(line.claim, by=by, quantity=line.quantity)
    _finish(pickup, by=by, moved=moved)


def _settle_out(line: PickupLine, *, by: User) -> None:
    """What comes back has gone out, though nobody said so."""
    claim = line.claim
    planned = claim.pickups.planned().out().values_list("pk", flat=True)
    for out in held_pickups(list(planned), {claim.pk: claim}):
        if claim.holds.handed_over().pieces() < line.quantity:
            _finish(out, by=by)
    line.claim = claiming.lock(claim)


def _finish(pickup: Pickup, *, by: User, moved: bool = False) -> None:
    """`moved`: it stands at another time in both calendars."""
    name, deed = (
        ("returned", _take_back)
        if pickup.is_return
        else (
            "handed_over",
            claiming.hand_over,
        )
    )
    for line in pickup.lines.all():
        line.claim = deed(line.claim, by=by, quantity=line.quantity)
    step = pickup.move(State.DONE, by=by)
    for claim in pickup.carried:
        settle(claim, by=by)
    tell = letters.invite_both if moved else letters.tell_both
    tell(name, step, loans=_loans(pickup))


def _loans(pickup: Pickup) -> list[tuple[Claim, Pickup | None]]:
    """What comes back, each with the return that is planned for it."""
    loans = [claim for claim in pickup.carried if claim.is_temporary]
    return [(claim, claim.pickups.planned().back().first()) for claim in loans]


def _take_back(claim: Claim, *, by: User, quantity: int) -> Claim:
    """The next in line who read that it was late read that it is there now."""
    waited = availability.short(claim.listing) if claim.is_overdue else []
    claim = claiming.take_back(claim, by=by, quantity=quantity)
    still = availability.short(claim.listing) if waited else []
    for waits in filter(begins_soon, waited):
        if waits not in still:
            letters.tell_it_is_back(waits)
    return claim
