"""Finding what is offered."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from base.paging import page_among
from listings import gate, questions, reporting, rules
from listings.filters import ListingFilter
from listings.forms_keeping import ReportForm
from listings.meaning import kinds_of
from listings.models import Listing, Photo
from listings.tree import tree
from listings.viewpoint import viewpoint, viewpoints

LONGEST = 100  # letters that suggestions are made of
A_YEAR_S = 365 * 24 * 3600


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def index(request: HttpRequest) -> HttpResponse:
    """What can be asked for now. HTMX gets the results without the page around."""
    listings = Listing.objects.visible_to(request.user).live().for_cards()
    search = ListingFilter(request.GET, listings, request=request)
    page = page_among(request, search.qs, search.keys)
    part = request.htmx.target == "results"
    template = "listings/_results.html" if part else "listings/index.html"
    return render(request, template, {"search": search, "page": page})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What may be meant with what is typed in the search so far."""
    likely = kinds_of(request.GET.get("q", "")[:LONGEST])
    there = tree().findable
    categories = [there[code] for code, _sure in likely if code in there]
    return render(request, "listings/_suggest.html", {"categories": categories})


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that somebody who might want it asks himself."""
    place = viewpoint(viewpoints(request.user), request.GET.get("near"))
    listings = Listing.objects.visible_to(request.user).seen_from(place).for_page()
    listing = get_object_or_404(listings, pk=pk)
    told = questions.told(listing)
    context = {"listing": listing, "place": place, "told": told}
    if rules.can_edit(request.user, listing):
        context |= _for_its_keepers(listing)
    return render(request, "listings/detail.html", context)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Something is wrong with it."""
    seen = Listing.objects.visible_to(request.user)
    listing = get_object_or_404(seen, pk=pk)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        reporting.report(listing, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. A moderator looks at it."))
        return redirect("listings:detail", listing.pk)
    return render(request, "listings/report.html", {"form": form, "listing": listing})


@require_safe
@cache_control(private=True, max_age=A_YEAR_S, immutable=True)
def photo(request: HttpRequest, pk: int, size: str) -> HttpResponse:
    """One size of a photo, for who may see its listing. A photo never changes."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    if size not in Photo.SIZES or not default_storage.exists(photo.path(size)):
        raise Http404
    return FileResponse(
        default_storage.open(photo.path(size)), content_type="image/webp"
    )


def _for_its_keepers(listing: Listing) -> dict:
    """What happened with it, and what stands in its way."""
    is_draft = listing.state == Listing.State.DRAFT
    steps = list(listing.steps.select_related("by", "subject"))
    return {
        "keeps": True,
        "proposal": listing.proposals.waiting().first(),
        "steps": steps,
        "obstacle": gate.obstacle(listing) if is_draft else "",
        "why": steps[-1].why if steps else "",
    }
