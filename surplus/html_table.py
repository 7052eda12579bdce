"""Reading a web page as a spreadsheet, as Excel does: many systems call their pages
with a table .xls.

All its tables stand under each other on one sheet, with the texts between them.
"""

import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from surplus.cleaning import LONGEST, clean
from surplus.sheet import (
    MAX_AREA,
    MAX_COLUMNS,
    MAX_ROWS,
    Sheet,
    refuse_if_too_long,
    squared,
    take_merged,
)
from surplus.unreadable import Unreadable

_BREAK = "\0"
_UNSEEN = {"script", "style", "title", "template", "xml", "select", "button"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "pre"}
_STRUCK = {"s", "strike", "del"}
_CELLS = {"td", "th"}
_MAY_HIDE = {"td", "th", "div", "span", "table"}
_ENDS_A_CELL = {"td", "th", "tr", "table"}
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_SPAN = re.compile(r"\s*(\d{1,5})")
Attributes = list[tuple[str, str | None]]


def read_html(text: str, name: str) -> Sheet:
    """The tables of a page. Raises `Unreadable` when it has none, such as a page that
    asks to log in."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_row()
    if not page.has_table:
        raise Unreadable(_("There is no table in this web page."))
    sheet = Sheet(name, rows=squared(page.rows))
    sheet.hidden, sheet.struck = page.hidden, page.struck
    take_merged(sheet, page.areas)
    return sheet


class _Page(HTMLParser):
    """What stands in a page, row by row and cell by cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list] = []
        self.hidden: set[int] = set()
        self.struck: dict[int, set[int]] = {}
        self.areas: list[tuple[int, int, int, int]] = []
        self.has_table = False
        self._text: list[str] = []  # of the cell, or between the tables
        self._row: list | None = None
        self._column: int | None = None  # of the cell that is being read
        self._is_struck = False
        self._unseen: list[str] = []  # tags of which nothing is shown
        self._struck = 0
        self._below: dict[int, int] = {}  # columns that a cell above covers; how long
        self._area = 0

    # --- what the parser finds ------------------------------------------------
    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._see_again(tag)
        if self._unseen:
            self._unseen += [tag] if tag == self._unseen[0] else []
        elif tag in _UNSEEN or (tag in _MAY_HIDE and _is_hidden(attrs)):
            self._unseen = [tag]
        elif tag in _CELLS:
            self._begin_cell(dict(attrs))
        elif tag in {"tr", "table"}:
            self._begin_row(tag, attrs)
        elif tag == "br" or tag in _BLOCKS:
            self._break(tag)
        elif tag in _STRUCK:
            self._struck += 1

    def handle_endtag(self, tag: str) -> None:
        self._see_again(tag if tag not in _CELLS else "")
        if self._unseen:
            self._unseen.pop() if tag == self._unseen[0] else None
        elif tag in _CELLS:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()
            self._below = {} if tag == "table" else self._below
        elif tag in _BLOCKS:
            self._break(tag)
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self._text.append(data)
        self._is_struck |= bool(self._struck and data.strip())

    def _see_again(self, tag: str) -> None:
        """A cell that is not shown ends where the next one begins, or its row ends."""
        if self._unseen and self._unseen[0] in _CELLS and tag in _ENDS_A_CELL:
            self._unseen = []

    # --- rows and cells ---------------------------------------------------------
    def _begin_row(self, tag: str, attrs: Attributes) -> None:
        self.end_row()
        if tag == "table":
            self.has_table = True
            self.rows += [[]] if self.rows and any(self.rows[-1]) else []
            self._below = {}
            return
        self._row = []
        if _is_hidden(attrs):
            self.hidden.add(len(self.rows))

    def end_row(self) -> None:
        """A row is whole, or a text between the tables is a row by itself."""
        self._end_cell()
        if self._row is None:
            said = self._said()
            self._row = [said] if said else None
        if self._row is not None:
            self.rows.append(self._row)
            refuse_if_too_long(len(self.rows))
            self._below = {i: n - 1 for i, n in self._below.items() if n > 1}
        self._row = None

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        self._said()
        self._is_struck = False
        if self._row is None:
            self._row = []
        column = len(self._row)
        while column in self._below:
            column += 1
        if column >= MAX_COLUMNS:
            return
        self._row += [None] * (column - len(self._row))
        wide = _span(attrs, "colspan", MAX_COLUMNS)
        high = _span(attrs, "rowspan", 10 * MAX_ROWS)
        self._row += [None] * min(wide, MAX_COLUMNS - column)
        self._column = column
        if high > 1:
            covered = range(column, len(self._row))
            self._below |= dict.fromkeys(covered, high)
        self._note_area(column, wide, high)

    def _note_area(self, column: int, wide: int, high: int) -> None:
        self._area += wide * high if wide * high > 1 else 0
        if wide * high > 1 and self._area <= MAX_AREA:
            top = len(self.rows) + 1
            self.areas.append((column + 1, top, column + wide, top + high - 1))

    def _end_cell(self) -> None:
        if self._column is None:
            return
        assert self._row is not None
        self._row[self._column] = clean(self._said())
        if self._is_struck and self._row[self._column] is not None:
            self.struck.setdefault(len(self.rows), set()).add(self._column)
        self._column = None

    def _break(self, tag: str) -> None:
        if self._row is None and tag != "br":
            self.end_row()
        else:
            self._text.append(_BREAK)

    def _said(self) -> str:
        """The text so far, in the lines in which it is shown."""
        text, self._text = "".join(self._text)[:LONGEST], []
        lines = (" ".join(line.split()) for line in text.split(_BREAK))
        return "\n".join(line for line in lines if line)


def _is_hidden(attrs: Attributes) -> bool:
    return any(
        name == "hidden" or (name == "style" and _HIDES.search(value or ""))
        for name, value in attrs
    )


def _span(attrs: dict[str, str | None], name: str, most: int) -> int:
    found = _SPAN.match(attrs.get(name) or "")
    return max(1, min(int(found[1]), most)) if found else 1
