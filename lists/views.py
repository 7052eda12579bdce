"""A surplus list: sent, looked at row by row, and placed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from base.paging import whole_page_of
from listings import rules
from lists import actions, placement
from lists.forms import (
    ColumnsForm,
    ImportForm,
    LineForm,
    PlaceForm,
    RowForm,
    SharedForm,
    SheetForm,
)
from lists.lines import Line, Lines
from lists.models import Import
from lists.tabs import Tabs
from members.requests import Request

ROWS_ON_A_PAGE = 60


def start(request: Request) -> HttpResponse:
    """Choose a file; what was read in it is kept, and shown on the next page."""
    if not rules.can_offer(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, by=request.user)
    if form.is_valid():
        return redirect("lists:preview", form.imported.pk)
    earlier = Import.objects.of(request.user.organisation).latest_first()[:10]
    return render(request, "lists/start.html", {"form": form, "earlier": earlier})


@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """Every row with its verdict; and, when placed, the listing that it became."""
    imported = _own(request, pk)
    form = PlaceForm(organisation=imported.organisation)
    return _preview(request, imported, form)


@require_POST
def columns(request: Request, pk: int) -> HttpResponse:
    """Read the list again with what its columns really hold."""
    imported = _own(request, pk)
    if imported.surplus is None:
        raise Http404
    form = ColumnsForm(request.POST, imported=imported)
    if form.is_valid():
        actions.explain(imported, by=request.user, meanings=form.answers)
        messages.success(request, _("Understood. Your next lists are read so too."))
    return redirect("lists:preview", imported.pk)


@require_POST
def answers(request: Request, pk: int) -> HttpResponse:
    """What is said once for many rows."""
    imported = _own(request, pk)
    form = SharedForm(request.POST, lines=_lines(imported))
    if form.is_valid():
        actions.answer(imported, by=request.user, said=form.cleaned_data)
    return redirect("lists:preview", imported.pk)


@require_POST
def offer_row(request: Request, pk: int) -> HttpResponse:
    """A row that was skipped offers something."""
    imported, form = _own(request, pk), RowForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.offer_row(imported, **form.cleaned_data, by=request.user)
    return redirect("lists:preview", imported.pk)


@require_POST
def show_sheet(request: Request, pk: int) -> HttpResponse:
    """A hidden sheet is read after all."""
    imported = _own(request, pk)
    form = SheetForm(request.POST, surplus=_lines(imported).surplus)
    if not form.is_valid():
        raise Http404
    actions.show_sheet(imported, **form.cleaned_data, by=request.user)
    return redirect("lists:preview", imported.pk)


@require_POST
def change_earlier(request: Request, pk: int, key: str) -> HttpResponse:
    """The offer of an earlier list says from now on what this row says."""
    imported, _found = _line(request, pk, key)
    actions.change_earlier(imported, key, by=request.user)
    return _to_line(request, imported, key)


def line(request: Request, pk: int, key: str) -> HttpResponse:
    """One row, to be put right."""
    imported, found = _line(request, pk, key)
    form = LineForm(request.POST or None, line=found)
    if form.is_valid():
        actions.mend(imported, key, by=request.user, answers=form.answers)
        return _to_line(request, imported, key)
    context = {"imported": imported, "line": found, "form": form}
    page = "_edit" if request.htmx else "line"
    return render(request, f"lists/{page}.html", context)


@require_POST
def leave_out(request: Request, pk: int, key: str) -> HttpResponse:
    """This row is not offered."""
    imported, _found = _line(request, pk, key)
    actions.leave_out(imported, key, by=request.user)
    return _to_line(request, imported, key)


@require_POST
def take_in(request: Request, pk: int, key: str) -> HttpResponse:
    """This row is offered after all."""
    imported, _found = _line(request, pk, key)
    actions.take_in(imported, key, by=request.user)
    return _to_line(request, imported, key)


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """Make listings of what can be placed."""
    imported = _own(request, pk)
    form = PlaceForm(request.POST, organisation=imported.organisation)
    if not form.is_valid():
        return _preview(request, imported, form)
    placement.confirm(imported, by=request.user, **form.cleaned_data)
    return redirect("lists:preview", imported.pk)


@require_safe
def progress(request: Request, pk: int) -> HttpResponse:
    """How far a worker is; when it is ready, HTMX fetches the page anew."""
    imported = _own(request, pk)
    answer = render(request, "lists/_progress.html", {"imported": imported})
    if not (imported.is_being_placed or imported.is_being_read):
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back all that a list became."""
    imported = _own(request, pk)
    gone = placement.undo(imported, by=request.user)
    sentence = ngettext(
        "%(n)s offer is taken back.", "%(n)s offers are taken back.", gone
    )
    messages.success(request, sentence % {"n": localize(gone)})
    return redirect("lists:preview", imported.pk)


def _own(request: Request, pk: int) -> Import:
    own = Import.objects.of(request.user.organisation)
    return get_object_or_404(own, pk=pk)


def _line(request: Request, pk: int, key: str) -> tuple[Import, Line]:
    imported = _own(request, pk)
    found = _lines(imported).find(key) if imported.can_be_mended else None
    if found is None:
        raise Http404
    return imported, found


def _to_line(request: Request, imported: Import, key: str) -> HttpResponse:
    """Back to the row in the list; HTMX gets the row alone."""
    if request.htmx:
        lines = Lines(_own(request, imported.pk))
        context = {"imported": imported, "lines": lines, "line": lines.find(key)}
        context["tabs"] = Tabs(lines, "")
        answer = render(request, "lists/_mended.html", context)
        if lines.placeable <= 1:  # the first one, or none any more: the page differs
            answer["HX-Refresh"] = "true"
        return answer
    preview = reverse("lists:preview", args=[imported.pk])
    return redirect(f"{preview}#row-{key[:12]}")


def _preview(request: Request, imported: Import, form: PlaceForm) -> HttpResponse:
    if imported.is_being_read or imported.is_being_placed:
        return render(request, "lists/waiting.html", {"imported": imported})
    if imported.unreadable:
        return render(request, "lists/unreadable.html", {"imported": imported})
    lines = Lines(imported)
    tabs = Tabs(lines, request.GET.get("show", ""))
    rows = lines.skipped if tabs.shows_skipped else lines.shown(tabs.shown)
    context = {"imported": imported, "lines": lines, "form": form, "tabs": tabs}
    context["page"] = whole_page_of(request, rows, ROWS_ON_A_PAGE)
    if imported.can_be_mended:
        context["columns"] = ColumnsForm(imported=imported)
        context["shared"] = SharedForm(lines=lines)
    return render(request, "lists/preview.html", context)


def _lines(imported: Import) -> Lines:
    if imported.surplus is None:
        raise Http404
    return Lines(imported)
