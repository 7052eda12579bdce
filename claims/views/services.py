"""Services: asking for one, and quotes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue import searched
from claims import actions
from claims.forms.services import AskServiceForm, DeclineQuoteForm, QuoteForm
from claims.models import Claim, Quote
from listings.models import Listing, service_of
from members.requests import Request


def ask_service(request: Request, listing_pk: int) -> HttpResponse:
    """Ask for a service, with what its owner needs to know."""
    listings = Listing.objects.visible_to(request.user).for_cards()
    listing = get_object_or_404(listings, pk=listing_pk)
    service = service_of(listing)
    if service is None:
        raise Http404
    earlier = actions.earlier_ask(listing, by=request.user)
    if earlier and request.method == "GET":
        return redirect(earlier)
    actions.check_can_trade(listing, by=request.user)
    form = AskServiceForm(request.POST or None, service=service, asker=request.user)
    if form.is_valid():
        claim = actions.ask_service(listing, form.wish, by=request.user)
        messages.success(request, _sent(claim))
        response = redirect(claim)
        searched.led_to_an_ask(request, response, listing.category)
        return response
    context = {"listing": listing, "service": service, "form": form}
    return render(request, "claims/services/ask.html", context)


def quote(request: Request, pk: int) -> HttpResponse:
    """The owner names a price; what is sent already is replaced."""
    claim = _job(request, pk)
    actions.check_can_quote(claim, by=request.user)
    form = QuoteForm(request.POST or None, claim=claim)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("valid_until", "words")}
        actions.send_quote(claim, form.lines, by=request.user, **said)
        messages.success(request, _("Sent. The asker gets a letter."))
        return redirect(claim)
    context = {"claim": claim, "job": claim.job, "form": form}
    return render(request, "claims/services/quote.html", context)


@require_POST
def quote_accept(request: Request, pk: int) -> HttpResponse:
    """The asker says yes to the version on their page."""
    claim = actions.accept_quote(_quote(request, pk), by=request.user)
    if claim.is_agreed:
        messages.success(request, _("Agreed. Now choose when it is done."))
    else:
        messages.success(request, _("It waits for approval of your own organisation."))
    return redirect(claim)


def quote_decline(request: Request, pk: int) -> HttpResponse:
    """The asker says no to a price, and why."""
    found = _quote(request, pk)
    actions.check_can_decline_quote(found, by=request.user)
    form = DeclineQuoteForm(request.POST or None)
    if form.is_valid():
        actions.decline_quote(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Declined. The owner gets a letter."))
        return redirect(found.claim)
    context = {"quote": found, "claim": found.claim, "form": form}
    return render(request, "claims/services/decline.html", context)


@require_POST
def quote_honour(request: Request, pk: int) -> HttpResponse:
    """The owner stands by a quote whose day is over."""
    found = actions.honour_quote(_quote(request, pk), by=request.user)
    messages.success(request, _("It stands for another week. The asker gets a letter."))
    return redirect(found.claim)


@require_POST
def quote_undo(request: Request, pk: int) -> HttpResponse:
    """It was accepted by mistake: one side says so, the other one confirms."""
    found = actions.undo_acceptance(_quote(request, pk), by=request.user)
    sentence = _("The quote is open again.")
    if not found.is_open:
        sentence = _("The other side is asked whether that is right.")
    messages.success(request, sentence)
    return redirect(found.claim)


def _sent(claim: Claim) -> str:
    if claim.state == Claim.State.TO_APPROVE:
        return _("It waits for approval of your own organisation.")
    if claim.is_agreed:
        return _("It is yours. The owner gets a letter.")
    return _("Your claim is on its way.")


def _quote(request: Request, pk: int) -> Quote:
    quotes = Quote.objects.visible_to(request.user).select_related("claim__listing")
    return get_object_or_404(quotes, pk=pk)


def _job(request: Request, pk: int) -> Claim:
    claims = Claim.objects.visible_to(request.user).filter(is_job=True)
    return get_object_or_404(claims.for_page(), pk=pk)
