"""What an owner does about an offer that lies still."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from listings import rules
from listings.views.offers import done, seen, sent
from members.requests import Request
from upkeep import actions
from upkeep.forms import NextForm


def what_next(request: Request, pk: int) -> HttpResponse:
    """Is it still there, and what happens with it?"""
    listing = seen(request, pk)
    if not rules.can_manage(request.user, listing):
        raise PermissionDenied
    form = NextForm(sent(request)[0], listing=listing)
    if form.is_valid():
        deed = actions.DEEDS[form.cleaned_data["answer"]]
        return done(request, deed(listing, by=request.user, **form.answers))
    return render(request, "upkeep/next.html", {"form": form, "listing": listing})
