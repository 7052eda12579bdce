"""Finding what is offered."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from base.page_parts import told_of
from base.paging import page_of
from catalogue import searched
from catalogue.reader_places import chosen_place, reader_places
from catalogue.search_meaning import suggested
from catalogue.tree import tree
from listings import rules
from listings.compiled import page_of_listing, similar_to
from listings.forms.shown_as import ShownAsForm, remember, shown_as
from listings.intake import publication, questions
from listings.models import Listing, Room, service_of
from listings.models.room import ROWS
from listings.search.filters import ListingFilter
from listings.undoing import can_undo
from members.models import User
from members.requests import Request

LONGEST = 100  # letters that suggestions are made of
LONGEST_QUERY = 2_000  # letters of an address


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def index(request: Request) -> HttpResponse:
    """What can be asked for now. HTMX gets the results without the page around."""
    listings = Listing.objects.visible_to(request.user).live()
    search = ListingFilter(request.GET, listings, request=request)
    page = page_of(request, search.keys)
    page.object_list = search.hits(page.number)
    part = request.htmx.target == "results"
    template = "listings/_found.html" if part else "listings/index.html"
    context = {"search": search, "page": page, "shown_as": shown_as(request)}
    response = render(request, template, context)
    _learn(search, response)
    return response


def _learn(search: ListingFilter, response: HttpResponse) -> None:
    """Of words that found nothing, or of which nobody knows what they mean."""
    if search.is_unsure:
        searched.go_along(response, search.meaning.words)
    if search.text and not search.keys and search.is_only_words:
        searched.found_nothing(search.meaning.words)


@require_POST
def show_as(request: Request) -> HttpResponse:
    """The same results as cards or as rows, from now on in this browser."""
    asked = QueryDict(request.POST.get("query", "")[:LONGEST_QUERY])
    answer = redirect(f"{reverse('listings:index')}?{asked.urlencode()}")
    form = ShownAsForm(request.POST)
    if form.is_valid():
        remember(answer, form.cleaned_data["shown_as"])
    return answer


@require_safe
def suggest(request: Request) -> HttpResponse:
    """What may be meant with what is typed in the search so far."""
    likely = suggested(request.GET.get("q", "")[:LONGEST])
    findable = tree().findable
    categories = [findable[code] for code in likely if code in findable]
    return render(request, "listings/_suggest.html", {"categories": categories})


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """Everything that somebody who might want it asks himself."""
    place = chosen_place(reader_places(request.user), request.GET.get("near"))
    listing = page_of_listing.first(pk, request.user, place)
    if listing is None:
        raise Http404
    answered = questions.answered(listing)
    context = {
        "listing": listing,
        "place": place,
        "answered": answered,
        "similar": similar_to(pk, listing.category_id, request.user, place),
        "address": request.build_absolute_uri(request.path),
    }
    if listing.is_room:
        context["room"] = Room.objects.filter(pk=pk).prefetch_related(*ROWS).first()
    context["service"] = service_of(listing)
    if rules.can_edit(request.user, listing):
        context |= _for_its_keepers(listing, request.user)
    return render(request, "listings/detail.html", context)


def _for_its_keepers(listing: Listing, user: User) -> dict:
    """What happened with it, and what stands in its way."""
    is_draft = listing.state == Listing.State.DRAFT
    steps = list(listing.steps.select_related("by", "subject"))
    return {
        "keeps": True,
        "proposal": listing.proposals.waiting().first(),
        "steps": sorted([*steps, *told_of("offer", listing)], key=lambda it: it.at),
        "can_undo": can_undo(user, listing, steps),
        "obstacle": publication.obstacle(listing) if is_draft else "",
        "why": steps[-1].why if steps else "",
    }
