"""Rows as a file to keep: for Excel (.xlsx), or as text (.csv) that opens there too, in
the reader's language."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
# A spreadsheet would take a text that begins so for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | Decimal | date | None
Rows = Iterable[list[Cell]]


def to_keep(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file that the browser keeps under a name."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(body, content_type=KINDS[kind], headers=disposition)


def as_csv(headings: Sequence[str], rows: Rows) -> bytes:
    """With the separator and the decimal mark of the reader's own Excel, and the mark
    by which that knows UTF-8."""
    text = StringIO(newline="")
    dutch = get_language() == "nl"
    writer = csv.writer(text, delimiter=";" if dutch else ",")
    writer.writerow(headings)
    writer.writerows([_written(cell, dutch=dutch) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(
    title: str, headings: Sequence[str], widths: Sequence[int], rows: Rows
) -> bytes:
    """Numbers as numbers, days as days, and every text as a text. A width is in
    characters."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _written(cell: Cell, *, dutch: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}" if dutch else cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",") if dutch else str(cell)
    text = str(cell)
    return (
        f"'{text}" if text.startswith(FORMULA) and not isinstance(cell, int) else text
    )


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith("="):
        return text  # a cell of its own costs three times as much
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _heading(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell
