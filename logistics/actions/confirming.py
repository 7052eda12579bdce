"""Saying that goods changed hands: as planned, in part, or though nobody planned it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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
from logistics.actions.shrinking import keep_from_coming_back
from logistics.actions.steps import (
    check_can_change,
    held_pickups,
    lock,
    standing,
    to_claim,
    to_page,
)
from logistics.models import Pickup, PickupLine
from logistics.remaining import planned_of, to_plan
from logistics.returns import Came, report
from members.models import User

State, Direction = Pickup.State, Pickup.Direction


@transaction.atomic
def complete(
    pickup: Pickup,
    *,
    by: User,
    went: Mapping[int, int] | None = None,
    came: Mapping[int, Came] | None = None,
    stays: bool = False,
    why: str = "",
) -> Pickup:
    """Either side says that it happened: the goods changed hands. Did they so before
    the day that was planned, then that was now. `went`: how many of each claim, by its
    number, when not all; the rest is to be planned again, or `stays` with its owner.
    `came`: the same of a return, with what is damaged and missing."""
    pickup = lock(pickup, also=_settled_with(pickup))
    check_can_change(pickup, by=by)
    was_planned_later = not pickup.has_come
    if was_planned_later:
        pickup.starts_at, pickup.ends_at = _just_now()
        pickup.sequence += 1
        pickup.save(update_fields=["starts_at", "ends_at", "sequence"])
    found = _found(pickup, came or {})
    moved = {pk: one.moved for pk, one in found.items()} or went or {}
    behind = _leave_behind(pickup, moved, by=by, why=why)
    _close(pickup, by=by, moved=was_planned_later, why=why, found=found)
    if stays:
        for claim, pieces in behind:
            settle(claiming.give_back(claim, pieces, by=by, why=why), by=by)
    return pickup


@transaction.atomic
def happened(
    claim: Claim,
    *,
    by: User,
    direction: str = Direction.OUT,
    went: Mapping[int, int] | None = None,
    came: Mapping[int, Came] | None = None,
    stays: bool = False,
    why: str = "",
) -> Pickup:
    """Either side says that goods changed hands already: what nobody planned, or else
    what is planned. What did not is told as in `complete`."""
    said: dict[str, Any] = {"went": went, "came": came, "stays": stays, "why": why}
    planned = standing(claim, direction)
    if planned and not unplanned(claim, direction):
        return complete(planned, by=by, **said)
    others = Claim.objects.filter(pickups__in=claim.pickups.planned())
    held = {held.pk: held for held in claiming.lock_all([claim, *others])}
    claim = held[claim.pk]
    check_can_have_happened(claim, direction, by=by)
    quantity = unplanned(claim, direction)
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
    return complete(pickup, by=by, **said)


def unplanned(claim: Claim, direction: str) -> int:
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
    if planned and not unplanned(claim, direction):
        return check_can_change(planned, by=by)
    if not can_be_planned(claim, direction):
        raise Refused(claim.refusal(), instead=to_claim(claim))
    return None


def _found(pickup: Pickup, came: Mapping[int, Came]) -> dict[int, Came]:
    """What came back of each claim: all of it, and whole, when nobody says else."""
    if not pickup.is_return:
        return {}
    found = {}
    for line in pickup.lines.all():
        one = came.get(line.claim_id, Came(line.quantity))
        if min(one[:3]) < 0 or one.accounted > line.quantity:
            raise Refused(_("More than was planned can't come back."))
        found[line.claim_id] = one
    if not any(one.accounted for one in found.values()):
        raise Refused(_("Nothing came back: call it off."), instead=to_page(pickup))
    return found


def _leave_behind(
    pickup: Pickup, went: Mapping[int, int], *, by: User, why: str
) -> list[tuple[Claim, int]]:
    """Write down what did not go along after all, and what then does not come back."""
    behind = []
    for line in pickup.lines.all():
        pieces = line.quantity - went.get(line.claim_id, line.quantity)
        if not 0 <= pieces <= line.quantity:
            raise Refused(_("More than was planned can't go along."))
        if pieces:
            if not pickup.is_return:
                keep_from_coming_back(line, pieces, by=by, why=why)
            line.quantity, line.left_behind = line.quantity - pieces, pieces
            line.save(update_fields=["quantity", "left_behind"])
            behind.append((line.claim, pieces))
    if pickup.is_return:
        return behind
    if behind and not any(line.quantity for line in pickup.lines.all()):
        raise Refused(_("Nothing went along: call it off."), instead=to_page(pickup))
    if behind and not why.strip():
        raise Refused(_("Say why, so that the other side understands."))
    return behind


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


def _close(
    pickup: Pickup,
    *,
    by: User,
    moved: bool,
    why: str = "",
    found: Mapping[int, Came] | None = None,
) -> None:
    """It is done, and so is what must have gone before. What is still with somebody
    else can't have gone out."""
    for line in pickup.lines.all():
        if found:
            _settle_out(line, found[line.claim_id].accounted, by=by)
        else:
            claiming.check_is_there(line.claim, by=by, quantity=line.quantity)
    finish(pickup, by=by, moved=moved, why=why, found=found)


def _settle_out(line: PickupLine, pieces: int, *, by: User) -> None:
    """What comes back has gone out, though nobody said so."""
    claim = line.claim
    planned = claim.pickups.planned().out().values_list("pk", flat=True)
    for out in held_pickups(list(planned), {claim.pk: claim}):
        if claim.holds.handed_over().pieces() < pieces:
            finish(out, by=by)
    line.claim = claiming.lock(claim)


def finish(
    pickup: Pickup,
    *,
    by: User | None,
    moved: bool = False,
    why: str = "",
    found: Mapping[int, Came] | None = None,
    name: str = "",
) -> None:
    """It is done; the pickup is locked. `by` nobody: the clock says so. `moved`: it
    stands at another time in both calendars. `name`: of the letter, when it is not the
    usual one."""
    for line in pickup.lines.all():
        if found:
            assert by is not None  # only people say what came back
            line.claim = _take_back(line.claim, found[line.claim_id], by=by)
        elif line.quantity:
            line.claim = claiming.hand_over(line.claim, by=by, quantity=line.quantity)
    step = pickup.move(State.DONE, by=by, why=why)
    for claim in pickup.carried:
        settle(claim, by=by, why=why)
    tell = letters.invite_both if moved else letters.tell_both
    name = name or ("returned" if pickup.is_return else "handed_over")
    out = any(claim.holds.exists() for claim in pickup.carried)
    tell(name, step, loans=_loans(pickup), still_out=out)


def _loans(pickup: Pickup) -> list[tuple[Claim, Pickup | None]]:
    """What comes back, each with the return that is planned for it."""
    loans = [claim for claim in pickup.carried if claim.is_temporary]
    return [(claim, claim.pickups.planned().back().first()) for claim in loans]


def _take_back(claim: Claim, came: Came, *, by: User) -> Claim:
    """The next in line who read that it was late read that it is there now."""
    if not came.accounted:
        return claim
    waited = availability.short(claim.listing) if claim.is_overdue else []
    report(claim, came, by=by)
    claim = claiming.take_back(claim, by=by, quantity=came.accounted)
    still = availability.short(claim.listing) if waited else []
    for waits in filter(begins_soon, waited):
        if waits not in still:
            letters.tell_it_is_back(waits)
    return claim
