"""What comes with renting and lending: which days are free, keeping it longer, and the
deposit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.months import Month
from claims import actions, availability, rules
from claims.forms.lending import DeclineExtensionForm, ExtendForm, ReturnDepositForm
from claims.free_days import FreeMonth
from claims.models import Claim, Extension
from claims.querysets import ClaimQuerySet
from claims.states import TEMPORARY
from listings.models import Listing
from members.requests import Request


@require_safe
def free_days(request: Request, listing_pk: int) -> HttpResponse:
    """A month of what is free per day: the page, or for HTMX only the month."""
    listings = Listing.objects.visible_to(request.user).filter(terms__overlap=TEMPORARY)
    listing = get_object_or_404(listings.for_cards(), pk=listing_pk)
    month = Month.read(request.GET.get("month", "")) or Month.now()
    page = "_free_month" if request.htmx else "free_days"
    context = {"listing": listing, "free": FreeMonth(listing, month)}
    return render(request, f"claims/lending/{page}.html", context)


def extend(request: Request, pk: int) -> HttpResponse:
    """Keep it longer: the asker asks, the owner does."""
    claim = get_object_or_404(_claims(request).for_page(), pk=pk)
    actions.check_can_extend(claim, by=request.user)
    form = ExtendForm(request.POST or None, claim=claim)
    is_owner = rules.can_answer(request.user, claim)
    if form.is_valid():
        deed = actions.extend if is_owner else actions.ask_extension
        extension = deed(claim, by=request.user, **form.cleaned_data)
        if is_owner:
            messages.success(request, _("Extended. The asker gets a letter."))
            return redirect(claim)
        messages.success(request, _("Asked. The owner gets a letter."))
        return redirect(extension)
    context = {
        "claim": claim,
        "form": form,
        "is_owner": is_owner,
        "last": availability.last_day_for(claim),
        "others": availability.who_asks_after(claim) if is_owner else [],
    }
    return render(request, "claims/lending/extend.html", context)


@require_safe
def extension(request: Request, pk: int) -> HttpResponse:
    """One wish to keep something longer; its owner answers here."""
    found = _extension(request, pk)
    claim = found.claim
    context = {
        "extension": found,
        "claim": claim,
        "is_owner": rules.can_answer(request.user, claim),
        "is_asker": rules.can_withdraw(request.user, claim),
        "misfit": actions.day_misfits(claim, found.until) if found.is_open else "",
        "others": availability.who_asks_after(claim, found.until),
        "steps": found.steps.select_related("by"),
    }
    return render(request, "claims/lending/extension.html", context)


@require_POST
def extension_grant(request: Request, pk: int) -> HttpResponse:
    """The owner says yes."""
    extension = actions.grant_extension(_extension(request, pk), by=request.user)
    messages.success(request, _("Extended. The asker gets a letter."))
    return redirect(extension.claim)


def extension_decline(request: Request, pk: int) -> HttpResponse:
    """The owner says no, and why."""
    found = _extension(request, pk)
    actions.check_can_answer_extension(found, by=request.user)
    form = DeclineExtensionForm(request.POST or None)
    if form.is_valid():
        actions.decline_extension(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Declined. The asker gets a letter."))
        return redirect(found.claim)
    context = {"extension": found, "claim": found.claim, "form": form}
    return render(request, "claims/lending/decline.html", context)


@require_POST
def extension_withdraw(request: Request, pk: int) -> HttpResponse:
    """The asker brings it back as agreed after all."""
    extension = actions.withdraw_extension(_extension(request, pk), by=request.user)
    messages.success(request, _("Withdrawn. The owner gets a letter."))
    return redirect(extension.claim)


@require_POST
def deposit_receive(request: Request, pk: int) -> HttpResponse:
    """The owner has the deposit."""
    claim = get_object_or_404(_claims(request), pk=pk)
    actions.receive_deposit(claim, by=request.user)
    messages.success(request, _("Written down: you have the deposit."))
    return redirect(claim)


def deposit_return(request: Request, pk: int) -> HttpResponse:
    """The owner gives it back, all or a part."""
    claim = get_object_or_404(_claims(request).for_page(), pk=pk)
    if not rules.can_answer(request.user, claim):
        return redirect(claim)
    form = ReturnDepositForm(request.POST or None)
    if form.is_valid():
        actions.return_deposit(claim, by=request.user, **form.cleaned_data)
        messages.success(request, _("Written down. The asker gets a letter."))
        return redirect(claim)
    context = {"claim": claim, "form": form}
    return render(request, "claims/lending/deposit.html", context)


def _claims(request: Request) -> ClaimQuerySet:
    return Claim.objects.visible_to(request.user)


def _extension(request: Request, pk: int) -> Extension:
    mine = Extension.objects.visible_to(request.user).for_page()
    return get_object_or_404(mine, pk=pk)
