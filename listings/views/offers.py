"""Offering: the form, one's own offers, and what can be done with them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from base.paging import page_of
from base.returning import back_or
from base.words import Words
from catalogue import prediction
from catalogue.exact_names import named
from listings import actions, offers, rules, undoing
from listings.forms.labels import SERIAL, LabelForm, answers
from listings.forms.offer import ListingForm, OfferForm
from listings.forms.relist import RelistForm
from listings.intake import prohibited
from listings.models import Listing, service_of
from listings.search.mine import MineFilter
from members.requests import Request

LONGEST = 120  # letters of a title
REFUSED = "refused"  # in the address of a form: it was to be published
ROWS_ON_A_PAGE = 50  # of one's own offers
PREFILLED = ["title", "category", "quantity"]
State = Listing.State
FOR_OWN = _("Your colleagues can find your offer.")
NOW: dict[str, Words] = {
    State.DRAFT: _("Saved as a draft."),
    State.IN_REVIEW: _("Handed in: a moderator looks at it first."),
    State.LIVE: _("Your offer can be found by all members."),
    State.PAUSED: _("Paused."),
    State.GONE: _("Saved; nothing is left of it."),
    State.EXPIRED: _("Saved; it has expired."),
    State.WITHDRAWN: _("Withdrawn."),
}


@require_safe
def mine(request: Request) -> HttpResponse:
    """What one's own organisation offers, in every state."""
    chosen = MineFilter(request.GET, request=request)
    context = {"page": page_of(request, chosen.rows, ROWS_ON_A_PAGE), "chosen": chosen}
    return render(request, "listings/mine.html", context)


def offer(request: Request) -> HttpResponse:
    """The form for a new offer; sent here, it is published."""
    return _offer(request, offers.offer)


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """What the title says: likely categories, and at once what can't be shared."""
    title = request.GET.get("title", "")[:LONGEST]
    likely = prediction.suggest(title)
    blocks = prohibited.judge(title).blocks
    if likely and not blocks:
        blocks = prohibited.judge_category(likely[0]).blocks
    open_ones = [
        category
        for category in likely
        if not prohibited.judge_category(category).blocks
    ]
    outright = named(title)
    context = {
        "title": title.strip(),
        "categories": open_ones,
        "blocks": blocks,
        "named": outright if outright in open_ones else None,
    }
    return render(request, "listings/_suggestions.html", context)


@require_safe
def follows(request: Request) -> HttpResponse:
    """What follows from the category and the answers so far: the questions that it
    needs, and what is usual for such a thing."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    typed = _typed(request.GET)
    typed.setdefault(SERIAL, typed.get("label_serial", ""))
    form = OfferForm(by=request.user, initial=typed)
    form.suggest(before=request.GET.get("usual_of", ""))
    return render(request, "listings/_followed.html", {"form": form})


@require_POST
def label(request: Request) -> HttpResponse:
    """What the barcodes in some photos say, and what is known of that product. Nothing
    of the photos is kept."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    form = LabelForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "listings/_label.html", {"form": form})
    read = form.cleaned_data["photos"]
    shown = Listing.objects.visible_to(request.user).shown_before()
    known = shown.with_gtin(read.gtin).select_related("category").first()
    context = {"label": read, "answers": answers(read), "known": known}
    return render(request, "listings/_label.html", context)


@require_POST
def offer_draft(request: Request) -> HttpResponse:
    """The same form; sent here, it is kept as a draft."""
    return _offer(request, offers.keep)


def edit(request: Request, pk: int) -> HttpResponse:
    """The same form for an offer that is there."""
    return _edit(request, pk, offers.change)


def edit_and_publish(request: Request, pk: int) -> HttpResponse:
    """The same form of a draft; sent here, it is published."""
    return _edit(request, pk, offers.change_and_publish)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """A draft goes to the others, or to a moderator first."""
    return done(request, actions.publish(seen(request, pk), by=request.user))


@require_POST
def open_now(request: Request, pk: int) -> HttpResponse:
    """Its own people had it to themselves long enough."""
    return done(request, actions.open_now(seen(request, pk), by=request.user))


@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    """Not for now."""
    return _undoable(request, actions.pause(seen(request, pk), by=request.user))


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    """It can be asked for again."""
    return done(request, actions.resume(seen(request, pk), by=request.user))


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """It is offered no longer."""
    return _undoable(request, actions.withdraw(seen(request, pk), by=request.user))


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """A pause or a withdrawal is taken back."""
    return done(request, undoing.undo(seen(request, pk), by=request.user))


def relist(request: Request, pk: int) -> HttpResponse:
    """Offered again; the page asks for a new last day when the old one is past."""
    listing = _kept(request, pk)
    form = RelistForm(sent(request)[0])
    if form.is_valid():
        return done(
            request, actions.relist(listing, by=request.user, **form.cleaned_data)
        )
    return render(request, "listings/relist.html", {"form": form, "listing": listing})


@require_POST
def copy(request: Request, pk: int) -> HttpResponse:
    """The same again as a draft, to change what differs."""
    again = actions.copy(seen(request, pk), by=request.user)
    messages.success(request, _("This is the copy. Change what differs."))
    return redirect("listings:edit", again.pk)


def _offer(request: Request, deed: Callable[..., Listing]) -> HttpResponse:
    if not rules.can_offer(request.user):
        raise PermissionDenied
    known = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    form = OfferForm(*sent(request), initial=known, by=request.user)
    if form.is_valid():
        listing = deed(by=request.user, **form.answers)
        return done(request, listing, was_to_publish=deed is offers.offer)
    form.is_refused = deed is offers.offer
    return render(request, "listings/offer.html", {"form": form})


def _edit(request: Request, pk: int, deed: Callable[..., Listing]) -> HttpResponse:
    listing = _kept(request, pk)
    form = ListingForm(
        *sent(request),
        instance=listing,
        organisation=listing.organisation,
        publishing=deed is offers.change_and_publish,
    )
    publishes = deed is offers.change_and_publish
    if form.is_valid():
        changed = deed(listing, by=request.user, **form.answers)
        return done(request, changed, was_to_publish=publishes)
    if REFUSED in request.GET:
        form.refuse()
    form.is_refused = form.is_refused or publishes
    return render(request, "listings/edit.html", {"form": form, "listing": listing})


def _typed(query: QueryDict) -> dict[str, Any]:
    """What is in a form that is not sent yet."""
    several = {"terms": query.getlist("terms")}
    return {name: value for name, value in query.items() if value} | several


def sent(request: Request) -> tuple:
    """What came with a form: its answers and its files."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def seen(request: Request, pk: int) -> Listing:
    return get_object_or_404(Listing.objects.visible_to(request.user), pk=pk)


def _kept(request: Request, pk: int) -> Listing:
    """A listing whose form this person may open."""
    listing = seen(request, pk)
    if not rules.can_edit(request.user, listing):
        raise PermissionDenied
    return listing


def _undoable(request: Request, listing: Listing) -> HttpResponse:
    """Done, with a button beside the sentence to take it back."""
    return done(request, listing, undo=reverse("listings:undo", args=[listing.pk]))


def done(
    request: Request,
    listing: Listing,
    *,
    was_to_publish: bool = False,
    undo: str = "",
) -> HttpResponse:
    """Say what it is now, and go back to where the button was. What stayed a draft
    goes on in its form, which says what stands in its way."""
    if listing.approval and listing.approval.is_waiting:
        messages.success(request, _("It waits for approval of your own organisation."))
        return redirect("listings:detail", listing.pk)
    if was_to_publish and listing.state == State.DRAFT:
        return redirect(f"{reverse('listings:edit', args=[listing.pk])}?{REFUSED}=on")
    is_hidden = listing.state == State.LIVE and listing.is_for_own_only
    sentence = FOR_OWN if is_hidden else NOW[listing.state]
    messages.success(request, sentence, extra_tags=undo)
    service = service_of(listing)
    if service and not service.is_said and not undo:
        return redirect("listings:service", listing.pk)
    return redirect(back_or(request, "listings:detail", listing.pk))
