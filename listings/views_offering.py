"""Offering: the form, one's own offers, and what can be done with them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from base.paging import page_of
from listings import actions, offering, photos, rules
from listings.filters import MineFilter
from listings.forms import AltForm, ListingForm, MoveForm, OfferForm, RelistForm
from listings.models import Listing, Photo

PREFILLED = ["title", "category", "quantity"]
State = Listing.State
NOW = {
    State.DRAFT: _("Saved as a draft."),
    State.IN_REVIEW: _("Handed in: a moderator looks at it first."),
    State.LIVE: _("Your offer can be found by all members."),
    State.PAUSED: _("Paused."),
    State.GONE: _("Saved; nothing is left of it."),
    State.EXPIRED: _("Saved; it has expired."),
    State.WITHDRAWN: _("Withdrawn."),
}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one's own organisation offers, in every state."""
    own = Listing.objects.of(request.user.organisation)
    chosen = MineFilter(request.GET, own.for_cards().latest_first(), request=request)
    tabs = chosen.tabs(own.counted_by_state())
    context = {"page": page_of(request, chosen.qs), "tabs": tabs, "chosen": chosen}
    return render(request, "listings/mine.html", context)


def offer(request: HttpRequest) -> HttpResponse:
    """The form for a new offer; sent here, it is published."""
    return _offer(request, offering.offer)


@require_POST
def offer_draft(request: HttpRequest) -> HttpResponse:
    """The same form; sent here, it is kept as a draft."""
    return _offer(request, offering.keep)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for an offer that is there."""
    listing = _kept(request, pk)
    keeper = {"instance": listing, "organisation": listing.organisation}
    form = ListingForm(*_sent(request), **keeper)
    if form.is_valid():
        return _done(request, offering.change(listing, by=request.user, **form.said))
    return render(request, "listings/edit.html", {"form": form, "listing": listing})


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft goes to the others, or to a moderator first."""
    return _done(request, actions.publish(_seen(request, pk), by=request.user))


@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Not for now."""
    return _done(request, actions.pause(_seen(request, pk), by=request.user))


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """It can be asked for again."""
    return _done(request, actions.resume(_seen(request, pk), by=request.user))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It is offered no longer."""
    return _done(request, actions.withdraw(_seen(request, pk), by=request.user))


def relist(request: HttpRequest, pk: int) -> HttpResponse:
    """Offered again; the page asks for a new last day when the old one is past."""
    listing = _kept(request, pk)
    form = RelistForm(_sent(request)[0])
    if form.is_valid():
        return _done(
            request, actions.relist(listing, by=request.user, **form.cleaned_data)
        )
    return render(request, "listings/relist.html", {"form": form, "listing": listing})


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same again as a draft, to change what differs."""
    again = actions.copy(_seen(request, pk), by=request.user)
    messages.success(request, _("This is the copy. Change what differs."))
    return redirect("listings:edit", again.pk)


@require_POST
def photo_alt(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a photo shows."""
    photo = _photo(request, pk)
    form = AltForm(request.POST, instance=photo)
    if form.is_valid():
        photos.describe(photo, by=request.user, **form.cleaned_data)
    return _to_photos(photo)


@require_POST
def photo_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a photo another place in the row."""
    photo = _photo(request, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        photos.move(photo, by=request.user, **form.cleaned_data)
    return _to_photos(photo)


@require_POST
def photo_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo away."""
    photo = _photo(request, pk)
    photos.remove(photo, by=request.user)
    messages.success(request, _("The photo is removed."))
    return _to_photos(photo)


def _offer(request: HttpRequest, deed: Callable[..., Listing]) -> HttpResponse:
    if not rules.can_offer(request.user):
        raise PermissionDenied
    known = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    form = OfferForm(*_sent(request), by=request.user, initial=known)
    if form.is_valid():
        return _done(request, deed(by=request.user, **form.said))
    return render(request, "listings/offer.html", {"form": form})


def _sent(request: HttpRequest) -> tuple:
    """What came with a form: its answers and its files."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _seen(request: HttpRequest, pk: int) -> Listing:
    return get_object_or_404(Listing.objects.visible_to(request.user), pk=pk)


def _kept(request: HttpRequest, pk: int) -> Listing:
    """A listing whose form this person may open."""
    listing = _seen(request, pk)
    if not rules.can_edit(request.user, listing):
        raise PermissionDenied
    return listing


def _photo(request: HttpRequest, pk: int) -> Photo:
    seen = Photo.objects.visible_to(request.user).select_related("listing")
    return get_object_or_404(seen, pk=pk)


def _to_photos(photo: Photo) -> HttpResponse:
    return redirect(reverse("listings:edit", args=[photo.listing_id]) + "#photos")


def _done(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Say what it is now, and go back to where the button was."""
    messages.success(request, NOW[listing.state])
    back = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("listings:detail", listing.pk)
