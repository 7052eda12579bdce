"""Opening a file: what the reader sees of a spreadsheet, whatever its format.

Everything that could make the program choke is refused here, before it is opened.
"""

import codecs
import io
import re
import zipfile
from collections.abc import Collection
from pathlib import PurePath
from typing import IO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from surplus.cleaning import clean
from surplus.delimited import decoded, read_csv
from surplus.html_table import read_html
from surplus.sheet import (
    MAX_AREA,
    MAX_COLUMNS,
    MAX_ROWS,
    Sheet,
    noted,
    refuse_if_too_long,
    take_merged,
    unread,
)
from surplus.spreadsheet_xml import NAMESPACE, read_spreadsheet_xml
from surplus.unreadable import Unreadable
from surplus.written_lines import is_written, read_written

MAX_BYTES = 20 * 1024 * 1024
ROOM_FOR_HEADINGS = 100  # titles and section rows are not counted as a list's rows
START = 4096  # letters that tell what a file is
_MARKUP = re.compile(
    r"<(?:!doctype\b|!--|\?xml\b|(?:html|head|meta|title|style|body|div|span|center|font"
    r"|table|p|h\d)\b)"
)
# Many programs call a text with tabs .xls, which Excel opens.
TEXTS = {".csv", ".txt", ".tsv", ".tab", ".xls", ""}
MAX_STYLES_BYTES = 5 * 1024 * 1024  # of a workbook that somebody made by hand: a tenth
MAX_XML_BYTES = 60 * 1024 * 1024  # unpacked, without pictures
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
_AREA = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\""
)


def open_workbook(
    file: IO[bytes], name: str, shown: Collection[str] = ()
) -> list[Sheet]:
    """All sheets of a spreadsheet (.xlsx, .xls, .ods, .xlsb), a .csv or a web page with
    tables, or `Unreadable` with the reason. A hidden sheet is only counted, unless its
    name is among `shown`."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable(too_large())
    if not content.strip():
        raise Unreadable(_("This file is empty."))
    sheets = _sheets(content, name, shown)
    if not any(sheet.rows or sheet.unread for sheet in sheets):
        raise Unreadable(_("There is nothing in this file."))
    filled = sum(any(row) for sheet in sheets for row in sheet.rows)
    if filled > MAX_ROWS + ROOM_FOR_HEADINGS:
        raise Unreadable(
            _("This list has more than 10,000 rows. Split it into smaller files.")
        )
    return sheets


def too_large() -> str:
    """Why a file of more than `MAX_BYTES` is refused."""
    return _("This file is larger than 20 MB. Split it, or leave out the photos.")


def _sheets(content: bytes, name: str, shown: Collection[str]) -> list[Sheet]:
    if content.startswith(b"PK\x03\x04"):
        return _read_package(content, shown)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable(_locked())
        return _read_plain(content, shown)
    if re.match(rb"(?:[\x09-\x7e]\x00){8}", content):  # UTF-16 without its mark
        content = codecs.BOM_UTF16_LE + content
    return _read_text(content, name, shown)


def _read_text(content: bytes, name: str, shown: Collection[str]) -> list[Sheet]:
    """A file that is no package: what it is called tells nothing."""
    start = decoded(content[:START]).lstrip("\ufeff \t\r\n").lower()
    title = PurePath(name).stem
    if start.startswith("<?xml") and NAMESPACE in start:
        return read_spreadsheet_xml(content, shown)
    if _MARKUP.match(start):
        return [read_html(decoded(content), title)]
    is_text = PurePath(name).suffix.lower() in TEXTS
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_text or (b"\x00" in content[:START] and not is_utf16):
        raise Unreadable(_no_spreadsheet())
    text = decoded(content)
    if is_written(text):
        return [read_written(text, title)]
    return [Sheet(title, read_csv(text, MAX_ROWS))]


def _locked() -> str:
    return _(
        "This file is protected with a password. Save it without one and try again."
    )


def _read_package(content: bytes, shown: Collection[str]) -> list[Sheet]:
    """An .xlsx with what a person sees in it. One that openpyxl can't open, or would
    choke on, still has its cells; so has every other format."""
    members = _checked_members(content)
    if "xl/workbook.xml" not in members or _has_large_areas(content):
        return _read_plain(content, shown)
    try:
        sheets = _read_xlsx(content, shown)
    except Unreadable:
        raise
    except Exception:  # openpyxl breaks on odd styles in every imaginable way
        return _read_plain(content, shown)
    is_something = any(sheet.rows or sheet.unread for sheet in sheets)
    return sheets if is_something else _read_plain(content, shown)


def _read_xlsx(content: bytes, shown: Collection[str]) -> list[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    seen = {it.title for it in book.worksheets if it.sheet_state == "visible"}
    seen |= set(shown)
    answers = book
    if any(_has_formula(sheet) for sheet in book.worksheets if sheet.title in seen):
        answers = openpyxl.load_workbook(
            io.BytesIO(content), data_only=True, keep_links=False
        )
    return [
        _read_sheet(sheet, answers[sheet.title])
        if sheet.title in seen
        else unread(sheet.title, _bare_rows(sheet))
        for sheet in book.worksheets
    ]


def _bare_rows(sheet: Worksheet) -> list[list[object]]:
    rows: dict[int, list[object]] = {}
    for cell in sheet._cells.values():
        rows.setdefault(cell.row, []).append(cell.value)
    return list(rows.values())


def _read_plain(content: bytes, shown: Collection[str]) -> list[Sheet]:
    """Cells and merged areas only, of any format that a spreadsheet program saves."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _plain_sheet(book.get_sheet_by_name(about.name))
            if about.visible == SheetVisibleEnum.Visible or about.name in shown
            else unread(about.name, book.get_sheet_by_name(about.name).iter_rows())
            for about in book.sheets_metadata
        ]
    except PasswordError as error:
        raise Unreadable(_locked()) from error
    except CalamineError as error:
        raise Unreadable(
            _(
                "This spreadsheet is damaged and cannot be opened. Open it in Excel,"
                " save it as an Excel workbook (.xlsx) and try again."
            )
        ) from error


def _plain_sheet(sheet: CalamineSheet) -> Sheet:
    refuse_if_too_long(sheet.total_height)
    rows = sheet.to_python(skip_empty_area=False)
    found = Sheet(sheet.name, all_is_seen=False)
    found.rows = [[clean(cell) for cell in row[:MAX_COLUMNS]] for row in rows]
    areas = sheet.merged_cell_ranges or []
    take_merged(
        found,
        [
            (left + 1, top + 1, right + 1, low + 1)
            for (top, left), (low, right) in areas
        ],
    )
    return found


def _has_large_areas(content: bytes) -> bool:
    """Would its merged cells and links make more cells than a list can have?"""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = (n for n in package.namelist() if n.startswith("xl/worksheets/"))
        area = sum(
            _size(found) for n in sheets for found in _AREA.findall(package.read(n))
        )
    return area > MAX_AREA


def _size(area: tuple[bytes, ...]) -> int:
    left, top, right, bottom = (part.decode() for part in area)
    columns = column_index_from_string(right[-3:]) - column_index_from_string(left[-3:])
    return (abs(columns) + 1) * (abs(int(bottom) - int(top)) + 1)


def _checked_members(content: bytes) -> dict[str, int]:
    """The parts of a package and their sizes; refuses what is no spreadsheet, and what
    would unpack to far more than a list can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable(
            _("This spreadsheet is damaged and cannot be opened.")
        ) from error
    members = {info.filename.replace("\\", "/"): info.file_size for info in parts}
    if not _BOOKS & members.keys():
        raise Unreadable(_no_spreadsheet())
    xml = sum(
        size
        for name, size in members.items()
        if name.endswith((".xml", ".rels", ".vml"))
    )
    styles = members.get("xl/styles.xml", 0) > MAX_STYLES_BYTES
    if styles or xml > MAX_XML_BYTES or sum(members.values()) > MAX_UNPACKED_BYTES:
        raise Unreadable(
            _("This spreadsheet is too big when it is unpacked. Split it up.")
        )
    return members


_BOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}


def _no_spreadsheet() -> str:
    return _("This is not a spreadsheet. Save your list as .xlsx or .csv.")


def _has_formula(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for cell in sheet._cells.values())


def _read_sheet(sheet: Worksheet, answers: Worksheet) -> Sheet:
    """Cells, merged ranges, crossed-out rows and comments of one sheet.

    Only cells that exist are visited: a cell far below does not make a million rows.
    """
    found = Sheet(sheet.title)
    known = answers._cells
    filled = [
        c
        for c in sheet._cells.values()
        if c.value not in (None, "") and c.column <= MAX_COLUMNS
    ]
    height = max((cell.row for cell in filled), default=0)
    refuse_if_too_long(height)
    width = max((cell.column for cell in filled), default=0)
    found.rows = [[None] * width for _row in range(height)]
    for cell in filled:
        _take_cell(found, cell, known[cell.row, cell.column])
    take_merged(found, [area.bounds for area in sheet.merged_cells.ranges])
    _take_hidden(found, sheet)
    return found


def _take_hidden(found: Sheet, sheet: Worksheet) -> None:
    """What a filter or a person took out of sight."""
    found.hidden = {n - 1 for n, row in sheet.row_dimensions.items() if row.hidden}
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min:
            found.hidden_columns |= set(range(column.min - 1, column.max))


def _take_cell(found: Sheet, cell: ExcelCell, answer: ExcelCell) -> None:
    row, column = cell.row - 1, cell.column - 1
    found.rows[row][column] = clean(answer.value, cell.number_format)
    if cell.data_type == "f" and answer.value is None:
        found.unknown.add((row, column))
    if isinstance(cell.value, str) and cell.font.strike:
        found.struck.setdefault(row, set()).add(column)
    if cell.comment:
        said = (column, noted(cell.comment.text, cell.comment.author))
        found.comments.setdefault(row, []).append(said)
