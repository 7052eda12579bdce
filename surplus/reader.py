"""The door of this package: a file in, a reading out."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from surplus.cells import CROSSED, as_text, items_of
from surplus.cleaning import Cell
from surplus.columns import Column
from surplus.doubts import doubt
from surplus.duplicates import mark_duplicates
from surplus.items import Around, read_item
from surplus.layout import Layout, lay_out
from surplus.places import Places
from surplus.rows import ReadColumn, ReadSheet, Surplus, SurplusRow
from surplus.sheet import Sheet, filled
from surplus.side_by_side import apart
from surplus.workbook import open_workbook

SHOWN = 12  # cells of a row in its text
EXAMPLES, LONGEST_EXAMPLE = 3, 40  # of a column; letters of each
LOOKED_AT = 50  # rows, for examples


def read_surplus(
    file: IO[bytes],
    name: str,
    *,
    today: date,
    meanings: Mapping[str, str] | None = None,
    offers: Collection[tuple[str, int]] = (),
    shown: Collection[str] = (),
) -> Surplus:
    """Read a surplus list (.xlsx, .xls, .ods or .csv). Raises `Unreadable` when there
    is nothing to read.

    `today` completes days without a year and tells what has expired; `meanings` are
    fields that a person gave to columns, by the columns' keys; `offers` are rows
    (sheet, and number from 1) of which a person says that they offer something;
    `shown` are hidden sheets that are to be read like others.
    """
    with _collector_at_rest():
        sheets = open_workbook(file, name, shown)
        return _read(sheets, name, today, meanings or {}, offers)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Cells by the hundred thousand make the garbage collector search in vain, which
    doubles the time; what is dropped meanwhile is freed afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    sheets: list[Sheet],
    name: str,
    today: date,
    meanings: Mapping[str, str],
    offers: Collection[tuple[str, int]],
) -> Surplus:
    unread = {sheet.name: sheet.unread for sheet in sheets if sheet.unread}
    sheets = [part for it in sheets if not it.unread for part in apart(it, meanings)]
    layouts = [lay_out(sheet, meanings) for sheet in sheets]
    for sheet, layout in zip(sheets, layouts, strict=True):
        _take_in(layout, {row for name, row in offers if name == sheet.name})
    places = _places(sheets, layouts)
    surplus = Surplus(file=name, today=today, hidden_sheets=unread)
    for sheet, layout in zip(sheets, layouts, strict=True):
        surplus.sheets.append(_about(sheet, layout))
        surplus.rows += _rows(sheet, layout, places, today)
    mark_duplicates(surplus.rows)
    surplus.notes += _about_file(sheets)
    return surplus


def _about_file(sheets: list[Sheet]) -> Iterator[str]:
    if not all(sheet.all_is_seen for sheet in sheets):
        yield _(
            "Rows that are hidden or crossed out in this file are read like others."
        )
    if any(sheet.kinds for sheet in sheets):
        yield _(
            "This is a text without a table. We read the lines that clearly offer"
            " something; look whether one that does was skipped."
        )


def _take_in(layout: Layout, rows: Collection[int]) -> None:
    for row in rows:
        if 0 < row <= len(layout.kinds):
            layout.kinds[row - 1] = "item"


def _places(sheets: list[Sheet], layouts: list[Layout]) -> Places:
    """Every place that the whole file names, so that one sheet helps to read the
    other."""
    return Places.of(
        cells.text("location")
        for sheet, layout in zip(sheets, layouts, strict=True)
        for _index, cells in items_of(sheet, layout)
        if cells.values.get("location")
    )


def _about(sheet: Sheet, layout: Layout) -> ReadSheet:
    return ReadSheet(
        name=sheet.name,
        header_rows=[i + 1 for i, kind in enumerate(layout.kinds) if kind == "header"],
        columns=[] if sheet.kinds else _columns(sheet, layout),
        rows=len(sheet.rows),
        items=layout.kinds.count("item"),
    )


def _columns(sheet: Sheet, layout: Layout) -> list[ReadColumn]:
    """How the columns of every table were read; those that are alike, once."""
    found: dict[str, ReadColumn] = {}
    for columns, rows in layout.parted(sheet.rows):
        items = [row for i, row in rows if layout.kinds[i] == "item"]
        for column in columns:
            if column.key not in found:
                found[column.key] = _column(column, items)
    return list(found.values())


def _column(column: Column, items: list[list[Cell]]) -> ReadColumn:
    field = CROSSED.get(column.field or "", column.field)
    examples = _examples(column, items)
    named = (column.letter, column.heading, field, column.by_content, column.key)
    return ReadColumn(*named, examples=examples)


def _examples(column: Column, items: list[list[Cell]]) -> list[str]:
    """What stands in its first rows, so that a person sees what it holds."""
    cells = (row[column.index] for row in items[:LOOKED_AT])
    texts = [as_text(cell)[:LONGEST_EXAMPLE] for cell in cells if cell is not None]
    return list(dict.fromkeys(texts))[:EXAMPLES]


def _rows(
    sheet: Sheet, layout: Layout, places: Places, today: date
) -> list[SurplusRow]:
    rows = [
        SurplusRow(sheet.name, index + 1, kind, text=_text(sheet.rows[index]))
        for index, kind in enumerate(layout.kinds)
    ]
    sections = _sections(rows)
    around = _surroundings(sheet, layout, rows, sections, places=places, today=today)
    for index, cells in items_of(sheet, layout):
        _take_marks(rows[index], sheet, index)
        read_item(rows[index], cells, around[sections[index]])
        doubt(rows[index], today)
    return rows


def _text(cells: Iterable) -> str:
    return " · ".join(as_text(cell) for _i, cell in filled(list(cells))[:SHOWN])


def _sections(rows: list[SurplusRow]) -> list[str]:
    """The section that each row stands under."""
    sections, current = [], ""
    for row in rows:
        current = row.text if row.kind == "section" else current
        sections.append(current)
    return sections


def _surroundings(
    sheet: Sheet,
    layout: Layout,
    rows: list[SurplusRow],
    sections: list[str],
    *,
    places: Places,
    today: date,
) -> dict[str, Around]:
    """For each section what its rows inherit: the section's own place, else that of the
    sheet."""
    above = [row.text for row in rows if row.kind in {"title", "note"}] + sheet.above
    here = next((p for t in above if (p := places.in_heading(t, always=True))), None)
    if not here and not layout.has("location"):
        here = places.in_heading(sheet.name)
    return {
        section: Around(
            sheet.name, section, places, places.in_heading(section) or here, today
        )
        for section in dict.fromkeys(sections)
    }


def _take_marks(row: SurplusRow, sheet: Sheet, index: int) -> None:
    """Comments beside the cells, and rows crossed out because the goods are gone."""
    row.remarks = ". ".join(text for _i, text in sheet.comments.get(index, []))
    row.status = "gone" if index in sheet.struck else None
    row.hidden = index in sheet.hidden
