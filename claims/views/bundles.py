"""A basket of things of one owner, and what was asked together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims import actions, rules
from claims.forms.asking import AskForm
from claims.forms.bundles import AnswerTogetherForm, AskTogetherForm
from claims.models import Bundle, BundleRow
from listings.models import Listing
from members.requests import Request

KEPT = ["term", "quantity", "starts_on", "ends_on"]


@require_POST
def put_in(request: Request, listing_pk: int) -> HttpResponse:
    """The wish of an open form goes into the basket for its owner."""
    listings = Listing.objects.visible_to(request.user).for_cards()
    listing = get_object_or_404(listings, pk=listing_pk)
    actions.check_can_ask(listing, by=request.user)
    form = AskForm(request.POST, listing=listing, asker=request.user, for_basket=True)
    if not form.is_valid():
        context = {"listing": listing, "form": form}
        return render(request, "claims/ask.html", context)
    wish = {name: form.cleaned_data[name] for name in KEPT if name in form.cleaned_data}
    row = actions.put_in(listing, by=request.user, **wish)
    messages.success(request, _("It is in your basket. Add more, or ask for all."))
    return redirect(row.bundle)


def basket(request: Request, pk: int) -> HttpResponse:
    """What is in a basket; sent here, all of it is asked for."""
    baskets = Bundle.objects.baskets_of(request.user)
    mine = get_object_or_404(baskets, pk=pk)
    form = AskTogetherForm(request.POST or None, basket=mine, asker=request.user)
    if form.is_valid():
        asked = actions.ask_together(mine, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your claims are on their way, in one letter."))
        return redirect(asked)
    rows = mine.rows.select_related("listing__location", "listing__group")
    context = {"basket": mine, "rows": rows, "form": form}
    return render(request, "claims/basket.html", context)


@require_POST
def take_out(request: Request, pk: int) -> HttpResponse:
    """Something is not asked for after all."""
    mine = BundleRow.objects.filter(bundle__in=Bundle.objects.baskets_of(request.user))
    row = get_object_or_404(mine.select_related("bundle"), pk=pk)
    return redirect(actions.take_out(row, by=request.user))


def together(request: Request, pk: int) -> HttpResponse:
    """All that was asked together: its owner answers here, its asker follows it."""
    bundle = _bundle(request, pk)
    form = AnswerTogetherForm(request.POST or None, bundle=bundle, reader=request.user)
    if request.method == "POST" and form.is_valid():
        actions.answer_together(bundle, form.pieces, by=request.user)
        messages.success(request, _("Answered. The asker gets one letter."))
        return redirect(bundle)
    context = {
        "bundle": bundle,
        "form": form,
        "is_owner": rules.can_answer_bundle(request.user, bundle),
        "is_asker": rules.can_ask_bundle(request.user, bundle),
        "proposed": [c for c in form.claims if c.state == c.State.PROPOSED],
    }
    return render(request, "claims/together.html", context)


@require_POST
def agree_to_all(request: Request, pk: int) -> HttpResponse:
    """The asker takes everything that is proposed."""
    bundle = _bundle(request, pk)
    actions.agree_to_all(bundle, by=request.user)
    messages.success(request, _("Agreed. Now choose how and when it is collected."))
    return redirect(bundle)


def _bundle(request: Request, pk: int) -> Bundle:
    return get_object_or_404(Bundle.objects.visible_to(request.user), pk=pk)
