"""Comparing who asked, dividing, and what an asker says to what is proposed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue.units import amount
from claims import actions
from claims.comparison import Comparison
from claims.forms.dividing import ChangeForm, DivideForm
from claims.models import Claim
from listings.models import Listing
from members.requests import Request


def compare(request: Request, listing_pk: int) -> HttpResponse:
    """All who asked for one offer side by side; sent here, the pieces are divided."""
    listing = _own(request, listing_pk)
    form = DivideForm(request.POST or None, comparison=Comparison(listing))
    if request.method == "POST" and form.check_total():
        given = actions.divide(listing, form.pieces, by=request.user)
        messages.success(request, _divided(len(given)))
        return redirect("claims:compare", listing.pk)
    context = {"listing": listing, "form": form, "comparison": form.comparison}
    return render(request, "claims/compare.html", context)


@require_safe
def left_over(request: Request, listing_pk: int) -> HttpResponse:
    """What remains of what is free, while the boxes are filled in."""
    listing = _own(request, listing_pk)
    form = DivideForm(request.GET, comparison=Comparison(listing))
    context = {"listing": listing, "form": form}
    return render(request, "claims/_left_over.html", context)


def agree(request: Request, pk: int) -> HttpResponse:
    """The page to which the letter about a proposal leads, with one button."""
    claim = _claim(request, pk)
    actions.check_can_agree(claim, by=request.user)
    if request.method == "POST":
        actions.agree(claim, by=request.user)
        if not claim.is_of_thing:
            messages.success(request, _("Agreed. The owner gets a letter."))
            return redirect(claim)
        messages.success(request, _("Agreed. Now choose how and when it is collected."))
        return redirect("logistics:schedule", claim.pk)
    submit = _("Yes, %(quantity)s")
    pieces = {"quantity": amount(claim.quantity, claim.listing.unit)}
    return _one_press(
        request, claim, _("Kept for you"), submit=submit % pieces, proposal=True
    )


def wait_for_all(request: Request, pk: int) -> HttpResponse:
    """Let a part go, and wait for all of it."""
    claim = _claim(request, pk)
    actions.check_can_agree(claim, by=request.user)
    if request.method == "POST":
        claim = actions.wait_for_all(claim, by=request.user)
        messages.success(request, _("You keep your place on the waiting list."))
        return redirect(claim)
    sentence = _(
        "What was kept for you goes to who waits next. You keep your place, and get a "
        "letter when all of it is free at once. Who asks for fewer may go before you."
    )
    title, submit = _("Wait for all of it"), _("Let the part go, and wait")
    return _one_press(request, claim, title, sentence=sentence, submit=submit)


def stay(request: Request, pk: int) -> HttpResponse:
    """Keep a place on the waiting list for longer."""
    claim = _claim(request, pk)
    if request.method == "POST":
        claim = actions.stay(claim, by=request.user)
        messages.success(request, _("You keep your place on the waiting list."))
        return redirect(claim)
    actions.check_can_stay(claim, by=request.user)
    title, submit = _("Do you still need it?"), _("Yes, keep my place")
    return _one_press(request, claim, title, submit=submit)


def change(request: Request, pk: int) -> HttpResponse:
    """The asker needs another number, or other days."""
    claim = _claim(request, pk)
    actions.check_can_change(claim, by=request.user)
    form = ChangeForm(request.POST or None, claim=claim)
    if form.is_valid():
        claim = actions.change(claim, by=request.user, **form.cleaned_data)
        messages.success(request, _("Changed. The owner gets a letter."))
        return redirect(claim)
    return render(request, "claims/change.html", {"claim": claim, "form": form})


def _own(request: Request, pk: int) -> Listing:
    offers = Listing.objects.of(request.user.organisation)
    return get_object_or_404(offers.select_related("location", "organisation"), pk=pk)


def _claim(request: Request, pk: int) -> Claim:
    claims = Claim.objects.visible_to(request.user)
    return get_object_or_404(claims.for_lines(), pk=pk)


def _one_press(
    request: Request, claim: Claim, title: str, **more: object
) -> HttpResponse:
    context = {"claim": claim, "title": title, **more}
    return render(request, "claims/one_press.html", context)


def _divided(how_many: int) -> str:
    told = ngettext(
        "Given to %(n)s asker, who gets a letter.",
        "Given to %(n)s askers, who get a letter.",
        how_many,
    )
    return told % {"n": how_many}
