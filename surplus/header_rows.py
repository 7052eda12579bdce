"""Finding the rows of headings, and the heading of each column."""

import re
from collections.abc import Mapping, Sequence

from catalogue.vocabulary import is_known
from catalogue.words import plain
from surplus.columns import CROSSES
from surplus.headings import field_of, is_turned
from surplus.sheet import Sheet, filled

LOOK_FOR_HEADER = 40  # filled rows from the top
MOST_LINES = 3  # of one header: groups, what is in them, their units
_NO_HEADING = r"^[\d.,€ -]+$|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"  # a figure, a day
_BRACKETED = re.compile(r"[(\[].*[)\]]")
NAMES_GOODS = {"title", "description"}
# What only makes the heading over it more precise: "gevraagd" or "per stuk" below
# "Prijs", "No." below "Quantity", "goed" and "gereserveerd" below "Aantal".
_REFINES = {None, "number", "status", "quantity", "other", *CROSSES}


def find_headers(sheet: Sheet, meanings: Mapping[str, str]) -> list[tuple[int, int]]:
    """First and last row of every header; most sheets have one."""
    found: list[tuple[int, int]] = []
    seen = 0
    first: tuple = ()
    for index, row in enumerate(sheet.rows):
        seen += bool(filled(row))
        if found and index <= found[-1][1]:
            continue
        is_near = found or seen <= LOOK_FOR_HEADER
        is_repeated = tuple(row) == first  # on each page of a list that was printed
        if is_repeated or (is_near and _is_header(sheet, index, meanings, found)):
            found.append((_first_line(sheet, index), _last_line(sheet, index)))
            first = first or tuple(row)
    return found or _foreign_header(sheet)


def _is_header(
    sheet: Sheet, index: int, meanings: Mapping[str, str], found: list[tuple[int, int]]
) -> bool:
    """Short texts without figures, of which enough name a field; between the rows of
    a table it takes more to be one than above them."""
    cells = filled(sheet.rows[index])
    if len(cells) < 2 or not all(_may_head(cell) for _i, cell in cells):
        return False
    named = [meanings.get(plain(cell)) or field_of(cell) for _i, cell in cells]
    fields = {*named} - {None, *CROSSES}  # "gratis" may stand in any row
    known = sum(field is not None for field in named) / len(cells)
    if not found:
        return len(fields) >= 2 and known >= 0.5
    if _begins_a_table(sheet, index, fields):
        return len(fields) >= 2 and known >= (0.5 if len(fields) > 2 else 1)
    return len(fields) >= 3 and known >= 0.7


def _begins_a_table(sheet: Sheet, index: int, fields: set[str | None]) -> bool:
    """Does a row that names goods stand by itself, above a row with figures?"""
    apart = len(filled(sheet.rows[index - 1])) < 2
    below = _row(sheet, index + 1)
    return apart and bool(fields & NAMES_GOODS) and any(map(is_figure, below))


def _foreign_header(sheet: Sheet) -> list[tuple[int, int]]:
    """Headings that we do not know: a first full row of different short texts, none
    of them a thing, above figures. A person can then say what they mean."""
    first = first_full_row(sheet)
    above = filled(sheet.rows[first - 1]) if first else []
    if len(above) == 2 and all(_may_head(cell) for _i, cell in above):
        first -= 1  # two texts are no full row by themselves
    if first + 1 >= len(sheet.rows):
        return []
    head, below = filled(sheet.rows[first]), sheet.rows[first + 1]
    texts = [plain(cell) for _i, cell in head if _may_head(cell)]
    names_goods = any(field_of(text) == "title" for text in texts)
    least = 2 if names_goods else 3
    if len(texts) < max(least, len(head)) or len(set(texts)) < len(texts):
        return []
    has_figures = any(is_figure(below[i]) for i, _cell in head)
    has_goods = not names_goods and any(map(is_known, texts))
    return [(first, first)] if has_figures and not has_goods else []


def is_figure(cell: object) -> bool:
    """Digits, and signs between them."""
    return cell is not None and bool(re.fullmatch(r"[\d.,]+", str(cell)))


def _may_head(cell: object) -> bool:
    return (
        isinstance(cell, str)
        and len(cell) <= 45
        and (cell in {"€", "#"} or not re.search(_NO_HEADING, cell))
    )


def _row(sheet: Sheet, index: int) -> Sequence:
    return sheet.rows[index] if 0 <= index < len(sheet.rows) else ()


# --- lines -----------------------------------------------------------------


def _first_line(sheet: Sheet, index: int) -> int:
    """A header may begin with the groups of its columns: some texts, each over several
    columns."""
    above = filled(_row(sheet, index - 1))
    if len(above) < 2 or not all(_may_head(cell) for _i, cell in above):
        return index
    own = {i for i, _cell in filled(sheet.rows[index])}
    spanned = all(
        sheet.merged.get((index - 1, i + 1)) == (index - 1, i) for i, _cell in above
    )
    known = all(field_of(str(cell)) for _i, cell in above)
    over_several = all(i in own and i + 1 in own for i, _cell in above)
    return index - 1 if over_several and (spanned or known) else index


def _last_line(sheet: Sheet, first: int) -> int:
    """A header may go on in the next rows: below merged cells, below groups, or with
    units in brackets."""
    last = first
    while last - first < MOST_LINES - 1 and _goes_on(sheet, last):
        last += 1
    return last


def _goes_on(sheet: Sheet, index: int) -> bool:
    top, cells = sheet.rows[index], filled(_row(sheet, index + 1))
    if not cells or not all(_may_head(cell) for _i, cell in cells):
        return False
    if all(_BRACKETED.fullmatch(str(cell)) for _i, cell in cells):
        return True
    named = {i for i, _cell in filled(top)}
    fields = {field_of(str(cell)) for _i, cell in cells} - {None}
    merged = any((index + 1, i) in sheet.merged for i in named)
    parted = any(i not in named for i, _cell in cells)
    each_known = len(fields) == len(cells)
    return bool(merged and fields) or (
        parted and (each_known or _is_below_groups(sheet, index, cells))
    )


def _is_below_groups(sheet: Sheet, index: int, cells: list[tuple[int, object]]) -> bool:
    """Do these say what is in groups of columns, of which one is of several? Below a
    heading for goods, what is no heading is a thing."""
    headed = {i for i, cell in filled(sheet.rows[index]) if _names_goods(cell)}
    groups = [(_group(sheet, index, i), plain(str(cell))) for i, cell in cells]
    grouped = [group for group, _text in groups if group is not None]
    return (
        len(set(grouped)) < len(grouped)
        and len(set(groups)) == len(groups)
        and not headed & {i for i, cell in cells if field_of(str(cell)) is None}
    )


def _names_goods(heading: object) -> bool:
    return field_of(str(heading)) == "title"


def _group(sheet: Sheet, index: int, column: int) -> int | None:
    """The column of the text that stands over a column: in it, or to the left, as far
    as the cell is merged or else until there is another."""
    row = sheet.rows[index]
    if (index, column) in sheet.merged:
        return sheet.merged[index, column][1]
    left = next((i for i in range(column, -1, -1) if row[i] is not None), None)
    if left is None or left == column:
        return left
    is_merged = sheet.merged.get((index, left + 1)) == (index, left)
    return None if is_merged else left


# --- the heading of each column ----------------------------------------------


def heading_texts(sheet: Sheet, first: int, last: int) -> list[str]:
    """One heading for each column; of several lines the lowest rules, with what stands
    over it before it."""
    texts = [str(cell or "") for cell in sheet.rows[first]]
    for index in range(first + 1, last + 1):
        below = [str(cell or "") for cell in sheet.rows[index]]
        texts = [
            _heading(_over(sheet, index, i, texts) if lower else texts[i], lower)
            for i, lower in enumerate(below)
        ]
    return texts


def _over(sheet: Sheet, index: int, column: int, texts: Sequence[str]) -> str:
    """What stands over a text of a header's second or third line: its own column's, or
    that of its group."""
    group = _group(sheet, index - 1, column)
    below = sheet.rows[index]
    is_whole = group is not None and all(
        below[i] is not None for i in range(group, column)
    )
    return texts[column] or (texts[group] if group is not None and is_whole else "")


def _heading(upper: str, lower: str) -> str:
    both = f"{upper} {lower}".strip()
    if not lower or not upper or _BRACKETED.fullmatch(lower):
        return both
    if plain(lower) == plain(upper):
        return lower
    if field_of(lower) in _REFINES or is_turned(both):
        return both
    # "Aantal" over the places where these are, or over "vrij".
    is_part = field_of(lower) in {"location", "period"}
    return both if is_part and field_of(upper) == "quantity" else lower


def first_full_row(sheet: Sheet) -> int:
    """Where a list without a header starts: the first row with three cells, or two with
    a number."""
    for index, row in enumerate(sheet.rows):
        cells = filled(row)
        numbers = sum(not isinstance(cell, str) or cell.isdigit() for _i, cell in cells)
        if len(cells) >= 3 or (len(cells) == 2 and numbers):
            return index
    return 0
