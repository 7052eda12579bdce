"""Asking for what is offered, and answering."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.months import Month
from base.page_parts import next_of, told_of
from base.paging import page_of
from catalogue import searched
from claims import actions, availability, letters, rules
from claims.booking_page import times_of
from claims.filters import Side
from claims.forms.asking import AskForm, DeclineForm, WishForm, WithdrawForm
from claims.free_days import FreeMonth, goes_out
from claims.job_page import job_of
from claims.models import Bundle, Claim
from claims.querysets import ClaimQuerySet
from claims.rooms import room_of
from listings.models import Listing, service_of
from members.models import User
from members.requests import Request


def index(request: Request) -> HttpResponse:
    """What others ask of us, and what we ask of others."""
    side = Side(request.GET, request.user)
    context = {"side": side, "page": page_of(request, side.claims())}
    if side.ours:
        context["baskets"] = Bundle.objects.baskets_of(request.user)
    return render(request, "claims/index.html", context)


def ask(request: Request, listing_pk: int) -> HttpResponse:
    """Ask for (part of) a listing; who did so already comes to that claim."""
    listings = Listing.objects.visible_to(request.user).for_cards()
    listing = get_object_or_404(listings, pk=listing_pk)
    if listing.is_room and room_of(listing):
        return redirect("claims:room", listing.pk)
    if service_of(listing):
        return redirect("claims:ask_service", listing.pk)
    if request.method == "GET" and (
        earlier := actions.earlier_ask(listing, by=request.user)
    ):
        return redirect(earlier)
    actions.check_can_ask(listing, by=request.user)
    form = AskForm(request.POST or None, listing=listing, asker=request.user)
    if form.is_valid():
        claim = actions.ask(listing, by=request.user, **form.cleaned_data)
        messages.success(request, _sent(claim))
        response = redirect(claim)
        searched.led_to_an_ask(request, response, listing.category)
        return response
    context = {"listing": listing, "form": form, "busy": availability.soon(listing)}
    if goes_out(listing):
        context["free"] = FreeMonth(listing, Month.now())
    return render(request, "claims/ask.html", context)


@require_safe
def total(request: Request, listing_pk: int) -> HttpResponse:
    """What the wish in an open form comes to, as far as it can be read."""
    listings = Listing.objects.visible_to(request.user)
    listing = get_object_or_404(listings, pk=listing_pk)
    form = WishForm(request.GET, listing=listing)
    context = {"form": form, "listing": listing}
    return render(request, "claims/_total.html", context)


def detail(request: Request, pk: int) -> HttpResponse:
    """One claim, from asking to the end; for both sides."""
    claims = _claims(request).for_page().with_booking()
    claim = get_object_or_404(claims, pk=pk)
    owners, askers = letters.both_sides(claim) if claim.is_agreed else ([], [])
    context = {
        "claim": claim,
        "steps": story_of(claim, request.user),
        "is_owner": (is_owner := rules.can_answer(request.user, claim)),
        "is_asker": rules.can_withdraw(request.user, claim),
        "owners": owners,
        "askers": askers,
        **times_of(claim, is_owner=is_owner),
        "next_letter": next_of("claim", claim),
        **job_of(claim),
        "place": claim.state == Claim.State.WAITING and actions.place(claim),
    }
    return render(request, "claims/detail.html", context)


def story_of(claim: Claim, user: User) -> list[Any]:
    """Its own steps and all that others know to have happened, the oldest first. That
    it waited for approval, its asker's own people read alone."""
    steps = claim.steps.select_related("by")
    if user.organisation_id != claim.organisation_id:
        steps = steps.exclude(state=Claim.State.TO_APPROVE)
    return sorted([*steps, *told_of("claim", claim)], key=lambda step: step.at)


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """The owner says yes; then both choose when it is collected."""
    claim = get_object_or_404(_claims(request), pk=pk)
    claim = actions.accept(claim, by=request.user)
    if claim.giving:
        messages.success(request, _("Your yes waits for approval of your own people."))
        return redirect(claim)
    if not claim.is_of_thing:
        messages.success(request, _("Accepted. The asker gets a letter."))
        return redirect(claim)
    messages.success(request, _("Accepted. Now choose how and when it is collected."))
    return redirect("logistics:schedule", claim.pk)


@require_POST
def finish(request: Request, pk: int) -> HttpResponse:
    """The room is in use, or the service was done."""
    claim = get_object_or_404(_claims(request), pk=pk)
    actions.finish(claim, by=request.user)
    messages.success(request, _("Thank you. It is written down."))
    return redirect(claim)


def decline(request: Request, pk: int) -> HttpResponse:
    """The owner says no, and why."""
    claim = get_object_or_404(_claims(request).for_lines(), pk=pk)
    actions.check_can_decline(claim, by=request.user)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        actions.decline(claim, by=request.user, **form.cleaned_data)
        messages.success(request, _("Declined. The asker gets a letter."))
        return redirect(claim)
    return render(request, "claims/decline.html", {"claim": claim, "form": form})


def withdraw(request: Request, pk: int) -> HttpResponse:
    """The asker needs it no longer."""
    claim = get_object_or_404(_claims(request).for_lines(), pk=pk)
    actions.check_can_withdraw(claim, by=request.user)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw(claim, by=request.user, **form.cleaned_data)
        messages.success(request, _("Withdrawn. The owner gets a letter."))
        return redirect(claim)
    return render(request, "claims/withdraw.html", {"claim": claim, "form": form})


def _sent(claim: Claim) -> str:
    if claim.state == Claim.State.TO_APPROVE:
        return _("It waits for approval of your own organisation.")
    if claim.state == Claim.State.WAITING:
        place = {"place": actions.place(claim)}
        return _("You are number %(place)s on the waiting list.") % place
    if claim.is_agreed and not claim.is_of_thing:
        return _("It is yours. The owner gets a letter.")
    if claim.is_agreed:
        return _("It is yours. Now choose how and when it is collected.")
    return _("Your claim is on its way.")


def _claims(request: Request) -> ClaimQuerySet:
    return Claim.objects.visible_to(request.user)
