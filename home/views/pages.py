"""The front page, how accessible it all is, and the health of the whole."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from base.models import Failure
from home import work
from home.buy_check import check
from home.forms import CheckForm, WaitsForm, WindowForm
from home.glimpse import glimpse
from home.help import THEMES
from home.models import HelpDesk
from home.saved import saved
from home.sweeps import sweeps
from members.models import Organisation
from members.requests import Request
from members.rules import can_moderate, may_trade

# When everything that the accessibility statement names was last gone through.
CHECKED_ON = date(2026, 11, 27)


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """My work for members, the admin for moderators, the open page for all others."""
    if not request.user.is_authenticated:
        return _open_front(request)
    if may_trade(request.user):
        mine = work.work_of(request.user)
        return render(request, "home/work.html", {"work": mine})
    if can_moderate(request.user):
        return redirect("admin:index")
    return redirect("members:waiting")


def _open_front(request: HttpRequest) -> HttpResponse:
    """What it is, and a glimpse of what is offered."""
    context = {
        "members": Organisation.objects.active().count(),
        "saved": saved(),
        "glimpse": glimpse(WindowForm(request.GET)),
    }
    return render(request, "home/front.html", context)


@require_safe
def buy_check(request: Request) -> HttpResponse:
    """Is it on the Deelplatform? One page, and one address to link to."""
    form, found = CheckForm(request.GET if "q" in request.GET else None), None
    if form.is_valid():
        found = check(form.cleaned_data["q"], by=request.user)
    address = request.build_absolute_uri(reverse("home:check"))
    context = {"form": form, "check": found, "address": address}
    return render(request, "home/check.html", context)


@login_not_required
def waits(request: HttpRequest) -> HttpResponse:
    """How much waits for me: the menu looks again while its page is read. Whose
    session ended meanwhile is left in peace: they may be in the middle of a form."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    form = WaitsForm(request.GET)
    known = form.cleaned_data["known"] if form.is_valid() else work.COUNTED
    counts = work.counts_of(request.user)
    context = {"waits": work.Waits(counts.tasks, known), "is_news": True}
    context["letters"] = work.Waits(counts.letters)
    return render(request, "home/_waits.html", context)


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How it works, in questions and answers, and whom one calls."""
    desk = HelpDesk.now()
    hours = desk.hours_en if get_language() == "en" else desk.hours_nl
    context = {"themes": THEMES, "desk": desk, "desk_hours": hours}
    return render(request, "home/help.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: what we promise, test and know to fall short."""
    context = {"checked_on": CHECKED_ON, "address": settings.CONTACT_EMAIL}
    return render(request, "home/accessibility.html", context)


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and no sweep lags; else 503. Ages in seconds.

    A sweep whose oldest row waits longer than until the next tick, and then
    `settings.LAG_LIMIT_S`, means that the clock or the workers stand still. Rows that
    a sweep gave up are counted beside it (`base.failures`).
    """
    found = sweeps()
    late = [sweep.name for sweep in found if sweep.is_late]
    ages = {sweep.name: sweep.age_s for sweep in found}
    given_up = Failure.objects.given_up().count()
    body = {"ok": not late, "late": late, "oldest_due_s": ages, "given_up": given_up}
    return JsonResponse(body, status=503 if late else 200)
