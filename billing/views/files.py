"""Files of statements: invoices as PDF and UBL, lines as spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from billing import overview, spreadsheet
from billing.models import Charge, Document, Statement
from members.requests import Request


@require_safe
def document(request: Request, pk: int) -> HttpResponse:
    """As PDF, to read."""
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    return _file(bytes(found.pdf), "application/pdf", f"{found.reference}.pdf")


@require_safe
def document_ubl(request: Request, pk: int) -> HttpResponse:
    """As UBL, to send."""
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    name = f"{found.reference}.xml"
    return _file(bytes(found.ubl), "application/xml", name, keep=True)


@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """The lines of one statement."""
    mine = Statement.objects.visible_to(request.user)
    statement = get_object_or_404(mine, pk=pk)
    lines = Charge.objects.filter(statement=statement)
    name = f"{statement.month:%Y-%m}-{statement.pk}"
    return spreadsheet.answer(lines, "xlsx", name, request.user)


@require_safe
def xlsx(request: Request) -> HttpResponse:
    """All lines of a year, for Excel."""
    return _year(request, "xlsx")


@require_safe
def csv(request: Request) -> HttpResponse:
    """The same as text."""
    return _year(request, "csv")


def _year(request: Request, kind: str) -> HttpResponse:
    year = overview.year_of(request.GET.get("year", ""))
    mine = Statement.objects.visible_to(request.user).of_year(year)
    lines = Charge.objects.filter(statement__in=mine)
    return spreadsheet.answer(lines, kind, str(year), request.user)


def _file(body: bytes, kind: str, name: str, *, keep: bool = False) -> HttpResponse:
    how = "attachment" if keep else "inline"
    disposition = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=disposition)
