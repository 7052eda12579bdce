"""Doing one thing with many of one's own offers, and seeing what came of each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.paging import page_of
from base.refusal import Refused
from listings import rules
from members.requests import Request
from selections import actions, export
from selections.forms import ChangeForm, ChoiceForm
from selections.models import Selection
from selections.results import Results

ROWS_ON_A_PAGE = 60


@require_POST
def begin(request: Request, deed: str) -> HttpResponse:
    """Do it with what was chosen."""
    choice = _choice(request)
    selection = actions.start(
        deed, choice.listings, by=request.user, submission=choice.submission
    )
    return redirect(selection)


def change(request: Request) -> HttpResponse:
    """Other terms, another place or another last day: first asked for, then done."""
    choice = _choice(request)
    typed = request.POST if "asked" in request.POST else None
    form = ChangeForm(typed, organisation=request.user.trades_for)
    if form.is_valid():
        selection = actions.start(
            Selection.Deed.CHANGE,
            choice.listings,
            by=request.user,
            submission=choice.submission,
            answers=form.changes,
        )
        return redirect(selection)
    context = {"form": form, "choice": choice, "count": choice.listings.count()}
    return render(request, "selections/change.html", context)


def download(request: Request, kind: str) -> HttpResponseBase:
    """What was chosen, or (by its address) all that a list shows, as a file."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return export.answer(_choice(request).listings, kind)
    everything = ChoiceForm(request, data=request.GET).narrowed.all
    return export.answer(everything, kind)


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """What came of it: what could not be done and why, and what was."""
    return render(request, "selections/detail.html", _context(request, pk))


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """A pause or a withdrawal of many is taken back."""
    return redirect(actions.undo(_own(request, pk), by=request.user))


@require_safe
def progress(request: Request, pk: int) -> HttpResponse:
    """How far it is; when it is ready, HTMX fetches the page anew."""
    context = _context(request, pk)
    answer = render(request, "selections/_progress.html", context)
    if context["results"].is_ready:
        answer["HX-Refresh"] = "true"
    return answer


def _choice(request: Request) -> ChoiceForm:
    """What was chosen; nothing is refused."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    choice = ChoiceForm(request, data=request.POST or request.GET)
    if not choice.is_chosen:
        raise Refused(_("Choose what you want to do this with first."))
    return choice


def _context(request: Request, pk: int) -> dict[str, Any]:
    selection = _own(request, pk)
    rows = selection.selected
    return {
        "selection": selection,
        "can_undo": actions.can_undo(selection),
        "results": Results(selection),
        "refused": page_of(request, rows.refused().for_lines(), ROWS_ON_A_PAGE),
        "done": rows.done().for_lines()[:ROWS_ON_A_PAGE],
    }


def _own(request: Request, pk: int) -> Selection:
    known = Selection.objects.select_related("by", "undoes", "undone_by")
    return get_object_or_404(known.of(request.user.organisation), pk=pk)
