"""Saying that something is wrong with an offer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from listings import moderation
from listings.forms.report import ReportForm
from listings.models import Listing
from members.requests import Request


def report(request: Request, pk: int) -> HttpResponse:
    """Something is wrong with it."""
    seen = Listing.objects.visible_to(request.user)
    listing = get_object_or_404(seen, pk=pk)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        moderation.report(listing, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. A moderator looks at it."))
        return redirect("listings:detail", listing.pk)
    return render(request, "listings/report.html", {"form": form, "listing": listing})
