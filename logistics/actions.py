"""What members do with pickups. Each function is one deed, done whole or not at all.

Whoever plans something here tells `claims`, which lies below; the locks go from the
ground up: listing, claim, pickup.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.sweeps import sweep
from claims import actions as claiming
from claims import availability
from claims.deadlines import begins_soon, bring_back_reminder
from claims.models import Claim
from claims.rules import can_arrange
from logistics import deadlines, letters, rules, slots
from logistics.models import Pickup, PickupStep
from members.models import Location, User

State, Direction = Pickup.State, Pickup.Direction
MINUTE = timedelta(minutes=1)
TIMES = ["mover", "location", "starts_at", "ends_at", "remind_at", "chase_at"]


@transaction.atomic
def schedule(
    claim: Claim,
    *,
    by: User,
    mover: str,
    starts_at: datetime,
    ends_at: datetime,
    direction: str = Direction.OUT,
    why: str = "",
    agreed: bool = False,
) -> Pickup:
    """Either side plans when goods change hands; both get a letter and a place in
    their calendars. `why` is a note for the other side; `agreed`: both sides want this
    time, whatever the pickup hours say."""
    claim = claiming.lock(claim)
    check_can_schedule(claim, direction, by=by)
    place = _check_slot(claim, direction, mover, starts_at, ends_at, agreed=agreed)
    if direction == Direction.OUT:
        claim = claiming.mark_scheduled(claim, by=by)
    pickup = Pickup(claim=claim, direction=direction)
    _set_time(pickup, mover, place, starts_at, ends_at)
    pickup.save(force_insert=True)
    step = pickup.steps.create(state=State.PLANNED, by=by, why=why)
    letters.invite_both("scheduled", step)
    return pickup


def check_can_schedule(claim: Claim, direction: str, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late or too early."""
    if not can_arrange(by, claim):
        raise PermissionDenied
    claiming.check_moves(claim)
    if earlier := standing(claim, direction):
        raise Refused(_("This is planned already."), instead=_page(earlier))
    here = (_("To the claim"), claim.get_absolute_url())
    if not _can_be_planned(claim, direction):
        raise Refused(claim.refusal(), instead=here)
    if _is_over(claim, direction):
        raise Refused(_("The period is over."), instead=here)


def standing(claim: Claim, direction: str) -> Pickup | None:
    """The pickup that is planned or done in this direction."""
    return claim.pickups.standing().filter(direction=direction).first()


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
    pickup = _lock(pickup)
    check_can_change(pickup, by=by)
    if (pickup.mover, pickup.starts_at) == (mover, starts_at):
        raise Refused(_("It is planned like this already."), instead=_page(pickup))
    was = pickup.starts_at
    way = (pickup.claim, pickup.direction, mover)
    place = _check_slot(*way, starts_at, ends_at, agreed=agreed)
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
    pickup = _lock(pickup)
    check_can_change(pickup, by=by)
    _cancel(pickup, by=by, why=why)
    if not pickup.is_return:
        for back in pickup.claim.pickups.planned().back().select_for_update():
            _cancel(back, by=by, why=why)
        claiming.mark_unscheduled(pickup.claim, by=by, why=why)
    return pickup


def check_can_change(pickup: Pickup, *, by: User) -> None:
    """Refuse whom it is not for, and what is done or called off already."""
    if not rules.can_change(by, pickup):
        raise PermissionDenied
    if not pickup.is_planned:
        raise Refused(pickup.refusal(), instead=_page(pickup))


@transaction.atomic
def complete(pickup: Pickup, *, by: User) -> Pickup:
    """Either side says that it happened: the goods changed hands. Did they so before
    the day that was planned, then that was now."""
    pickup = _lock(pickup)
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
    """Either side says that goods changed hands already, planned or not."""
    claim = claiming.lock(claim)
    check_can_have_happened(claim, direction, by=by)
    if planned := standing(claim, direction):
        return complete(planned, by=by)
    if direction == Direction.OUT:
        claim = claiming.mark_scheduled(claim, by=by)
    pickup = Pickup(claim=claim, direction=direction, mover=Pickup.Mover.ASKER)
    pickup.location = slots.place_of(claim, pickup.mover)
    pickup.starts_at, pickup.ends_at = _just_now()
    pickup.save(force_insert=True)
    _close(pickup, by=by, moved=False)
    return pickup


def check_can_have_happened(claim: Claim, direction: str, *, by: User) -> None:
    """Refuse whom it is not for, what is done already and what nobody said yes to."""
    if not can_arrange(by, claim):
        raise PermissionDenied
    claiming.check_moves(claim)
    if planned := standing(claim, direction):
        return check_can_change(planned, by=by)
    if not _can_be_planned(claim, direction):
        here = (_("To the claim"), claim.get_absolute_url())
        raise Refused(claim.refusal(), instead=here)
    return None


def remind_of_tomorrow() -> int:
    """The day before, both sides read once more where and when."""
    return sweep(Pickup.objects.to_remind(timezone.now()).for_page(), _remind)


def ask_what_happened() -> int:
    """The day after, and twice more, both sides are asked whether it happened."""
    return sweep(Pickup.objects.to_chase(timezone.now()).for_page(), _ask)


def remind_of_returns() -> int:
    """What was rented or lent and has no return planned is spoken of as the end
    nears, and when it is past."""
    return sweep(Claim.objects.to_bring_back(timezone.now()).for_page(), _bring_back)


def _lock(pickup: Pickup) -> Pickup:
    claim = claiming.lock(pickup.claim)
    places = Pickup.objects.select_related("location")
    pickup = places.select_for_update(of=("self",)).get(pk=pickup.pk)
    pickup.claim = claim
    return pickup


def _can_be_planned(claim: Claim, direction: str) -> bool:
    if direction == Direction.OUT:
        return claim.state == Claim.State.ACCEPTED
    out = [Claim.State.SCHEDULED, Claim.State.HANDED_OVER]
    return claim.is_temporary and claim.state in out


def _is_over(claim: Claim, direction: str) -> bool:
    """Too late to go out; to come back it never is."""
    going = claim.is_temporary and direction == Direction.OUT
    return going and claim.last_day < timezone.localdate()


def _check_slot(
    claim: Claim,
    direction: str,
    mover: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    agreed: bool,
) -> Location:
    """Refuse a time that is over, in the wrong order, or too far ahead; and one when
    nobody opens the door, unless both sides agreed on it."""
    place, slot = slots.place_of(claim, mover), slots.Slot(starts_at, ends_at)
    bounds = slots.bounds_of(claim, direction, notice=slots.NONE)
    is_near = starts_at <= timezone.now() + slots.FARTHEST
    can_be = is_near and slots.lies_within(slot, bounds)
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
    pickup.remind_at = deadlines.reminder(starts_at)
    pickup.chase_at = deadlines.next_chase(starts_at)


def _cancel(pickup: Pickup, *, by: User, why: str) -> None:
    pickup.sequence += 1
    pickup.save(update_fields=["sequence"])
    letters.invite_both("called_off", pickup.move(State.CALLED_OFF, by=by, why=why))


def _settle_out(claim: Claim, *, by: User) -> None:
    """What comes back has gone out, though nobody said so."""
    for out in claim.pickups.planned().out().select_for_update():
        out.claim = claim
        _finish(out, by=by)


def _just_now() -> tuple[datetime, datetime]:
    """The hour that is over now, to the minute."""
    now = timezone.now().replace(second=0, microsecond=0)
    return now - slots.HOUR, now


def _close(pickup: Pickup, *, by: User, moved: bool) -> None:
    """It is done, and so is what must have gone before. What is still with somebody
    else can't have gone out."""
    if pickup.is_return:
        _settle_out(pickup.claim, by=by)
    else:
        claiming.check_is_there(pickup.claim, by=by)
    _finish(pickup, by=by, moved=moved)


def _finish(pickup: Pickup, *, by: User, moved: bool = False) -> None:
    """`moved`: it stands at another time in both calendars."""
    if pickup.is_return:
        name, deed = "returned", _take_back
    else:
        name, deed = "handed_over", claiming.hand_over
    pickup.claim = deed(pickup.claim, by=by)
    step = pickup.move(State.DONE, by=by)
    tell = letters.invite_both if moved else letters.tell_both
    tell(name, step, back=standing(pickup.claim, Direction.BACK))


def _take_back(claim: Claim, *, by: User) -> Claim:
    """The next in line who read that it was late read that it is there now."""
    waited = availability.short(claim.listing) if claim.is_overdue else []
    claim = claiming.take_back(claim, by=by)
    still = availability.short(claim.listing) if waited else []
    for waits in filter(begins_soon, waited):
        if waits not in still:
            letters.tell_it_is_back(waits)
    return claim


def _remind(pickup: Pickup) -> None:
    if pickup.starts_at > timezone.now():
        letters.tell_both("reminder", _last_step(pickup))
    pickup.remind_at = None
    pickup.save(update_fields=["remind_at"])


def _ask(pickup: Pickup) -> None:
    assert pickup.chase_at is not None  # that is why it is due
    name = deadlines.chase_letter(pickup.starts_at, pickup.chase_at)
    letters.tell_both(name, _last_step(pickup))
    pickup.chase_at = deadlines.next_chase(pickup.starts_at)
    pickup.save(update_fields=["chase_at"])


def _last_step(pickup: Pickup) -> PickupStep:
    return pickup.steps.latest("at", "pk")


def _bring_back(claim: Claim) -> None:
    back = claim.pickups.planned().back().first()
    waiting = availability.short(claim.listing, without=claim)
    if back is None or back.has_come:
        letters.tell_of_bringing_back(claim, waiting)
    else:
        waiting = [waits for waits in waiting if _begins_before(waits, back)]
    if claim.is_overdue:
        for waits in filter(begins_soon, waiting):
            letters.tell_it_is_not_back(waits, late=claim)
    claim.remind_at = bring_back_reminder(claim, waiting)
    claim.save(update_fields=["remind_at"])


def _begins_before(claim: Claim, back: Pickup) -> bool:
    """Not later than on the day of that return."""
    return claim.first_day <= timezone.localdate(back.starts_at)


def _page(pickup: Pickup) -> tuple[str, str]:
    return _("To the pickup"), pickup.get_absolute_url()
