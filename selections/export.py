"""One's own offers as a file: for Excel (.xlsx), or as text (.csv) that opens there
too, in the reader's language. Its headings are those that `surplus` reads again."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from base.refusal import Refused
from base.words import Words
from catalogue.terms import Term
from listings.models import Listing
from listings.querysets import ListingQuerySet
from selections.actions import MOST

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
AT_ONCE = 2_000  # rows in memory
# A spreadsheet would take a text that begins so for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | Decimal | date | None


class Column(NamedTuple):
    """Its heading, its width in characters, and what stands there of a listing."""

    heading: Words
    width: int
    value: Callable[[Listing], Cell]


COLUMNS = [
    Column(_("Article"), 40, lambda row: row.title),
    Column(_("Number of pieces"), 10, lambda row: row.quantity),
    Column(_("Unit"), 10, lambda row: row.unit),
    Column(_("Still free"), 10, lambda row: row.left),
    Column(_("State"), 16, lambda row: capfirst(row.get_state_display())),
    Column(_("Category"), 26, lambda row: str(row.category)),
    Column(_("Terms"), 18, lambda row: _terms(row)),
    Column(_("Price (€)"), 12, lambda row: row.price_eur),
    Column(_("Rent (€)"), 12, lambda row: row.rent_eur),
    Column(_("Rent is counted"), 14, lambda row: row.get_rent_per_display()),
    Column(_("Condition"), 20, lambda row: capfirst(row.get_condition_display())),
    Column(_("Location"), 30, lambda row: str(row.location)),
    Column(_("Room"), 14, lambda row: row.room),
    Column(_("Available from"), 14, lambda row: row.available_from),
    Column(_("Available until"), 14, lambda row: row.available_until),
    Column(_("Expiry date"), 14, lambda row: row.expiry_date),
    Column(_("Lot number"), 14, lambda row: row.lot),
    Column(_("GTIN (barcode)"), 16, lambda row: row.gtin),
    Column(_("Weight per piece (kg)"), 12, lambda row: row.weight_kg),
    Column(_("New price (€)"), 12, lambda row: row.new_price_eur),
    Column(_("Description"), 50, lambda row: row.description),
    Column(_("Made on"), 14, lambda row: _day(row.made_at)),
    Column(_("Live since"), 14, lambda row: _day(row.live_at)),
    Column(_("Address of its page"), 40, lambda row: _address(row)),
]


def answer(listings: ListingQuerySet, kind: str) -> HttpResponse:
    """The file to keep, named by its day."""
    rows = _rows(listings)
    body = as_csv(rows) if kind == "csv" else as_xlsx(rows)
    name = f"{_now('offers')}-{timezone.localdate():%Y-%m-%d}.{kind}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=KINDS[kind], headers=disposition)


def as_csv(rows: Iterable[list[Cell]]) -> bytes:
    """With the separator and the decimal mark of the reader's own Excel, and the mark
    by which that knows UTF-8."""
    text = StringIO(newline="")
    dutch = get_language() == "nl"
    writer = csv.writer(text, delimiter=";" if dutch else ",")
    writer.writerow(_headings())
    writer.writerows([_written(cell, dutch=dutch) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[list[Cell]]) -> bytes:
    """Numbers as numbers, days as days, and every text as a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_now("Offers"))
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS):
        sheet.column_dimensions[_letter(number)].width = column.width
    sheet.append([_heading(sheet, heading) for heading in _headings()])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(listings: ListingQuerySet) -> Iterator[list[Cell]]:
    keys = list(listings.order_by("-made_at", "-pk").values_list("pk", flat=True))
    if len(keys) > MOST:
        raise Refused(_now("These are too many at once. Narrow them down first."))
    known = Listing.objects.select_related("category", "location").defer("search")
    for start in range(0, len(keys), AT_ONCE):
        found = known.in_bulk(keys[start : start + AT_ONCE])
        for key in keys[start : start + AT_ONCE]:
            if row := found.get(key):
                yield [column.value(row) for column in COLUMNS]


def _headings() -> list[str]:
    return [str(column.heading) for column in COLUMNS]


def _written(cell: Cell, *, dutch: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}" if dutch else cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",") if dutch else str(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # also where it begins with "="
    return cell


def _heading(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _terms(row: Listing) -> str:
    return ", ".join(str(Term(term).label) for term in row.terms)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _address(row: Listing) -> str:
    return settings.SITE_URL + reverse("listings:detail", args=[row.pk])
