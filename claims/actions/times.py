"""What happens to single times of a booking: in use, cancelled, joined again."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base import ics
from base.refusal import Refused
from base.sweeps import sweep
from claims import booking_letters, rooms, rules
from claims.actions.booking import keep_times, set_days
from claims.actions.steps import check_is, follow_things, lock, to_page
from claims.cancelling import cancel, was_used
from claims.models import Claim, Occasion
from listings.opening import Span
from members.models import User

State = Claim.State


def use_time(claim: Claim) -> bool:
    """Somebody is in the room now; returns whether that was the last time. The claim
    is locked."""
    standing = list(claim.booking.occasions.standing())
    current = next((it for it in standing if it.is_now), None)
    if current is None:
        raise Refused(
            _("There is no time of this booking now."), instead=to_page(claim)
        )
    if current.used_at is None:
        current.used_at = timezone.now()
        current.save(update_fields=["used_at"])
    return current == standing[-1]


@transaction.atomic
def cancel_times(
    claim: Claim, times: Sequence[Occasion], *, by: User, why: str = ""
) -> Claim:
    """Either side cancels times that are still to come; the hours are free again, and
    both calendars lose them. Whether the asker did so later than was agreed is kept."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED, State.ACCEPTED)
    chosen = _ahead(claim, times)
    cancel(claim, chosen, by=by)
    left = claim.booking.occasions.standing()
    if left.exists():
        set_days(claim)
        step = claim.steps.create(state=claim.state, by=by, why=why)
    else:
        step = claim.move(_ended_as(claim, by=by), by=by, why=why)
    booking_letters.tell_both("cancelled", step, chosen, method=ics.CANCEL)
    follow_things(claim)
    return claim


@transaction.atomic
def add_time(occasion: Occasion, *, by: User) -> Claim:
    """The asker wants a time after all that was left out; it joins the same booking
    when it can be had now."""
    claim = lock(occasion.booking.claim)
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED, State.ACCEPTED)
    occasion = claim.booking.occasions.get(pk=occasion.pk)
    room = rooms.room_of(claim.listing)
    if room is None or not occasion.left_out:
        raise Refused(_("This time is part of the booking."), instead=to_page(claim))
    diary, span = (
        rooms.diary_of(claim, room),
        Span(occasion.starts_at, occasion.ends_at),
    )
    if why := diary.obstacle(span):
        raise Refused(why, instead=to_page(claim))
    occasion.left_out = ""
    occasion.sequence += 1
    occasion.save(update_fields=["left_out", "sequence"])
    if claim.state == State.ACCEPTED:
        keep_times([occasion], diary)
        step = claim.steps.create(state=claim.state, by=by)
        booking_letters.tell_both("time_added", step, [occasion])
    set_days(claim)
    return claim


def remind_of_rooms() -> int:
    """The day before, both sides read once more when it is and how to get in."""
    return sweep(Occasion.objects.to_remind(timezone.now()), _remind)


def _remind(occasion: Occasion) -> None:
    claim = Claim.objects.for_page().get(pk=occasion.booking_id)
    booking_letters.tell_of_tomorrow(claim, occasion)
    occasion.remind_at = None
    occasion.save(update_fields=["remind_at"])


def _ahead(claim: Claim, times: Sequence[Occasion]) -> list[Occasion]:
    keys = {occasion.pk for occasion in times}
    standing = claim.booking.occasions.standing().select_related("booking")
    chosen = [it for it in standing if it.pk in keys and it.is_ahead]
    if not chosen:
        sentence = _("Choose times that are still to come.")
        raise Refused(sentence, instead=to_page(claim))
    return chosen


def _ended_as(claim: Claim, *, by: User) -> str:
    if was_used(claim) and claim.state == State.ACCEPTED:
        return State.DONE
    is_asker = by.organisation_id == claim.organisation_id
    return State.WITHDRAWN if is_asker else State.DECLINED
