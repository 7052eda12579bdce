"""Other hours for times of a room that are still to come: one, or all from there. What
is agreed stands until the other side says yes to the new hours; nobody else's wish is
touched."""

from collections.abc import Container, Sequence
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base import ics
from base.refusal import Refused
from claims import booking_letters, letters, rooms, rules
from claims.actions.booking import keep_times, set_days
from claims.actions.steps import check_is, follow_things, lock, to_page
from claims.models import Claim, Hold, Occasion
from claims.rooms import Diary, in_words
from claims.series import overlaps
from listings.models import Room
from listings.opening import Span, at
from members.models import User

State = Claim.State
NEW = ["new_starts_at", "new_ends_at", "new_asked_by"]


@transaction.atomic
def move_times(
    occasion: Occasion,
    *,
    by: User,
    day: date,
    starts: time,
    ends: time,
    all_later: bool = False,
) -> Claim:
    """Either side would like other hours for a time to come; `all_later`: for those
    after it too, as many days earlier or later. What is not agreed yet changes at once,
    and is asked as it is now."""
    claim = lock(occasion.booking.claim)
    check_can_move(occasion, claim, by=by)
    chosen = _chosen(claim, occasion, all_later=all_later)
    spans = _moved(chosen, day, starts, ends)
    _check(claim, chosen, spans)
    if claim.state == State.ASKED:
        for it, span in zip(chosen, spans, strict=True):
            it.starts_at, it.ends_at = span
            it.sequence += 1
        _save(chosen, "starts_at", "ends_at", "sequence")
        set_days(claim)
        why = "; ".join(map(in_words, spans[:5]))
        step = claim.steps.create(state=claim.state, by=by, why=why)
        letters.tell_owner("changed", step)
        return claim
    for it, span in zip(chosen, spans, strict=True):
        it.new_starts_at, it.new_ends_at = span
        it.new_asked_by = by.trades_for
    _save(chosen, *NEW)
    booking_letters.tell_of_move("times_moved", claim, chosen, by=by)
    return claim


@transaction.atomic
def agree_to_move(claim: Claim, *, by: User) -> Claim:
    """The other side says yes to the new hours, if they can be had still. Both
    calendars move them; whoever else asks for these hours keeps asking."""
    claim = lock(claim)
    waiting = check_can_answer_move(claim, by=by)
    _check(claim, waiting, [_new(it) for it in waiting])
    Hold.objects.filter(occasion__in=waiting).delete()
    for it in waiting:
        it.starts_at, it.ends_at = _new(it)
        it.sequence += 1
        _forget(it)
    _save(waiting, "starts_at", "ends_at", "sequence", *NEW)
    keep_times(waiting, rooms.diary_of(claim, _room_of(claim)))
    set_days(claim)
    step = claim.steps.create(state=claim.state, by=by)
    booking_letters.tell_both("booked", step, waiting, method=ics.REQUEST)
    follow_things(claim)
    return claim


@transaction.atomic
def refuse_move(claim: Claim, *, by: User) -> Claim:
    """It stays as it was: said by the other side, or by who asked for it."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    waiting = _waiting(claim)
    if not waiting:
        return claim
    for it in waiting:
        _forget(it)
    _save(waiting, *NEW)
    booking_letters.tell_of_move("times_stay", claim, waiting, by=by)
    return claim


def check_can_move(occasion: Occasion, claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, and what is over or no part of the booking."""
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED, State.ACCEPTED)
    if not (occasion.stands and occasion.is_ahead):
        sentence = _("Choose times that are still to come.")
        raise Refused(sentence, instead=to_page(claim))
    if claim.state == State.ASKED and not rules.can_withdraw(by, claim):
        raise Refused(_("Say yes or no to it first."), instead=to_page(claim))


def check_can_answer_move(claim: Claim, *, by: User) -> list[Occasion]:
    """The times of which the other side asked for other hours; refuse when there are
    none, and who asked for them."""
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_is(claim, State.ACCEPTED)
    waiting = _waiting(claim)
    if not waiting:
        raise Refused(_("No other hours are asked for now."), instead=to_page(claim))
    if waiting[0].new_asked_by_id == by.organisation_id:
        raise Refused(_("The other side says yes to this."), instead=to_page(claim))
    return waiting


def _chosen(claim: Claim, occasion: Occasion, *, all_later: bool) -> list[Occasion]:
    """Times that are over stay as they were, and are not looked at."""
    standing = claim.booking.occasions.standing().select_related("booking")
    later = [it for it in standing if it.is_ahead]
    if all_later:
        return [it for it in later if it.starts_at >= occasion.starts_at]
    return [it for it in later if it.pk == occasion.pk]


def _moved(
    chosen: Sequence[Occasion], day: date, starts: time, ends: time
) -> list[Span]:
    """Each keeps its time on the wall, also when the clock changes between two."""
    first = timezone.localdate(chosen[0].starts_at)
    days = [timezone.localdate(it.starts_at) + (day - first) for it in chosen]
    return [Span(at(one, starts), at(one, ends)) for one in days]


def _check(claim: Claim, chosen: Sequence[Occasion], spans: list[Span]) -> None:
    """Only what changes is looked at, and none of it may meet the others."""
    room, keys = _room_of(claim), {it.pk for it in chosen}
    others = [
        Span(it.starts_at, it.ends_at)
        for it in claim.booking.occasions.standing()
        if it.pk not in keys and it.is_ahead
    ]
    if any(span.end <= span.start for span in spans):
        raise Refused(_("This is before it begins."), instead=to_page(claim))
    things = list(claim.booking.things.all())
    around = (min(spans).start, max(span.end for span in spans))
    diary = Diary(room, *around, parties=claim.quantity, things=things, without=claim)
    if overlaps([*others, *spans], diary.buffer):
        raise Refused(_("These times overlap each other."), instead=to_page(claim))
    gone = _not_standing(claim, keys)
    found = {
        span: why
        for span in spans
        if (why := diary.obstacle(span) or gone.get(span.start, ""))
    }
    if found:
        shown = [f"{in_words(span)}: {why}" for span, why in found.items()]
        sentence = _("Not all of these times can be had.")
        raise Refused(" ".join([sentence, *shown[:5]]), instead=to_page(claim))


def _not_standing(claim: Claim, moving: Container[int]) -> dict[datetime, str]:
    """The beginnings of times that were cancelled or left out, and which of the two: a
    booking has each beginning once."""
    return {
        it.starts_at: it.get_left_out_display() or _("Cancelled")
        for it in claim.booking.occasions.all()
        if not it.stands and it.pk not in moving
    }


def _room_of(claim: Claim) -> Room:
    room = rooms.room_of(claim.listing)
    if room is None:
        raise Refused(_("This room is not booked by the hour."))
    return room


def _waiting(claim: Claim) -> list[Occasion]:
    standing = claim.booking.occasions.standing().select_related("booking")
    return list(standing.filter(new_starts_at__isnull=False))


def _new(occasion: Occasion) -> Span:
    span = occasion.new_span
    assert span is not None
    return span


def _forget(occasion: Occasion) -> None:
    occasion.new_starts_at = occasion.new_ends_at = None
    occasion.new_asked_by = None


def _save(occasions: Sequence[Occasion], *fields: str) -> None:
    """One after the other would meet the hour that the next one leaves."""
    Occasion.objects.bulk_update(occasions, fields)
