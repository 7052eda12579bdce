"""Opening a file: what the reader sees of a spreadsheet, whatever its format.

Everything that could make the program choke is refused here, before it is opened.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import PurePath
from typing import IO, Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.worksheet.worksheet import Worksheet

from surplus.delimited import read_csv
from surplus.unreadable import Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 10_000
ROOM_FOR_HEADINGS = 100  # titles and section rows are not counted as a list's rows
MAX_COLUMNS = 60  # what stands further to the right is not read
MAX_XML_BYTES = 60 * 1024 * 1024  # unpacked, without pictures
MAX_UNPACKED_BYTES = 150 * 1024 * 1024

Cell = str | int | float | date | None


@dataclass
class Sheet:
    """One table of cells; rows and columns count from 0 here, from 1 for people."""

    name: str
    rows: Sequence[list[Any]] = field(default_factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    wide: set[int] = field(default_factory=set)  # rows that one merged cell spans
    struck: set[int] = field(default_factory=set)  # rows that are crossed out
    comments: dict[int, list[str]] = field(default_factory=dict)
    unknown: set[tuple[int, int]] = field(
        default_factory=set
    )  # formulas without an answer


def open_workbook(file: IO[bytes], name: str) -> list[Sheet]:
    """All visible sheets of an .xlsx or .csv file, or `Unreadable` with the reason."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable(
            _("This file is larger than 20 MB. Split it, or leave out the photos.")
        )
    if not content.strip():
        raise Unreadable(_("This file is empty."))
    sheets = _sheets(content, name)
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(_("There is nothing in this file."))
    filled = sum(any(row) for sheet in sheets for row in sheet.rows)
    if filled > MAX_ROWS + ROOM_FOR_HEADINGS:
        raise Unreadable(
            _("This list has more than 10,000 rows. Split it into smaller files.")
        )
    return sheets


def _sheets(content: bytes, name: str) -> list[Sheet]:
    if content.startswith(b"PK\x03\x04"):
        return _read_xlsx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_old_or_locked(content))
    _refuse_other_formats(content, name)
    return [Sheet(PurePath(name).stem, read_csv(content, MAX_ROWS))]


def _old_or_locked(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _(
            "This file is protected with a password. Save it without one and try again."
        )
    return _(
        "This is an old Excel file (.xls). Save it as .xlsx or .csv and try again."
    )


def _refuse_other_formats(content: bytes, name: str) -> None:
    start = content[:512].lstrip().lower()
    is_markup = start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml"))
    is_text = PurePath(name).suffix.lower() in {".csv", ".txt", ".tsv", ".tab", ""}
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_markup or not is_text or (b"\x00" in content[:4096] and not is_utf16):
        raise Unreadable(
            _("This is not a spreadsheet. Save your list as .xlsx or .csv.")
        )


def _read_xlsx(content: bytes) -> list[Sheet]:
    _check_package(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        answers = book
        if any(_has_formula(sheet) for sheet in book.worksheets):
            answers = openpyxl.load_workbook(
                io.BytesIO(content), data_only=True, keep_links=False
            )
    except (
        Exception
    ) as error:  # openpyxl breaks on damaged files in every imaginable way
        raise Unreadable(
            _("This spreadsheet is damaged and cannot be opened.")
        ) from error
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [_read_sheet(sheet, answers[sheet.title]) for sheet in visible]


def _check_package(content: bytes) -> None:
    """Refuse what is no .xlsx, and what would unpack to far more than a list can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {info.filename: info.file_size for info in package.infolist()}
    except zipfile.BadZipFile as error:
        raise Unreadable(
            _("This spreadsheet is damaged and cannot be opened.")
        ) from error
    _refuse_other_packages(members)
    xml = sum(
        size
        for name, size in members.items()
        if name.endswith((".xml", ".rels", ".vml"))
    )
    if xml > MAX_XML_BYTES or sum(members.values()) > MAX_UNPACKED_BYTES:
        raise Unreadable(
            _("This spreadsheet is too big when it is unpacked. Split it up.")
        )


def _refuse_other_packages(members: dict[str, int]) -> None:
    if "xl/vbaProject.bin" in members:
        raise Unreadable(
            _("This spreadsheet has macros (.xlsm). Save it as .xlsx and try again.")
        )
    if "content.xml" in members:
        raise Unreadable(
            _("This is an OpenDocument file (.ods). Save it as .xlsx or .csv.")
        )
    if "xl/workbook.bin" in members:
        raise Unreadable(
            _("This is a binary Excel file (.xlsb). Save it as .xlsx and try again.")
        )
    if "xl/workbook.xml" not in members:
        raise Unreadable(
            _("This is not a spreadsheet. Save your list as .xlsx or .csv.")
        )


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
    if height > 10 * MAX_ROWS:
        raise Unreadable(
            _("This list has more than 10,000 rows. Split it into smaller files.")
        )
    width = max((cell.column for cell in filled), default=0)
    found.rows = [[None] * width for _row in range(height)]
    for cell in filled:
        _take_cell(found, cell, known[cell.row, cell.column])
    _take_merged(found, sheet)
    return found


def _take_cell(found: Sheet, cell: ExcelCell, answer: ExcelCell) -> None:
    row, column = cell.row - 1, cell.column - 1
    found.rows[row][column] = _value(answer.value)
    if cell.data_type == "f" and answer.value is None:
        found.unknown.add((row, column))
    if isinstance(cell.value, str) and cell.font.strike:
        found.struck.add(row)
    if cell.comment:
        found.comments.setdefault(row, []).append(" ".join(cell.comment.text.split()))


def _value(value: object) -> Cell:
    """What the reader works with: text, number or day; an error in a cell is
    nothing."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        value = value.strip()
        return (
            None
            if value.startswith("#") and value.endswith(("!", "?", "N/A"))
            else value or None
        )
    if isinstance(value, int | float | date):
        return value
    return None if value is None or isinstance(value, time) else str(value)


def _take_merged(found: Sheet, sheet: Worksheet) -> None:
    """Where each covered cell has its value, and which rows are one wide cell."""
    for area in sheet.merged_cells.ranges:
        if area.max_row > len(found.rows) or area.min_col > MAX_COLUMNS:
            continue
        if area.max_col - area.min_col >= 2:
            found.wide.add(area.min_row - 1)
        for row, column in _covered(area.bounds):
            found.merged[row, column] = (area.min_row - 1, area.min_col - 1)


def _covered(bounds: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    left, top, right, bottom = bounds
    cells = [
        (r - 1, c - 1)
        for r in range(top, bottom + 1)
        for c in range(left, min(right, MAX_COLUMNS) + 1)
    ]
    return cells[1:]
