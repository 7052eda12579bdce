"""Rooms by the hour: their week, booking, and the times of a booking."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from base import ics
from base.typed import DayField
from catalogue import searched
from claims import actions, own_use, rooms
from claims.booking_calendar import appointments
from claims.forms.booking import (
    BookForm,
    CancelForm,
    MoveForm,
    OwnUseForm,
    chosen_slot,
)
from claims.models import Claim, Occasion, OwnUse
from claims.room_week import RoomWeek
from listings.models import Listing, Room
from listings.opening import Span
from listings.rules import can_manage
from members.requests import Request
from members.rules import may_trade

LONGEST_MOMENT = 40  # letters of a moment in a form
SEEN = "seen"  # times that the asker saw can't be had, and leaves out


@require_safe
def week(request: Request, pk: int) -> HttpResponse:
    """What is free and what is taken in one week; one press chooses an hour."""
    return _week(request, _room(request, pk))


def book(request: Request, pk: int) -> HttpResponse:
    """Ask for a room at one or more times. What repeats, and what can't be had at some
    of its times, is shown before it is asked."""
    room = _room(request, pk)
    actions.check_can_trade(room.listing, by=request.user)
    form = BookForm(
        request.POST or None,
        room=room,
        asker=request.user,
        initial=chosen_slot(request.GET),
    )
    context: dict[str, Any] = {"room": room, "listing": room.listing, "form": form}
    if form.is_valid():
        spans, wish = form.spans, form.wish(_seen(request))
        obstacles = actions.obstacles_of(room, spans, wish, by=request.user)
        if _was_shown(request, spans, obstacles):
            claim = actions.book(room.listing, spans, wish, by=request.user)
            messages.success(request, _sent(claim))
            response = redirect(claim)
            searched.led_to_an_ask(request, response, room.listing.category)
            return response
        context |= _preview(request, room, spans, obstacles)
    return render(request, "claims/rooms/book.html", context)


@require_POST
def block(request: Request, pk: int) -> HttpResponse:
    """The owner uses the room; what was promised then already is said."""
    room = _room(request, pk)
    if not can_manage(request.user, room.listing):
        raise PermissionDenied
    form = OwnUseForm(request.POST)
    if not form.is_valid():
        return _week(request, room, form)
    title = form.cleaned_data["title"]
    _use, taken = own_use.block(room.listing, form.spans, title=title, by=request.user)
    messages.success(request, _("Kept for your own people."))
    for span in taken:
        sentence = _("Not kept, it was taken already: %(when)s")
        messages.warning(request, sentence % {"when": rooms.in_words(span)})
    return redirect("claims:room", pk)


@require_POST
def unblock(request: Request, pk: int) -> HttpResponse:
    """The owner does not need it after all."""
    listings = Listing.objects.visible_to(request.user)
    use = get_object_or_404(OwnUse.objects.filter(listing__in=listings), pk=pk)
    if not can_manage(request.user, use.listing):
        raise Http404
    own_use.unblock(use, by=request.user)
    messages.success(request, _("Free for others again."))
    return redirect("claims:room", use.listing_id)


def cancel_times(request: Request, pk: int) -> HttpResponse:
    """Either side cancels some of the times, with the terms in sight."""
    claim = _booking(request, pk)
    form = CancelForm(request.POST or None, claim=claim)
    if form.is_valid():
        given = form.cleaned_data
        actions.cancel_times(claim, given["times"], by=request.user, why=given["why"])
        messages.success(request, _("Cancelled. Both sides get a letter."))
        return redirect(claim)
    context = {"claim": claim, "booking": claim.booking, "form": form}
    return render(request, "claims/rooms/cancel.html", context)


@require_POST
def add_time(request: Request, pk: int) -> HttpResponse:
    """A time that was left out joins the booking."""
    occasion = _time(request, pk)
    claim = actions.add_time(occasion, by=request.user)
    messages.success(request, _("This time is part of the booking now."))
    return redirect(claim)


def move_time(request: Request, pk: int) -> HttpResponse:
    """Other hours for a time to come, or for all from there."""
    occasion = _time(request, pk)
    claim = occasion.booking.claim
    actions.check_can_move(occasion, claim, by=request.user)
    form = MoveForm(request.POST or None, occasion=occasion)
    if form.is_valid():
        claim = actions.move_times(occasion, by=request.user, **form.cleaned_data)
        messages.success(request, _("Asked. The other side gets a letter."))
        return redirect(claim)
    context = {"claim": claim, "occasion": occasion, "form": form}
    return render(request, "claims/rooms/move.html", context)


@require_POST
def move_agree(request: Request, pk: int) -> HttpResponse:
    """The other side says yes to the new hours."""
    claim = actions.agree_to_move(_booking(request, pk), by=request.user)
    messages.success(request, _("Agreed. Both of you get it for your calendars."))
    return redirect(claim)


@require_POST
def move_refuse(request: Request, pk: int) -> HttpResponse:
    """It stays as it was."""
    claim = actions.refuse_move(_booking(request, pk), by=request.user)
    messages.success(request, _("It stays as it was."))
    return redirect(claim)


@require_POST
def leave_out(request: Request, pk: int) -> HttpResponse:
    """One of the owner's own times is not needed after all."""
    listings = Listing.objects.visible_to(request.user)
    use = get_object_or_404(OwnUse.objects.filter(listing__in=listings), pk=pk)
    if not can_manage(request.user, use.listing):
        raise Http404
    starts_at = parse_datetime(request.POST.get("starts_at", "")[:LONGEST_MOMENT])
    if starts_at is None or starts_at.tzinfo is None:
        raise Http404
    own_use.leave_out(use, starts_at, by=request.user)
    messages.success(request, _("Free for others again."))
    return redirect("claims:room", use.listing_id)


@require_safe
def calendar(request: Request, pk: int) -> HttpResponse:
    """The times as a file for a calendar."""
    claim = _booking(request, pk)
    times = list(claim.booking.occasions.standing())
    return HttpResponse(
        appointments(claim, times, ics.REQUEST),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="deelplatform-{pk}.ics"'
        },
    )


def _sent(claim: Claim) -> str:
    """Where who asks first gets it, it is granted already; it may wait for approval."""
    if claim.state == Claim.State.TO_APPROVE:
        return _("It waits for approval of your own organisation.")
    if claim.is_agreed:
        return _("It is yours. The owner gets a letter.")
    if claim.state == Claim.State.TO_APPROVE:
        return _("It waits for approval of your own organisation.")
    return _("Your claim is on its way.")


def _room(request: Request, pk: int) -> Room:
    room = rooms.seen_by(request.user, pk)
    if room is None:
        raise Http404
    return room


def _booking(request: Request, pk: int) -> Claim:
    bookings = Claim.objects.visible_to(request.user).filter(by_hour=True)
    return get_object_or_404(bookings.for_page(), pk=pk)


def _time(request: Request, pk: int) -> Occasion:
    claims = Claim.objects.visible_to(request.user)
    rows = Occasion.objects.filter(booking__claim__in=claims)
    return get_object_or_404(rows.for_lines(), pk=pk)


def _week(request: Request, room: Room, form: OwnUseForm | None = None) -> HttpResponse:
    keeps = can_manage(request.user, room.listing)
    shown = RoomWeek(room, _day(request), request.user)
    context = {
        "room": room,
        "listing": room.listing,
        "week": shown,
        "may_book": may_trade(request.user)
        and room.listing.is_live
        and not shown.is_owner,
        "keeps": keeps,
    }
    if keeps:
        context["form"] = form or OwnUseForm(initial=chosen_slot(request.GET))
        context["own_uses"] = own_use.times_to_come(room.listing)
    return render(request, "claims/rooms/week.html", context)


def _day(request: Request) -> Any:
    try:
        return DayField(required=False).clean(request.GET.get("week", ""))
    except forms.ValidationError:
        return None


def _seen(request: Request) -> frozenset[datetime]:
    keys = request.POST.getlist(SEEN)
    found = (parse_datetime(key) for key in keys if len(key) < LONGEST_MOMENT)
    return frozenset(moment for moment in found if moment and moment.tzinfo)


def _was_shown(request: Request, spans: list[Span], obstacles: dict[Span, str]) -> bool:
    """Was all of this shown before it was sent? One time that is free needs no look."""
    if len(spans) == 1 and not obstacles:
        return True
    if len(obstacles) == len(spans):
        return False
    confirmed = "confirmed" in request.POST
    return confirmed and {span.start for span in obstacles} <= _seen(request)


def _preview(
    request: Request, room: Room, spans: list[Span], obstacles: dict[Span, str]
) -> dict[str, Any]:
    own = request.user.organisation_id
    met = rooms.asking(room, spans)
    others = [it for it in met if it.booking.claim.organisation_id != own]
    rows = [
        {
            "span": span,
            "why": obstacles.get(span, ""),
            "asking": sum(rooms.meets(it, span) for it in others),
        }
        for span in spans
    ]
    free = len(spans) - len(obstacles)
    sentence = ngettext("Ask for this time", "Ask for these %(n)s times", free)
    typed = [
        (name, value)
        for name in request.POST
        if name not in (SEEN, "confirmed", "csrfmiddlewaretoken")
        for value in request.POST.getlist(name)
    ]
    return {
        "rows": rows,
        "free": free,
        "submit": sentence % {"n": free},
        "typed": typed,
        "seen": [span.start.isoformat() for span in obstacles],
    }
