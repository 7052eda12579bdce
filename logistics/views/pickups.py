"""Planning when goods change hands, and saying that they did."""

from collections.abc import Iterable, Sequence
from itertools import chain

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from base.returning import back_or
from claims import letters
from claims.models import Claim
from logistics import actions, rules
from logistics.calendar import appointment
from logistics.confirm_forms import HandOverForm, ReturnForm
from logistics.forms import CallOffForm, SlotForm
from logistics.models import Pickup, PickupLine
from logistics.querysets import PickupQuerySet
from logistics.remaining import to_plan
from members.models import User
from members.requests import Request

OUT, BACK = Pickup.Direction.OUT, Pickup.Direction.BACK


def schedule(request: Request, claim_pk: int) -> HttpResponse:
    """Choose how and when the goods go out; what is planned shows its own page."""
    return _schedule(request, claim_pk, OUT)


def schedule_return(request: Request, claim_pk: int) -> HttpResponse:
    """Choose how and when rented or lent goods come back."""
    return _schedule(request, claim_pk, BACK)


def _schedule(request: Request, claim_pk: int, direction: str) -> HttpResponse:
    claims = Claim.objects.visible_to(request.user).for_page()
    claim = get_object_or_404(claims, pk=claim_pk)
    planned = actions.standing(claim, direction)
    if request.method == "GET" and planned and not to_plan(claim, direction):
        return redirect(planned)
    actions.check_can_schedule(claim, direction, by=request.user)
    form = _slot_form(request, claim, direction)
    if form.is_valid():
        pickup = actions.schedule(
            claim, by=request.user, direction=direction, **form.cleaned_data
        )
        messages.success(request, _("Planned. Both sides get a letter."))
        return _after(pickup)
    return render(request, "logistics/schedule.html", {"claim": claim, "form": form})


def detail(request: Request, pk: int) -> HttpResponse:
    """Everything that the mover and the door need to know, on one page."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    claims = pickup.carried
    context = {
        "pickup": pickup,
        "lines": pickup.lines.all(),
        "claim": claims[0],
        "is_agreed": any(claim.is_agreed for claim in claims),
        "steps": pickup.steps.select_related("by"),
        "owners": _people(letters.owners(claim) for claim in claims),
        "askers": _people(letters.askers(claim) for claim in claims),
        "may_change": pickup.is_planned and rules.can_change(request.user, pickup),
    }
    return render(request, "logistics/detail.html", context)


def confirm(request: Request, pk: int) -> HttpResponse:
    """Did it happen? Yes closes it; no leads to another time, or to calling it off."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    actions.check_can_change(pickup, by=request.user)
    form = _what_happened(request, pickup.direction, list(pickup.lines.all()))
    if form.is_valid():
        actions.complete(pickup, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. It is written down."))
        return redirect(pickup)
    context = {"pickup": pickup, "form": form, "is_return": pickup.is_return}
    return render(request, "logistics/confirm.html", context)


def handed_over(request: Request, claim_pk: int) -> HttpResponse:
    """The goods changed hands already, though nobody planned it, or for later."""
    return _happened(request, claim_pk, OUT)


def returned(request: Request, claim_pk: int) -> HttpResponse:
    """What was rented or lent is back already."""
    return _happened(request, claim_pk, BACK)


def _happened(request: Request, claim_pk: int, direction: str) -> HttpResponse:
    claims = Claim.objects.visible_to(request.user).for_page()
    claim = get_object_or_404(claims, pk=claim_pk)
    actions.check_can_have_happened(claim, direction, by=request.user)
    form = _what_happened(request, direction, _lines_of(claim, direction))
    if form.is_valid():
        pickup = actions.happened(
            claim, by=request.user, direction=direction, **form.cleaned_data
        )
        messages.success(request, _("Thank you. It is written down."))
        return redirect(back_or(request, pickup))
    context = {"claim": claim, "form": form, "is_return": direction == BACK}
    return render(request, "logistics/happened.html", context)


def _lines_of(claim: Claim, direction: str) -> Sequence[PickupLine]:
    """What moved without a plan; when all is planned, what is."""
    if pieces := actions.unplanned(claim, direction):
        return [PickupLine(claim=claim, quantity=pieces)]
    planned = claim.pickups.planned().filter(direction=direction).for_page()
    return list(planned[0].lines.all())


def _what_happened(
    request: Request, direction: str, lines: Sequence[PickupLine]
) -> HandOverForm | ReturnForm:
    """How much of it moved, and what became of the rest."""
    said = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    kind = ReturnForm if direction == BACK else HandOverForm
    return kind(*said, lines=lines)


def reschedule(request: Request, pk: int) -> HttpResponse:
    """Choose another time, or another way."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    actions.check_can_change(pickup, by=request.user)
    claim = pickup.carried[0]
    form = _slot_form(request, claim, pickup.direction, pickup.mover, moving=pickup)
    if form.is_valid():
        actions.reschedule(pickup, by=request.user, **form.cleaned_data)
        messages.success(request, _("Planned anew. Both sides get a letter."))
        return redirect(pickup)
    context = {"claim": claim, "pickup": pickup, "form": form}
    return render(request, "logistics/schedule.html", context)


def call_off(request: Request, pk: int) -> HttpResponse:
    """It does not go on, and why."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    actions.check_can_change(pickup, by=request.user)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        actions.call_off(pickup, by=request.user, **form.cleaned_data)
        messages.success(request, _("Called off. Both sides get a letter."))
        return redirect(pickup.carried[0])
    context = {"pickup": pickup, "form": form}
    return render(request, "logistics/call_off.html", context)


def calendar(request: Request, pk: int) -> HttpResponse:
    """The appointment as a file for a calendar."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    name = f"deelplatform-{pickup.pk}.ics"
    return HttpResponse(
        appointment(pickup),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _pickups(request: Request) -> PickupQuerySet:
    return Pickup.objects.visible_to(request.user)


def _slot_form(
    request: Request,
    claim: Claim,
    direction: str,
    mover: str = Pickup.Mover.ASKER,
    moving: Pickup | None = None,
) -> SlotForm:
    """The mover is chosen by a link, so that it works without scripts."""
    return SlotForm(
        request.POST or None,
        claim=claim,
        direction=direction,
        mover=request.GET.get("mover", mover),
        moving=moving,
    )


def _after(pickup: Pickup) -> HttpResponse:
    """What goes out for a time comes back: plan that right away."""
    loans = [claim for claim in pickup.carried if claim.is_temporary]
    if loans and not pickup.is_return:
        return redirect("logistics:schedule_return", loans[0].pk)
    return redirect(pickup)


def _people(sides: Iterable[list[User]]) -> list[User]:
    """Everybody once, in order."""
    return list(dict.fromkeys(chain.from_iterable(sides)))
