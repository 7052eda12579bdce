"""Tables that stand beside each other on one sheet, each read as a sheet of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from openpyxl.utils import get_column_letter

from catalogue.words import plain
from surplus.header_rows import NAMES_GOODS, find_headers, heading_texts
from surplus.headings import SHARED, field_of
from surplus.sheet import Sheet, filled

LOOKED_AT = 100  # rows from the top, for headings
Headings = list[tuple[int, str]]  # a column and its heading


def apart(sheet: Sheet, meanings: Mapping[str, str]) -> list[Sheet]:
    """The tables of a sheet that stand beside each other; most sheets are one."""
    if sheet.kinds or not sheet.rows:
        return [sheet]
    first, headings = _headings(sheet, meanings)
    starts = _starts(sheet, headings, meanings) or _repeats(headings)
    if len(starts) < 2:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows[0])]
    columns = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    above = [str(cell) for row in sheet.rows[:first] for cell in _lone(row)]
    return [_part(sheet, mine, headings, above) for mine in columns]


def _headings(sheet: Sheet, meanings: Mapping[str, str]) -> tuple[int, Headings]:
    """The first row with headings, and these; none when it has no such row."""
    top = replace(sheet, rows=sheet.rows[:LOOKED_AT])
    headers = find_headers(top, meanings)
    texts = heading_texts(top, *headers[0]) if headers else []
    first = headers[0][0] if headers else 0
    return first, [(i, text) for i, text in enumerate(texts) if text]


def _starts(sheet: Sheet, headings: Headings, meanings: Mapping[str, str]) -> list[int]:
    """The first column of each table that an empty column parts from the one before it:
    both name goods, and tell the same of them."""
    starts, left = [0], Headings()
    for run in _runs(sheet) if headings else ():
        _first, found = _headings(_masked(sheet, run), meanings)
        so_far = _masked(sheet, range(starts[-1], run[0]))
        before = left or _headings(so_far, meanings)[1]
        if _is_table(before) and _is_table(found) and _tell_the_same(before, found):
            starts.append(run[0])
            left = found
        else:
            left = Headings()
    return starts if len(starts) > 1 else []


def _runs(sheet: Sheet) -> Iterator[range]:
    """Columns with something in them, between columns that are empty in every row of
    more than one cell."""
    used = sorted({i for row in sheet.rows for i in _filled_if_several(row)})
    start = 0
    for place, column in enumerate(used):
        if place + 1 == len(used) or used[place + 1] > column + 1:
            yield range(used[start], column + 1)
            start = place + 1


def _filled_if_several(row: list) -> list[int]:
    cells = [i for i, _cell in filled(row)]
    return cells if len(cells) > 1 else []


def _is_table(headings: Headings) -> bool:
    fields = {field_of(text) for _i, text in headings} - {None}
    return bool(fields & NAMES_GOODS) and len(fields) > 1


def _tell_the_same(left: Headings, right: Headings) -> bool:
    """Is a heading twice there, or two for one fact, such as the quantity?"""
    texts, others = ({plain(text) for _i, text in it} for it in (left, right))
    facts, more = (
        {field_of(text) for text in it} - NAMES_GOODS - SHARED - {None, "other"}
        for it in (texts, others)
    )
    return bool(texts & others or facts & more)


def _repeats(headings: Headings) -> list[int]:
    """The first column of each table, where the same headings follow each other with
    nothing between them."""
    texts = [plain(text) for _i, text in headings]
    for width in range(2, len(texts) // 2 + 1):
        is_repeated = texts == texts[:width] * (len(texts) // width)
        if is_repeated and _is_table(headings[:width]):
            return [0, *(i for i, _text in headings[width::width])]
    return []


def _part(sheet: Sheet, columns: range, headings: Headings, above: list[str]) -> Sheet:
    """One of the tables, with its letters in its name; what stands above all of them
    holds for each."""
    mine = [i for i, _text in headings if i in columns] or list(columns)
    letters = f"{get_column_letter(mine[0] + 1)}–{get_column_letter(mine[-1] + 1)}"
    part = _masked(sheet, columns)
    part.name = f"{sheet.name} ({letters})"
    part.above = above if columns.start else []
    return part


def _lone(row: list) -> list[object]:
    cells = [cell for _i, cell in filled(row)]
    return cells if len(cells) == 1 else []


def _masked(sheet: Sheet, columns: range) -> Sheet:
    """A sheet of which only these columns are there, each at its own place."""
    before, after = columns.start, len(sheet.rows[0]) - columns.stop
    rows = [
        [*[None] * before, *row[columns.start : columns.stop], *[None] * after]
        for row in sheet.rows
    ]
    return replace(
        sheet,
        rows=rows,
        merged={at: to for at, to in sheet.merged.items() if at[1] in columns},
        wide={i for i in sheet.wide if filled(rows[i])},
        struck={i: c for i, c in sheet.struck.items() if c & {*columns}},
        comments={
            i: kept
            for i, said in sheet.comments.items()
            if (kept := [(column, text) for column, text in said if column in columns])
        },
        unknown={at for at in sheet.unknown if at[1] in columns},
    )
