"""Planning when goods change hands, and saying that they did."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from base.returning import back_or
from claims import letters
from claims.models import Claim
from logistics import actions, rules
from logistics.calendar import appointment
from logistics.forms import CallOffForm, SlotForm
from logistics.models import Pickup
from logistics.querysets import PickupQuerySet
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
    if request.method == "GET" and (planned := actions.standing(claim, direction)):
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
    context = {
        "pickup": pickup,
        "claim": pickup.claim,
        "steps": pickup.steps.select_related("by"),
        "owners": letters.owners(pickup.claim),
        "askers": letters.askers(pickup.claim),
        "may_change": pickup.is_planned and rules.can_change(request.user, pickup),
    }
    return render(request, "logistics/detail.html", context)


def confirm(request: Request, pk: int) -> HttpResponse:
    """Did it happen? Yes closes it; no leads to another time, or to calling it off."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    if request.method == "POST":
        actions.complete(pickup, by=request.user)
        messages.success(request, _("Thank you. It is written down."))
        return redirect(pickup)
    actions.check_can_change(pickup, by=request.user)
    context = {"pickup": pickup, "claim": pickup.claim}
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
    if request.method == "POST":
        pickup = actions.happened(claim, by=request.user, direction=direction)
        messages.success(request, _("Thank you. It is written down."))
        return redirect(back_or(request, pickup))
    actions.check_can_have_happened(claim, direction, by=request.user)
    context = {"claim": claim, "is_return": direction == BACK}
    return render(request, "logistics/happened.html", context)


def reschedule(request: Request, pk: int) -> HttpResponse:
    """Choose another time, or another way."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    actions.check_can_change(pickup, by=request.user)
    form = _slot_form(request, pickup.claim, pickup.direction, pickup.mover)
    if form.is_valid():
        actions.reschedule(pickup, by=request.user, **form.cleaned_data)
        messages.success(request, _("Planned anew. Both sides get a letter."))
        return redirect(pickup)
    context = {"claim": pickup.claim, "pickup": pickup, "form": form}
    return render(request, "logistics/schedule.html", context)


def call_off(request: Request, pk: int) -> HttpResponse:
    """It does not go on, and why."""
    pickup = get_object_or_404(_pickups(request).for_page(), pk=pk)
    actions.check_can_change(pickup, by=request.user)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        actions.call_off(pickup, by=request.user, **form.cleaned_data)
        messages.success(request, _("Called off. Both sides get a letter."))
        return redirect(pickup.claim)
    context = {"claim": pickup.claim, "pickup": pickup, "form": form}
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
) -> SlotForm:
    """The mover is chosen by a link, so that it works without scripts."""
    return SlotForm(
        request.POST or None,
        claim=claim,
        direction=direction,
        mover=request.GET.get("mover", mover),
    )


def _after(pickup: Pickup) -> HttpResponse:
    """What goes out for a time comes back: plan that right away."""
    if pickup.claim.is_temporary and not pickup.is_return:
        return redirect("logistics:schedule_return", pickup.claim_id)
    return redirect(pickup)
