"""The searches that somebody keeps."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from listings.models import Listing
from members.requests import Request
from outbox.kinds import Kind
from searches import actions, watching
from searches.forms import RhythmForm
from searches.models import SavedSearch, Watch

LONGEST = 2_000  # letters of a query


@require_safe
def index(request: Request) -> HttpResponse:
    """What I look for, and how often I hear of it."""
    kept = SavedSearch.objects.of(request.user)
    wish = request.user.gets(Kind.SEARCHES)
    lines = [
        (search, RhythmForm(instance=search), search.arrives(wish)) for search in kept
    ]
    context = {"lines": lines, "watches": Watch.objects.of(request.user)}
    return render(request, "searches/index.html", context)


@require_POST
def save(request: Request) -> HttpResponse:
    """Keep the search that was on the screen."""
    asked = QueryDict(request.POST.get("query", "")[:LONGEST])
    search = actions.save(asked, by=request.user)
    sentence = _("Saved: %s. What is new comes in your daily letter.")
    if search.rhythm == SavedSearch.Rhythm.DAILY:
        messages.success(request, sentence % search)
    return redirect("searches:index")


@require_POST
def rhythm(request: Request, pk: int) -> HttpResponse:
    """Choose how often."""
    search = get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)
    form = RhythmForm(request.POST, instance=search)
    if form.is_valid():
        actions.set_rhythm(search, form.cleaned_data["rhythm"])
        messages.success(request, _("Changed."))
    return redirect("searches:index")


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Look for it no longer."""
    get_object_or_404(SavedSearch.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("Removed. No letters come about it any more."))
    return redirect("searches:index")


@require_POST
def watch(request: Request, listing_pk: int) -> HttpResponse:
    """Tell me when this can be had."""
    seen = Listing.objects.visible_to(request.user)
    listing = get_object_or_404(seen, pk=listing_pk)
    watching.watch(listing, by=request.user)
    messages.success(request, _("You get a letter when this is free."))
    return redirect("listings:detail", listing.pk)


@require_POST
def unwatch(request: Request, pk: int) -> HttpResponse:
    """I need not hear of it any more."""
    watch = get_object_or_404(Watch.objects.of(request.user), pk=pk)
    watch.delete()
    messages.success(request, _("Removed. No letters come about it any more."))
    return redirect("searches:index")
