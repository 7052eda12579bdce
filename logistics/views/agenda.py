"""One's agenda: as a list, as a month, and for a calendar elsewhere."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.paging import page_of
from logistics import feeds
from logistics.agenda import Agenda
from logistics.calendar import published
from logistics.forms import AgendaForm
from logistics.models import CalendarFeed
from members.requests import Request
from members.rules import may_trade

ROWS_ON_A_PAGE = 50


@require_safe
def agenda(request: Request) -> HttpResponse:
    """All pickups and returns that are to come, day by day."""
    shown = _agenda(request)
    page = page_of(request, shown.listed, ROWS_ON_A_PAGE)
    context = {"agenda": shown, "page": page, "feed": _feed(request)}
    return render(request, "logistics/agenda.html", context)


@require_safe
def month(request: Request) -> HttpResponse:
    """The same as a month on the wall."""
    context = {"agenda": _agenda(request), "feed": _feed(request)}
    return render(request, "logistics/month.html", context)


@require_POST
def feed_renew(request: Request) -> HttpResponse:
    """A secret address for one's own calendar; it is shown this once."""
    shown = _agenda(request)
    secret = feeds.renew(by=request.user, whose=shown.whose)
    path = reverse("logistics:feed", args=[secret])
    address = request.build_absolute_uri(path)
    # How calendar programs of phones and desks are told to subscribe.
    here = f"webcal://{address.partition('://')[2]}"
    context = {"agenda": shown, "address": address, "address_here": here}
    answer = render(request, "logistics/feed.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def feed_end(request: Request) -> HttpResponse:
    """No calendar reads it any more."""
    feeds.end(by=request.user)
    messages.success(request, _("The address does not work any more."))
    return redirect("logistics:agenda")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads, which knows no login: the address says whose."""
    found = feeds.opened(secret)
    if found is None:
        raise Http404
    feeds.note_read(found)
    with translation.override(found.person.language):
        body = published(found.person, found.whose)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )


def _agenda(request: Request) -> Agenda:
    if not may_trade(request.user):
        raise PermissionDenied
    return Agenda(AgendaForm(request.POST or request.GET), request.user)


def _feed(request: Request) -> Any:
    return CalendarFeed.objects.of(request.user).first()
