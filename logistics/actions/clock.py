"""What the clock does with pickups, and with what is out."""

from django.utils import timezone

from base.sweeps import sweep
from claims import availability
from claims.deadlines import begins_soon, bring_back_reminder, in_a_week
from claims.models import Claim
from logistics import deadlines, letters
from logistics.actions.steps import last_step
from logistics.models import Pickup
from logistics.remaining import to_plan


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


def ask_for_the_rest() -> int:
    """A part is planned or gone, and of the rest nobody said when: both sides read so,
    every week again."""
    due = Claim.objects.to_ask_for_the_rest(timezone.now())
    return sweep(due.for_page(), _ask_for_rest)


def _ask_for_rest(claim: Claim) -> None:
    left = to_plan(claim, Pickup.Direction.OUT)
    if left:
        letters.tell_of_the_rest(claim, left)
    claim.rest_due_at = in_a_week() if left else None
    claim.save(update_fields=["rest_due_at"])


def _remind(pickup: Pickup) -> None:
    if pickup.starts_at > timezone.now():
        letters.tell_both("reminder", last_step(pickup))
    pickup.remind_at = None
    pickup.save(update_fields=["remind_at"])


def _ask(pickup: Pickup) -> None:
    assert pickup.chase_at is not None  # that is why it is due
    name = deadlines.chase_letter(pickup.starts_at, pickup.chase_at)
    letters.tell_both(name, last_step(pickup))
    pickup.chase_at = deadlines.next_chase(pickup.starts_at)
    pickup.save(update_fields=["chase_at"])


def _bring_back(claim: Claim) -> None:
    back = claim.pickups.planned().back().first()
    waiting = availability.short(claim.listing, without=claim)
    is_forgotten = to_plan(claim, Pickup.Direction.BACK) > 0
    if back is None or back.has_come or is_forgotten:
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
