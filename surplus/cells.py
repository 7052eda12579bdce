"""The cells of one row by field, with dittos and merged cells filled in from above."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from catalogue.words import plain
from surplus.cleaning import Cell, number_text
from surplus.columns import Column
from surplus.headings import MARKS, NO
from surplus.layout import Layout
from surplus.sheet import Sheet

# What one merged cell may say for all rows beside it; a merged quantity would count
# double.
SAID_FOR_ALL = {
    "location",
    "group",
    "condition",
    "from",
    "until",
    "period",
    "terms",
    "status",
}
SAID_FOR_ALL |= {"contact", "remarks", "expiry"}
CROSSED = {"terms_mark": "terms", "condition_mark": "condition"}
APART = {None, "other", "contact", "code", "number"}  # no fact of an offer
_DITTO = re.compile(
    r'^(?:["\']{1,2}|,,|”|“|″|〃|-\s*["\'/]{1,2}\s*-|"\s*"|\^+|↑|//|idem|id\.?|ditto|do\.?|zelfde'
    r"|hetzelfde|same|as above|zie boven|zie hierboven|als boven|see above|sic)\.?$"
)


@dataclass
class RowCells:
    """What a row says, field by field; several columns may share a field."""

    values: dict[str, list[tuple[str, Cell]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    fields: frozenset[str] = frozenset()  # the columns that the table has at all
    unknown: list[str] = field(default_factory=list)  # headings of unanswered formulas
    spoken: str = ""  # its remarks, without cells whose heading nobody knows
    open: list[str] = field(default_factory=list)  # what can be read in two ways

    def value(self, name: str) -> Cell:
        """The value of a field, None when blank."""
        return self.values[name][0][1] if self.values.get(name) else None

    def heading(self, name: str) -> str:
        """The heading above that value."""
        return self.values[name][0][0] if self.values.get(name) else ""

    def text(self, name: str) -> str:
        """All values of a field as one text."""
        return ", ".join(
            as_text(value) for _heading, value in self.values.get(name, ())
        )

    def has(self, name: str) -> bool:
        """Does the table have a column for this?"""
        return name in self.fields


def as_text(value: object) -> str:
    """A cell as a person would type it."""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    return number_text(value) if isinstance(value, float) else str(value)


def items_of(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, RowCells]]:
    """Row number (from 0) and cells of every item of a sheet."""
    above: dict[int, Cell] = {}
    for index, kind in enumerate(layout.kinds):
        if kind == "item":
            columns = layout.columns_at(index)
            filled = {c.index: _fill(sheet, index, c, above) for c in columns}
            above = {**above, **{i: v for i, v in filled.items() if v is not None}}
            yield index, _row_cells(sheet, index, columns, filled)


def _fill(sheet: Sheet, index: int, column: Column, above: dict[int, Cell]) -> Cell:
    """The cell's own value, or that of the merged cell or ditto it stands for."""
    value = sheet.rows[index][column.index]
    if value is None and column.field in SAID_FOR_ALL:
        origin = sheet.merged.get((index, column.index))
        value = sheet.rows[origin[0]][origin[1]] if origin else None
    if isinstance(value, str) and _DITTO.match(plain(value)):
        return above.get(column.index)
    if isinstance(value, str) and column.field == "title":
        return _continued(value, above.get(column.index))
    return value


def _continued(title: str, above: Cell) -> Cell:
    """ "idem, vierkant" below "Eettafels rond" is "Eettafels vierkant"."""
    found = re.match(r"(?:idem|ditto|zelfde)\b[\s,:-]+(?=\w)", title, re.I)
    first = str(above or "").split(" ")[0].strip(",;")
    return f"{first} {title[found.end() :]}" if found and first else title


def _row_cells(
    sheet: Sheet, index: int, columns: list[Column], filled: dict[int, Cell]
) -> RowCells:
    cells = RowCells(fields=frozenset(c.field for c in columns if c.field))
    for column in columns:
        cell = filled[column.index]
        if column.field in CROSSED:
            if said := _crossed(column.heading, as_text(cell or "").strip()):
                cells.values[CROSSED[column.field]].append((column.heading, said))
        elif cell is not None:
            name = column.field or "other"
            cells.values[name].append((column.heading, column.notation.settle(cell)))
            if column.notation.is_open(cell):
                cells.open.append(as_text(cell))
        if (index, column.index) in sheet.unknown and column.field not in APART:
            cells.unknown.append(column.heading or column.letter)
    return cells


def _crossed(heading: str, cell: str) -> str:
    """What a cross or an answer below a heading says: its heading, or what is said with
    a "no"."""
    no = NO.fullmatch(cell)
    return heading if MARKS.fullmatch(cell) else no["but"] if no else ""
