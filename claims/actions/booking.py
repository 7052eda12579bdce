"""Rooms by the hour: asking for times, and the yes that keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from psycopg.types.range import TimestamptzRange

from base.mornings import morning_before
from base.refusal import Refused
from catalogue.terms import Term
from claims import approving, booking_letters, deadlines, letters, rooms
from claims.actions.steps import to_decline
from claims.actions.trading import check_can_trade
from claims.models import Booking, Claim, ClaimStep, Hold, Occasion
from claims.rooms import Diary, in_words
from claims.series import MOST, overlaps
from listings.models import Listing, Room
from listings.opening import Opening, Span
from listings.prices import cheapest, total
from members.models import Location, User

State = Claim.State
# Kept in the source language, read in everybody's own.
TAKEN_BY_OTHERS = gettext_noop("Somebody else was promised this room at that time.")


@dataclass(frozen=True)
class Wish:
    """What is asked of a room beside its times."""

    term: str
    location: Location
    people: int = 1
    parties: int = 1
    setup: str = ""
    catering: Sequence[str] = ()
    things: Sequence[Listing] = ()
    message: str = ""
    cost_centre: str = ""
    purchase_order: str = ""
    repeats: str = Booking.Repeats.ONCE
    every: int = 1
    # Times that may be left out where they can't be had.
    leaving_out: frozenset[datetime] = field(default_factory=frozenset)


@transaction.atomic
def book(listing: Listing, spans: Sequence[Span], wish: Wish, *, by: User) -> Claim:
    """Somebody asks for a room at one or more times; the owner gets a letter. What
    can't be had is refused, unless it was said that it may be left out."""
    room = _locked_room(listing, wish.things)
    check_can_trade(room.listing, by=by)
    if wish.location.organisation_id != by.organisation_id or wish.location.closed_at:
        raise PermissionDenied
    _check_wish(room, wish)
    obstacles = obstacles_of(room, spans, wish, by=by)
    _check_times(room, spans, obstacles, wish)
    claim = _write_down(room, spans, obstacles, wish, by=by)
    approving.set_out(claim, ask_for_times, by=by)
    return claim


def ask_for_times(claim: Claim, step: ClaimStep) -> None:
    """It is asked of its owner now; where who asks first gets it, it is theirs."""
    listing = claim.listing
    if not listing.is_first_come:
        letters.tell_owner("asked", step)
    elif not approving.begin_giving(claim, claim.quantity, by=listing.made_by):
        accept_times(claim, by=None)


def obstacles_of(
    room: Room, spans: Sequence[Span], wish: Wish, *, by: User
) -> dict[Span, str]:
    """Which of these times can't be had, and why. Binding only under the locks."""
    if not spans:
        return {}
    around = (min(spans).start, max(span.end for span in spans))
    diary = Diary(room, *around, parties=wish.parties, things=wish.things)
    own = (
        Occasion.objects.standing()
        .between(*around)
        .filter(
            booking__claim__listing=room.pk,
            booking__claim__organisation=by.organisation_id,
            booking__claim__state__in=[State.ASKED, State.ACCEPTED],
        )
    )
    mine = list(own)
    found = {}
    for span in spans:
        asked = any(rooms.meets(occasion, span) for occasion in mine)
        why = diary.closed(span) or (_("You asked for this time.") if asked else "")
        if why := why or diary.taken(span):
            found[span] = why
    return found


def accept_times(claim: Claim, *, by: User | None) -> Claim:
    """The owner, or their rule without anybody, says yes to what can still be had; the
    rest is left out and named in the letter. Who asked for the same hours and can't
    have them any more hears so. The claim is locked, and may be answered."""
    room = _locked_room(claim.listing, claim.booking.things.all())
    diary = rooms.diary_of(claim, room)
    kept = keep_times(claim.booking.occasions.standing(), diary)
    if not kept:
        sentence = _("None of these times can be had any more.")
        raise Refused(sentence, instead=to_decline(claim))
    set_days(claim)
    step = claim.move(State.ACCEPTED, by=by)
    booking_letters.tell_both("booked", step, kept)
    _decline_rivals(claim, room, kept)
    return claim


def keep_times(times: Iterable[Occasion], diary: Diary) -> list[Occasion]:
    """Keep the room for these times; those for which it can't be are left out and say
    why. Returns what is kept."""
    kept: list[Occasion] = []
    left_out: list[Occasion] = []
    for occasion in times:
        span = Span(occasion.starts_at, occasion.ends_at)
        occasion.left_out = diary.why_left_out(span)
        (left_out if occasion.left_out else kept).append(occasion)
    for occasion in kept:
        occasion.remind_at = morning_before(occasion.starts_at)
    Occasion.objects.bulk_update([*kept, *left_out], ["left_out", "remind_at"])
    Hold.objects.bulk_create(hold for it in kept for hold in _holds(it, diary))
    return kept


def _holds(occasion: Occasion, diary: Diary) -> Iterator[Hold]:
    span = Span(occasion.starts_at, occasion.ends_at)
    period = TimestamptzRange(*diary.period(span))
    for need in diary.needed:
        yield Hold(
            claim_id=occasion.booking_id,
            occasion=occasion,
            listing=need.listing,
            quantity=need.quantity,
            period=period,
        )


def set_days(claim: Claim) -> None:
    """Its first and last day are those of the times that stand."""
    standing = list(claim.booking.occasions.standing())
    if standing:
        claim.starts_on = timezone.localdate(standing[0].starts_at)
        claim.ends_on = timezone.localdate(standing[-1].starts_at)
    claim.over_at = deadlines.over(claim)
    claim.save(update_fields=["starts_on", "ends_on", "over_at"])


def rivals_of(claim: Claim, room: Room, times: Iterable[Occasion]) -> list[Claim]:
    """Who else asks for any of these hours, the first that asked first."""
    spans = [Span(occasion.starts_at, occasion.ends_at) for occasion in times]
    met = rooms.asking(room, spans)
    others = {it.booking.claim.pk: it.booking.claim for it in met}
    others.pop(claim.pk, None)
    return sorted(others.values(), key=lambda other: (other.asked_at, other.pk))


def _locked_room(listing: Listing, things: Iterable[Listing]) -> Room:
    held = rooms.lock(listing.pk, things)
    room = rooms.room_of(listing)
    if room is None:
        raise Refused(_("This room is not booked by the hour."))
    room.listing = held[listing.pk]
    return room


def _check_wish(room: Room, wish: Wish) -> None:
    if wish.term not in room.listing.terms:
        raise _again(room, _("It is not offered in this way."))
    if not 1 <= wish.people <= room.people * max(room.listing.quantity, 1):
        raise _again(room, _("There is place for %(n)s people.") % {"n": room.people})
    seats = {row.shape: row.people for row in room.setups.all()}
    if wish.setup and wish.people > seats.get(wish.setup, 0):
        seated = {"n": seats.get(wish.setup, 0)}
        raise _again(room, _("In this set-up there is place for %(n)s.") % seated)
    if not set(wish.catering) <= set(room.catering):
        raise _again(room, _("This catering is not offered here."))
    if not {it.pk for it in wish.things} <= {it.pk for it in room.things.all()}:
        raise PermissionDenied


def _check_times(
    room: Room, spans: Sequence[Span], obstacles: dict[Span, str], wish: Wish
) -> None:
    if not spans or len(spans) > MOST:
        raise _again(room, _("Choose 1 to %(n)s times.") % {"n": MOST})
    buffer = Diary(room, *spans[0]).buffer
    if overlaps(spans, buffer):
        raise _again(room, _("These times overlap each other."))
    if len(obstacles) == len(spans):
        raise _again(room, _("None of these times can be had."), obstacles)
    refused = {
        span: why
        for span, why in obstacles.items()
        if span.start not in wish.leaving_out
    }
    if refused:
        raise _again(room, _("Not all of these times can be had."), refused)


def _again(
    room: Room, sentence: str, obstacles: dict[Span, str] | None = None
) -> Refused:
    shown = [f"{in_words(span)}: {why}" for span, why in (obstacles or {}).items()]
    address = reverse("claims:room", args=[room.pk])
    again = (_("Choose another time"), address)
    return Refused(" ".join([sentence, *shown[:5]]), instead=again)


def _write_down(
    room: Room,
    spans: Sequence[Span],
    obstacles: dict[Span, str],
    wish: Wish,
    *,
    by: User,
) -> Claim:
    is_rent = wish.term == Term.RENT
    lines = cheapest(room, spans[0].end - spans[0].start) if is_rent else None
    standing = [span for span in spans if span not in obstacles]
    price = total(lines) * wish.parties if lines else None
    claim = _claim(room, standing, wish, price, by=by)
    booking = Booking.objects.create(
        claim=claim,
        people=wish.people,
        setup=wish.setup,
        catering=list(wish.catering),
        repeats=wish.repeats,
        every=wish.every,
        buffer_minutes=room.buffer_minutes,
        notice_hours=room.notice_hours,
        cancel_terms=room.cancel_terms,
        price_lines=_as_kept(lines or []),
    )
    booking.things.set(wish.things)
    opening = Opening(room)
    Occasion.objects.bulk_create(
        Occasion(
            booking=booking,
            starts_at=span.start,
            ends_at=span.end,
            left_out=_why_left_out(opening, span) if span in obstacles else "",
        )
        for span in spans
    )
    return claim


def _claim(
    room: Room, standing: Sequence[Span], wish: Wish, price: Decimal | None, *, by: User
) -> Claim:
    now = timezone.now()
    return Claim.objects.create(
        listing=room.listing,
        offered_by=room.listing.organisation,
        title=room.listing.title,
        asker=by,
        organisation=by.trades_for,
        location=wish.location,
        term=wish.term,
        quantity=wish.parties,
        price_eur=price,
        message=wish.message,
        cost_centre=wish.cost_centre,
        purchase_order=wish.purchase_order,
        by_hour=True,
        starts_on=timezone.localdate(min(standing).start),
        ends_on=timezone.localdate(max(standing).start),
        asked_at=now,
        remind_at=deadlines.workdays_later(now, deadlines.WORKDAYS_TO_ANSWER),
        expires_at=min(now + deadlines.EXPIRES_AFTER, max(standing).start),
    )


def _why_left_out(opening: Opening, span: Span) -> str:
    is_open = opening.holds(*span)
    return Occasion.LeftOut.TAKEN if is_open else Occasion.LeftOut.CLOSED


def _as_kept(lines: Iterable[Any]) -> list[list[Any]]:
    return [[line.unit, line.number, str(line.each_eur)] for line in lines]


def _decline_rivals(claim: Claim, room: Room, kept: Iterable[Occasion]) -> None:
    """Whoever can have none of their times any more hears it at once; who can have
    some of them keeps waiting for those."""
    rivals = rivals_of(claim, room, kept)
    held = Claim.objects.filter(
        pk__in=[rival.pk for rival in rivals], state=State.ASKED
    )
    for rival in held.select_for_update(of=("self",)).order_by("pk"):
        its_room = rooms.room_of(rival.listing)
        if its_room is None:
            continue
        diary = rooms.diary_of(rival, its_room)
        asked = rival.booking.occasions.standing()
        if all(diary.taken(Span(it.starts_at, it.ends_at)) for it in asked):
            step: ClaimStep = rival.move(State.DECLINED, why=TAKEN_BY_OTHERS)
            letters.tell_asker("declined", step)
