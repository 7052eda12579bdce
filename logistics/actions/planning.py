"""Planning when goods change hands, choosing another time, and calling it off."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.mornings import morning_before
from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from claims.rules import can_arrange
from logistics import deadlines, letters, slots
from logistics.actions.rest import remember_rest, settle
from logistics.actions.shrinking import keep_from_coming_back
from logistics.actions.steps import (
    cancel,
    check_can_change,
    lock,
    standing,
    to_claim,
    to_page,
)
from logistics.models import Pickup, PickupLine
from logistics.remaining import to_plan
from members.models import Location, User

State, Direction = Pickup.State, Pickup.Direction
CLOCK = ["remind_at", "chase_at", "assumed_at"]
TIMES = ["mover", "location", "starts_at", "ends_at", *CLOCK]
Load = tuple[Claim, int]  # of this claim so many pieces go along


@transaction.atomic
def schedule(
    claim: Claim,
    *,
    by: User,
    mover: str,
    starts_at: datetime,
    ends_at: datetime,
    direction: str = Direction.OUT,
    quantity: int | None = None,
    also: Sequence[Load] = (),
    why: str = "",
    agreed: bool = False,
) -> Pickup:
    """Either side plans when goods change hands; both get a letter and a place in
    their calendars. `quantity`: how many of the claim go along, when not all that have
    no pickup yet; `also`: what else does. `why` is a note for the other side; `agreed`:
    both sides want this time, whatever the pickup hours say."""
    wished = {other.pk: pieces for other, pieces in also} | {claim.pk: quantity}
    held = claiming.lock_all([claim, *(other for other, _pieces in also)])
    loads = [_load(one, direction, wished[one.pk], by=by) for one in held]
    place = _check_slot(loads, direction, mover, starts_at, ends_at, agreed=agreed)
    pickup = _of_both(loads, direction, mover)
    _set_time(pickup, mover, place, starts_at, ends_at)
    pickup.save(force_insert=True)
    for one, pieces in loads:
        if direction == Direction.OUT:
            one = claiming.mark_scheduled(one, by=by)
        PickupLine.objects.create(pickup=pickup, claim=one, quantity=pieces)
        remember_rest(one)
    step = pickup.steps.create(state=State.PLANNED, by=by, why=why)
    letters.invite_both("scheduled", step)
    return pickup


def check_can_schedule(claim: Claim, direction: str, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late or too early."""
    if not can_arrange(by, claim):
        raise PermissionDenied
    claiming.check_moves(claim)
    if not to_plan(claim, direction) and (earlier := standing(claim, direction)):
        raise Refused(_("This is planned already."), instead=to_page(earlier))
    if not can_be_planned(claim, direction):
        raise Refused(claim.refusal(), instead=to_claim(claim))
    if _is_over(claim, direction):
        raise Refused(_("The period is over."), instead=to_claim(claim))


def can_be_planned(claim: Claim, direction: str) -> bool:
    """Was it said yes to, and is something of it to go, or to come back?"""
    if direction == Direction.OUT:
        is_open = claim.state in [Claim.State.ACCEPTED, Claim.State.SCHEDULED]
    else:
        is_open = claim.is_agreed
    return is_open and to_plan(claim, direction) > 0


@transaction.atomic
def reschedule(
    pickup: Pickup,
    *,
    by: User,
    mover: str,
    starts_at: datetime,
    ends_at: datetime,
    why: str = "",
    agreed: bool = False,
) -> Pickup:
    """Either side chooses another time, or another way; both calendars follow."""
    pickup = lock(pickup)
    check_can_change(pickup, by=by)
    if (pickup.mover, pickup.starts_at) == (mover, starts_at):
        raise Refused(_("It is planned like this already."), instead=to_page(pickup))
    was = pickup.starts_at
    loads = [(line.claim, line.quantity) for line in pickup.lines.all()]
    _check_together(loads, mover)
    place = _check_slot(
        loads,
        pickup.direction,
        mover,
        starts_at,
        ends_at,
        agreed=agreed,
        moving=pickup,
    )
    _set_time(pickup, mover, place, starts_at, ends_at)
    pickup.sequence += 1
    pickup.save(update_fields=[*TIMES, "sequence"])
    step = pickup.move(State.PLANNED, by=by, why=why)
    letters.invite_both("rescheduled", step, was=was)
    return pickup


@transaction.atomic
def call_off(pickup: Pickup, *, by: User, why: str) -> Pickup:
    """It does not go on; the promise stands and waits for another plan. Goods that
    do not go out do not come back either."""
    pickup = lock(pickup)
    check_can_change(pickup, by=by)
    if not pickup.is_return:
        for line in pickup.lines.all():
            keep_from_coming_back(line, line.quantity, by=by, why=why)
    cancel(pickup, by=by, why=why)
    for claim in pickup.carried:
        settle(claim, by=by, why=why)
    return pickup


def _load(claim: Claim, direction: str, quantity: int | None, *, by: User) -> Load:
    """How many pieces of it go along, when so many can."""
    check_can_schedule(claim, direction, by=by)
    left = to_plan(claim, direction)
    if quantity is None:
        return claim, left
    if not 1 <= quantity <= left:
        sentence = _("Of “%(what)s” %(left)s can still be planned.")
        known = {"what": claim.listing, "left": left}
        raise Refused(sentence % known, instead=to_claim(claim))
    return claim, quantity


def _of_both(loads: Sequence[Load], direction: str, mover: str) -> Pickup:
    """A pickup between the two sides of these claims."""
    _check_together(loads, mover)
    claim = loads[0][0]
    return Pickup(
        direction=direction,
        offered_by_id=claim.offered_by_id,
        organisation_id=claim.organisation_id,
    )


def _check_together(loads: Sequence[Load], mover: str) -> None:
    """Refuse claims between others than the first one, or of another place."""
    first = loads[0][0]
    for other, _pieces in loads[1:]:
        both = (other.offered_by_id, other.organisation_id)
        same = both == (first.offered_by_id, first.organisation_id)
        if not (same and slots.place_of(other, mover) == slots.place_of(first, mover)):
            sentence = _("“%(what)s” can't go along: it is elsewhere.")
            known = {"what": other.listing}
            raise Refused(sentence % known, instead=to_claim(first))


def _is_over(claim: Claim, direction: str) -> bool:
    """Too late to go out; to come back it never is."""
    going = claim.is_temporary and direction == Direction.OUT
    return going and claim.last_day < timezone.localdate()


def _check_slot(
    loads: Sequence[Load],
    direction: str,
    mover: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    agreed: bool,
    moving: Pickup | None = None,
) -> Location:
    """Refuse a time that is over, in the wrong order, or too far ahead; and one when
    nobody opens the door, unless both sides agreed on it."""
    claim, slot = loads[0][0], slots.Slot(starts_at, ends_at)
    place = slots.place_of(claim, mover)
    is_near = starts_at <= timezone.now() + slots.FARTHEST
    can_be = is_near and all(
        slots.lies_within(
            slot, slots.bounds_of(one, direction, slots.NONE, pieces, moving)
        )
        for one, pieces in loads
    )
    if not (can_be and (agreed or slots.fits(place, slot))):
        back = direction == Direction.BACK
        form = "logistics:schedule_return" if back else "logistics:schedule"
        again = (_("Choose another time"), reverse(form, args=[claim.pk]))
        raise Refused(_("This time can't be chosen any more."), instead=again)
    return place


def _set_time(
    pickup: Pickup, mover: str, place: Location, starts_at: datetime, ends_at: datetime
) -> None:
    pickup.mover, pickup.location = mover, place
    pickup.starts_at, pickup.ends_at = starts_at, ends_at
    pickup.remind_at = morning_before(starts_at)
    pickup.chase_at = deadlines.next_chase(starts_at)
    is_out = pickup.direction == Direction.OUT
    pickup.assumed_at = deadlines.assumed_at(starts_at) if is_out else None
