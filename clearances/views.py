"""Emptying a building: started, walked through with a phone, and shared."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import localize
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from base.paging import page_of
from clearances import actions
from clearances.forms import ClearanceForm, ThingForm
from clearances.models import Clearance
from listings import rules
from listings.models import Listing
from members.requests import Request

THINGS_ON_A_PAGE = 60
LAST = 5  # things that the phone shows again
State = Listing.State
LEVELS = {
    State.LIVE: messages.SUCCESS,
    State.IN_REVIEW: messages.INFO,
    State.DRAFT: messages.WARNING,
}


@require_safe
def index(request: Request) -> HttpResponse:
    """The clearances of one's own organisation."""
    own = Clearance.objects.of(request.user.organisation).counted()
    page = page_of(request, own.for_page())
    return render(request, "clearances/index.html", {"page": page})


def start(request: Request) -> HttpResponse:
    """A name, a place and two days."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    form = ClearanceForm(request.POST or None, organisation=request.user.trades_for)
    if form.is_valid():
        clearance = actions.start(by=request.user, **form.cleaned_data)
        return redirect("clearances:add", clearance.pk)
    return render(request, "clearances/form.html", {"form": form})


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """The page to share: what can be had, room by room; its own people see the rest of
    it too, and what they can do."""
    seen = Clearance.objects.visible_to(request.user).for_page()
    clearance = get_object_or_404(seen, pk=pk)
    things = clearance.seen_by(request.user)
    context = {
        "clearance": clearance,
        "page": page_of(request, things, THINGS_ON_A_PAGE),
        "is_own": rules.can_manage(request.user, clearance),
        "drafts": clearance.listings.filter(state=State.DRAFT).count(),
        "is_shared": clearance.listings.live().exists(),
        "address": request.build_absolute_uri(clearance.get_absolute_url()),
    }
    return render(request, "clearances/detail.html", context)


def edit(request: Request, pk: int) -> HttpResponse:
    """Another name, place or other days."""
    clearance = _own(request, pk)
    form = ClearanceForm(
        request.POST or None,
        instance=clearance,
        organisation=clearance.organisation,
    )
    if form.is_valid():
        actions.change(clearance, by=request.user, **form.cleaned_data)
        messages.success(request, _("Changed; everything in it follows."))
        return redirect(clearance)
    context = {"form": form, "clearance": clearance}
    return render(request, "clearances/form.html", context)


def add(request: Request, pk: int) -> HttpResponse:
    """One thing after the other, with a phone. What waited there for a line comes
    with `X-Waited`, and gets an answer for the script that sent it."""
    waited = request.headers.get("X-Waited")
    if waited and not _is_there(request, pk):
        return render(request, "clearances/_gone.html", status=410)
    clearance = _own(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    known = {"room": request.GET.get("room", "")}
    form = ThingForm(*sent, initial=known, clearance=clearance)
    if form.is_valid():
        thing = actions.add(clearance, by=request.user, **form.answers)
        return _added(request, clearance, thing)
    context = {"form": form, "clearance": clearance, "last": _last(clearance)}
    if waited:
        return render(request, "clearances/_refused.html", context, status=422)
    return render(request, "clearances/add.html", context)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Everything that can be offered, at once."""
    clearance = _own(request, pk)
    counted = actions.publish(clearance, by=request.user)
    for state, level in LEVELS.items():
        if number := counted[state]:
            messages.add_message(request, level, _became(state, number))
    return redirect(clearance)


@require_POST
def keep(request: Request) -> HttpResponse:
    """What waited on a phone for a clearance that is gone, saved by itself."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    form = ThingForm(request.POST, request.FILES)
    if form.is_valid():
        thing = actions.keep(by=request.user, **form.answers)
        return render(request, "clearances/_kept.html", {"thing": thing}, status=201)
    return render(request, "clearances/_refused.html", {"form": form}, status=422)


def _became(state: str, number: int) -> str:
    """What came of so many of the drafts."""
    if state == State.LIVE:
        words = ngettext("%(n)s thing is live.", "%(n)s things are live.", number)
    elif state == State.IN_REVIEW:
        words = ngettext(
            "%(n)s thing waits for a moderator.",
            "%(n)s things wait for a moderator.",
            number,
        )
    else:
        words = ngettext(
            "%(n)s thing still has a question to answer, and stays a draft.",
            "%(n)s things still have a question to answer, and stay drafts.",
            number,
        )
    return words % {"n": localize(number)}


def _added(request: Request, clearance: Clearance, thing: Listing) -> HttpResponse:
    if request.headers.get("X-Waited"):
        context = {"last": _last(clearance)}
        return render(request, "clearances/_last_things.html", context, status=201)
    messages.success(request, _("“%(what)s” is added.") % {"what": thing})
    again = reverse("clearances:add", args=[clearance.pk])
    return redirect(f"{again}?{urlencode({'room': thing.room})}")


def _last(clearance: Clearance) -> list[Listing]:
    return list(clearance.listings.for_cards().latest_first()[:LAST])


def _is_there(request: Request, pk: int) -> bool:
    return Clearance.objects.of(request.user.organisation).filter(pk=pk).exists()


def _own(request: Request, pk: int) -> Clearance:
    own = Clearance.objects.of(request.user.organisation)
    clearance = get_object_or_404(own.for_page(), pk=pk)
    if not rules.can_manage(request.user, clearance):
        raise PermissionDenied
    return clearance
