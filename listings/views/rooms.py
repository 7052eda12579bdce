"""A room by the hour: what its owner says of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings import rules
from listings.forms.room import RoomForm
from listings.views.offers import seen
from members.requests import Request


def room(request: Request, pk: int) -> HttpResponse:
    """For how many it is, when it is open, what it costs and how to get in."""
    listing = seen(request, pk)
    if not listing.is_room:
        raise Http404
    if not rules.can_manage(request.user, listing):
        raise PermissionDenied
    form = RoomForm(request.POST or None, listing=listing)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. This is how others see the week."))
        return redirect("claims:room", pk)
    return render(request, "listings/room.html", {"form": form, "listing": listing})
