"""Reading what Excel calls an XML Spreadsheet 2003: one text file, which many systems
export as .xls.

A file that defines entities or a document type is refused: none needs any.
"""

from collections.abc import Collection
from datetime import date
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from surplus.cleaning import LONGEST, clean
from surplus.sheet import (
    MAX_AREA,
    MAX_COLUMNS,
    Sheet,
    noted,
    refuse_if_too_long,
    squared,
    take_merged,
    unread,
)
from surplus.unreadable import Unreadable

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_WORDS = {"Data": "data", "Comment": "comment", "Visible": "visible"}
MOST_SHEETS = 200


def read_spreadsheet_xml(content: bytes, shown: Collection[str]) -> list[Sheet]:
    """Every sheet of it; of one that is hidden, and not among `shown`, only how many
    rows it has."""
    book = _Book()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = book.begin
    parser.EndElementHandler = book.end
    parser.CharacterDataHandler = book.take
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable(_damaged()) from error
    hidden = book.hidden - set(shown)
    return [
        unread(it.name, it.rows) if it.name in hidden else it for it in book.finished()
    ]


def _damaged() -> str:
    return _(
        "This spreadsheet is damaged and cannot be opened. Open it in Excel, save it as"
        " an Excel workbook (.xlsx) and try again."
    )


def _refuse(*_declared: object) -> None:
    raise Unreadable(_damaged())


class _Book:
    """The sheets so far, and the place in them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.hidden: set[str] = set()  # names of sheets
        self._rows: list[list[list]] = []  # of each sheet
        self._areas: dict[int, list[tuple[int, int, int, int]]] = {}
        self._area = 0
        self._formats: dict[str, str] = {}  # of styles, as Excel writes them
        self._struck: set[str] = set()  # styles
        self._style = ""
        self._row = self._column = -1
        self._next_column = 0  # of the columns that are described
        self._cell: dict[str, str] = {}  # attributes
        self._kind = "String"
        self._author: str | None = None  # of a comment
        self._word: str | None = None  # what the text is of
        self._text: list[str] = []
        self._begins = {
            "Style": self._begin_style,
            "NumberFormat": self._begin_format,
            "Font": self._begin_font,
            "Worksheet": self._begin_sheet,
            "Column": self._begin_column,
            "Row": self._begin_row,
            "Cell": self._begin_cell,
            "Comment": self._begin_comment,
            "Data": self._begin_data,
        }
        self._takes = {
            "data": self._take_data,
            "comment": self._take_comment,
            "visible": self._take_visible,
        }

    def begin(self, name: str, found: dict[str, str]) -> None:
        """An element begins; attributes are known without their namespace."""
        attrs = {key.rpartition(" ")[2]: value for key, value in found.items()}
        space, _space, tag = name.rpartition(" ")
        if space == NAMESPACE and tag in self._begins:
            self._begins[tag](attrs)
        if tag in _WORDS and not (tag == "Data" and self._word == "comment"):
            self._word, self._text = _WORDS[tag], []

    def take(self, text: str) -> None:
        """Text inside an element."""
        if self._word:
            self._text.append(text)

    def end(self, name: str) -> None:
        """An element ends, and with it what it says."""
        tag = name.rpartition(" ")[2]
        if self._word and _WORDS.get(tag) == self._word:
            said, self._word, self._text = "".join(self._text), None, []
            self._takes[_WORDS[tag]](said[: 2 * LONGEST])

    # --- styles ---------------------------------------------------------------
    def _begin_style(self, attrs: dict[str, str]) -> None:
        self._style = attrs.get("ID", "")

    def _begin_format(self, attrs: dict[str, str]) -> None:
        self._formats[self._style] = attrs.get("Format", "")

    def _begin_font(self, attrs: dict[str, str]) -> None:
        if attrs.get("StrikeThrough") == "1":
            self._struck.add(self._style)

    # --- sheets, rows and cells -------------------------------------------------
    def _begin_sheet(self, attrs: dict[str, str]) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise Unreadable(_("This list is too big. Split it into smaller files."))
        name = attrs.get("Name") or str(len(self.sheets) + 1)
        self.sheets.append(Sheet(name[:31]))
        self._rows.append([])
        self._row, self._column, self._next_column = -1, -1, 0

    def _begin_column(self, attrs: dict[str, str]) -> None:
        first = _number(attrs, "Index", self._next_column + 1) - 1
        self._next_column = first + 1 + _number(attrs, "Span", 0)
        if attrs.get("Hidden") == "1" and self.sheets:
            hidden = range(first, min(self._next_column, MAX_COLUMNS))
            self.sheets[-1].hidden_columns |= set(hidden)

    def _begin_row(self, attrs: dict[str, str]) -> None:
        before = self._row
        self._row = max(_number(attrs, "Index", self._row + 2) - 1, before + 1)
        self._column = -1
        last = self._row + _number(attrs, "Span", 0)
        refuse_if_too_long(last)
        if attrs.get("Hidden") == "1" and self.sheets:
            self.sheets[-1].hidden |= set(range(self._row, last + 1))

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        self._column = max(_number(attrs, "Index", self._column + 2) - 1, 0)
        self._cell, column = attrs, self._column
        wide, high = _number(attrs, "MergeAcross", 0), _number(attrs, "MergeDown", 0)
        self._column += wide
        self._area += (wide + 1) * (high + 1) if wide or high else 0
        if (wide or high) and self._area <= MAX_AREA and column < MAX_COLUMNS:
            areas = self._areas.setdefault(len(self.sheets), [])
            top = self._row + 1
            areas.append((column + 1, top, column + 1 + wide, top + high))

    def _begin_comment(self, attrs: dict[str, str]) -> None:
        self._author = attrs.get("Author")

    def _begin_data(self, attrs: dict[str, str]) -> None:
        self._kind = attrs.get("Type", "String") if self._word is None else self._kind

    def _take_data(self, said: str) -> None:
        column = self._column - _number(self._cell, "MergeAcross", 0)
        if self._row < 0 or column not in range(MAX_COLUMNS) or not self.sheets:
            return
        style = self._cell.get("StyleID", "")
        value = clean(_value(said, self._kind), self._formats.get(style, ""))
        if value is None:
            return
        rows = self._rows[-1]
        rows += [[] for _row in range(self._row + 1 - len(rows))]
        row = rows[self._row]
        row += [None] * (column + 1 - len(row))
        row[column] = value
        if style in self._struck and isinstance(value, str):
            self.sheets[-1].struck.setdefault(self._row, set()).add(column)

    def _take_comment(self, said: str) -> None:
        if self.sheets and said.strip():
            about = (self._column, noted(said, self._author))
            self.sheets[-1].comments.setdefault(max(self._row, 0), []).append(about)

    def _take_visible(self, said: str) -> None:
        if self.sheets and said.strip() in {"SheetHidden", "SheetVeryHidden"}:
            self.hidden.add(self.sheets[-1].name)

    def finished(self) -> list[Sheet]:
        """All sheets, each with rows of one width."""
        for place, sheet in enumerate(self.sheets, start=1):
            sheet.rows = squared(self._rows[place - 1])
            take_merged(sheet, self._areas.get(place, []))
        return self.sheets


def _number(attrs: dict[str, str], name: str, usual: int) -> int:
    digits = attrs.get(name, "")[:7]
    return int(digits) if digits.isascii() and digits.isdigit() else usual


def _value(said: str, kind: str) -> Any:
    """What a cell holds: Number, DateTime, Boolean, Error or a text."""
    if kind == "Error":
        return None
    if kind == "Boolean":
        return said.strip() == "1"
    try:
        if kind == "Number":
            return float(said)
        if kind == "DateTime":
            return date.fromisoformat(said[:10])
    except ValueError:
        return said
    return said
