"""What each row of a sheet is: title, note, header, section, item, total, footer or
empty."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.vocabulary import is_known
from catalogue.words import plain
from surplus.columns import KEPT_IN_WORDS, Column, choose
from surplus.header_rows import (
    find_headers,
    first_full_row,
    heading_texts,
    is_figure,
)
from surplus.notation import Shown, notation, shown
from surplus.sheet import Sheet, filled
from surplus.totals import figure, group_rows, is_total

_NOTE = re.compile(
    r"(?:let op|nb|n\.b|opm|opmerkingen?|note|please|ps)\b|[*!]|aantekening"
)
_CLOSING = re.compile(
    r"\b(?:groet\w*|regards|opgesteld|gemaakt door|contact\w*|pagina|page|vragen|bel"
    r"|mail)\b"
)
_SENTENCE = 70  # characters; a longer single cell is a note, not a section
# Fields that make a row an offer and not a line of text.
STRONG = {
    "quantity",
    "price",
    "unit",
    "gtin",
    "identity",
    "lot",
    "until",
    "from",
    "period",
}
STRONG |= {
    "condition",
    "location",
    "weight",
    "serial",
    "expiry",
    "terms",
    "total_price",
}


Numbered = list[tuple[int, list]]  # rows


@dataclass
class Layout:
    """The kind of every row, and the columns that hold from a row on."""

    kinds: list[str]
    tables: list[tuple[int, list[Column]]] = field(default_factory=list)
    shouts: bool = False  # most of it is in capitals: they tell nothing there

    def columns_at(self, row: int) -> list[Column]:
        """The columns of the table that a row stands in."""
        above = [columns for start, columns in self.tables if start <= row]
        return above[-1] if above else []

    def parted(self, rows: Sequence[list]) -> Iterator[tuple[list[Column], Numbered]]:
        """The columns of each table, with its rows and their numbers."""
        ends = [*(start for start, _columns in self.tables[1:]), len(rows)]
        for (start, columns), end in zip(self.tables, ends, strict=False):  # no rows
            yield columns, list(enumerate(rows[start:end], start))

    def has(self, name: str) -> bool:
        """Has any table of the sheet a column for this?"""
        return any(c.field == name for _start, columns in self.tables for c in columns)


def lay_out(sheet: Sheet, meanings: Mapping[str, str] | None = None) -> Layout:
    """Find the headers, choose the columns under each, and name every row; `meanings`
    are what a person said about columns (see `choose`)."""
    if sheet.kinds:
        return _as_told(sheet)
    meanings = meanings or {}
    headers = find_headers(sheet, meanings)
    kinds = [""] * len(sheet.rows)
    for first, last in headers:
        kinds[first : last + 1] = ["header"] * (last - first + 1)
    tables = _tables(sheet, headers, meanings)
    _leave_out_hidden(sheet, tables)
    layout = Layout(kinds, tables, shouts=_mostly_shouted(sheet))
    _settle_notation(sheet, layout)
    _name_rows(sheet, layout)
    _name_groups(sheet, layout)
    return layout


def _as_told(sheet: Sheet) -> Layout:
    """A sheet that tells the kind of its rows and the fields of its columns."""
    columns = [Column(i, "", name) for i, name in enumerate(sheet.fields)]
    layout = Layout(list(sheet.kinds), [(0, columns)])
    _settle_notation(sheet, layout)
    return layout


def _tables(
    sheet: Sheet, headers: list[tuple[int, int]], meanings: Mapping[str, str]
) -> list[tuple[int, list[Column]]]:
    """The columns under each header; a sheet without one is a table from its first full
    row."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    if not headers:
        start, texts = first_full_row(sheet), [""] * width
        columns = choose(texts, sheet.rows[start:], meanings, sheet.name)
        return [(start, columns)] if width else []
    ends = [first for first, _last in headers[1:]] + [len(sheet.rows)]
    tables = []
    for (first, last), end in zip(headers, ends, strict=True):
        texts, body = heading_texts(sheet, first, last), sheet.rows[last + 1 : end]
        tables.append((first, choose(texts, body, meanings, sheet.name)))
    return tables


def _leave_out_hidden(sheet: Sheet, tables: list[tuple[int, list[Column]]]) -> None:
    """What a person hid does not become words that others read."""
    for _start, columns in tables:
        for column in columns:
            if column.index in sheet.hidden_columns and column.field in KEPT_IN_WORDS:
                column.field = "contact"


def _settle_notation(sheet: Sheet, layout: Layout) -> None:
    """How the figures and days of every column are read, by all cells under it."""
    cells = [
        (column, [row[column.index] for _i, row in rows])
        for columns, rows in layout.parted(sheet.rows)
        for column in columns
    ]
    around = Shown()
    for column, mine in cells:
        around |= shown(column.field, mine)
    for column, mine in cells:
        column.notation = notation(column.field, mine, around, column.heading)


# --- rows ------------------------------------------------------------------


def _name_rows(sheet: Sheet, layout: Layout) -> None:
    """Give every row that is no header its kind."""
    start = layout.tables[0][0] if layout.tables else len(sheet.rows)
    strong = [i for i in range(start, len(sheet.rows)) if _is_offer(sheet, layout, i)]
    bare_list = not strong
    last = (
        strong[-1] if strong else len(sheet.rows) if _is_bare_list(sheet, start) else -1
    )
    for index in range(len(sheet.rows)):
        if layout.kinds[index]:
            continue
        if not _content(sheet, layout, index):
            layout.kinds[index] = "empty"
        elif index < start or last < 0:
            layout.kinds[index] = _above(layout.kinds[:index])
        else:
            layout.kinds[index] = _in_table(sheet, layout, index, last, bare_list)


def _name_groups(sheet: Sheet, layout: Layout) -> None:
    """The rows of a pivot table that count what is below them."""
    for columns, rows in layout.parted(sheet.rows):
        counts = [c.index for c in columns if c.field == "quantity"]
        if not counts or not any(_PIVOT.fullmatch(plain(c.heading)) for c in columns):
            continue
        items = [(i, row) for i, row in rows if layout.kinds[i] == "item"]
        for place in group_rows([figure(row[counts[0]]) or 0 for _i, row in items]):
            layout.kinds[items[place][0]] = "section"


_PIVOT = re.compile(r"rijlabels|row labels")


def _content(sheet: Sheet, layout: Layout, index: int) -> list[tuple[int, object]]:
    """The filled cells of a row, without a running number that stands alone."""
    cells = filled(sheet.rows[index])
    if len(cells) == 1 and cells[0][0] in _of_field(layout, index, "number"):
        return [] if not re.search(r"[a-z]{2}", plain(str(cells[0][1]))) else cells
    return cells


def _of_field(layout: Layout, index: int, name: str) -> set[int]:
    return {c.index for c in layout.columns_at(index) if c.field == name}


def _is_offer(sheet: Sheet, layout: Layout, index: int) -> bool:
    """A title and a fact about it, or some facts whose title was forgotten."""
    if layout.kinds[index] or is_total(sheet, layout.kinds, index):
        return False
    row = sheet.rows[index]
    fields = {
        c.field for c in layout.columns_at(index) if row[c.index] not in (None, "")
    }
    if "title" in fields:
        return bool(fields & STRONG)
    return len(fields & STRONG) > 1 and not _is_figures(row)


def _is_figures(row: Sequence) -> bool:
    """Nothing but numbers, as a row of sums without a label."""
    return all(is_figure(cell) for _i, cell in filled(row))


def _is_bare_list(sheet: Sheet, start: int) -> bool:
    """A column of nothing but known things is a list too."""
    texts = [str(cells[0][1]) for row in sheet.rows[start:] if (cells := filled(row))]
    return len(texts) >= 3 and sum(map(is_known, texts)) / len(texts) >= 0.6


def _above(kinds: list[str]) -> str:
    """Before the table: the first line is the title, the others are notes."""
    return "note" if "title" in kinds else "title"


def _in_table(
    sheet: Sheet, layout: Layout, index: int, last: int, bare_list: bool
) -> str:
    if is_total(sheet, layout.kinds, index):
        return "total"
    titles = _of_field(layout, index, "title")
    if index > last:
        goods = any(_is_thing(sheet.rows[index][i]) for i in titles)
        return "item" if goods and layout.kinds[index - 1] == "item" else "footer"
    cells = filled(sheet.rows[index])
    if len(cells) == 1 or index in sheet.wide:
        return _lone_cell(sheet, layout, index, bare_list)
    if _is_figures(sheet.rows[index]):
        return "total"
    titled = {i for i, _cell in cells} & titles
    fields = {c.field for c in layout.columns_at(index) if sheet.rows[index][c.index]}
    return "item" if titled or len(fields & STRONG) > 1 else "note"


def _is_thing(cell: object) -> bool:
    text = str(cell or "")
    return is_known(text) and not _CLOSING.search(plain(text))


def _lone_cell(sheet: Sheet, layout: Layout, index: int, bare_list: bool) -> str:
    """One text in a row: a section, a note, or a thing of which nothing else is
    known."""
    column, cell = filled(sheet.rows[index])[0]
    text = str(cell)
    if len(text) > _SENTENCE or _NOTE.match(plain(text)) or text.endswith((".", "!")):
        return "note"
    titles = _of_field(layout, index, "title")
    if layout.shouts and column in titles and is_known(text):
        return "item"
    if index in sheet.wide or _is_shouted(text) or text.endswith(":"):
        return "section"
    if column not in titles:
        return "section" if column < min(titles, default=0) else "note"
    if bare_list:
        return "item"
    above = layout.kinds[index - 1] if index else "empty"
    alone = above in {"empty", "header", "section"}
    return "section" if alone or not is_known(text) else "item"


def _mostly_shouted(sheet: Sheet) -> bool:
    first = [str(cells[0][1]) for row in sheet.rows if (cells := filled(row))]
    return sum(map(_is_shouted, first)) > len(first) / 2


def _is_shouted(text: str) -> bool:
    """Mostly capitals, as section titles often are."""
    letters = [c for c in re.sub(r"\([^)]*\)", "", text) if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) / len(letters) > 0.7
