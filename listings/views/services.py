"""A service: what its owner says of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings import rules
from listings.forms.service import ServiceForm
from listings.views.offers import seen
from members.requests import Request


def service(request: Request, pk: int) -> HttpResponse:
    """How it is charged, where it is done, and what who asks has to say."""
    listing = seen(request, pk)
    if not listing.is_service:
        raise Http404
    if not rules.can_manage(request.user, listing):
        raise PermissionDenied
    form = ServiceForm(request.POST or None, listing=listing)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. This is how others see it."))
        return redirect("listings:detail", pk)
    context = {"form": form, "listing": listing}
    return render(request, "listings/service.html", context)
