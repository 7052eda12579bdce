"""A label to stick on what is offered."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from listings import rules
from listings.models import Listing
from listings.qr_codes import qr_code
from members.requests import Request


@require_safe
def print_label(request: Request, pk: int) -> HttpResponse:
    """What it is, whose and where, with a code that leads to its page."""
    listings = Listing.objects.visible_to(request.user).for_cards()
    listing = get_object_or_404(listings, pk=pk)
    if not rules.can_manage(request.user, listing):
        raise PermissionDenied
    address = settings.SITE_URL + reverse("listings:detail", args=[pk])
    context = {"listing": listing, "address": address, "qr": qr_code(address)}
    return render(request, "listings/print_label.html", context)
