"""One sheet as the reader sees it, whatever format it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from catalogue.words import plain
from surplus.unreadable import Unreadable

MAX_ROWS = 10_000
MAX_COLUMNS = 60  # what stands further to the right is not read
# Cells of merged areas and links, which are made one by one.
MAX_AREA = 100_000


@dataclass
class Sheet:
    """One table of cells; rows and columns count from 0 here, from 1 for people."""

    name: str
    rows: Sequence[list[Any]] = field(default_factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    wide: set[int] = field(default_factory=set)  # rows that one merged cell spans
    # Rows that are crossed out, with the columns of those cells.
    struck: dict[int, set[int]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)  # rows that are not shown
    hidden_columns: set[int] = field(default_factory=set)
    all_is_seen: bool = True  # can it be told which rows are hidden or crossed out?
    # Of each row: a column and what is noted beside its cell.
    comments: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    # Formulas without an answer.
    unknown: set[tuple[int, int]] = field(default_factory=set)
    # What stands above several tables of which this is one.
    above: list[str] = field(default_factory=list)
    # Where the file itself tells what is what, as a letter that was taken apart does:
    # the kind of each row, and the field of each column.
    kinds: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    # Of a sheet that is not shown, how many rows of it were not read.
    unread: int = 0


def filled(row: Sequence) -> list[tuple[int, object]]:
    """The cells of a row that hold something, with their column."""
    return [(i, cell) for i, cell in enumerate(row) if cell not in (None, "")]


def unread(name: str, rows: Iterable[Sequence]) -> Sheet:
    """A sheet that is not shown: only its name, and how many rows have something."""
    return Sheet(name, unread=sum(bool(filled(row)) for row in rows))


def refuse_if_too_long(height: int, most: int = 10 * MAX_ROWS) -> None:
    """Rows without anything are not counted as those of a list, but for their sheer
    number."""
    if height > most:
        raise Unreadable(
            _("This list has more than 10,000 rows. Split it into smaller files.")
        )


def take_merged(found: Sheet, areas: Iterable[tuple[int, int, int, int]]) -> None:
    """Where each covered cell has its value, and which rows are one wide cell; of each
    area its first and last column and row, from 1."""
    for left, top, right, bottom in areas:
        if left > MAX_COLUMNS or top > len(found.rows):
            continue
        if right - left >= 2:
            found.wide.add(top - 1)
        for row in range(top - 1, min(bottom, len(found.rows))):
            for column in range(left - 1, min(right, MAX_COLUMNS)):
                found.merged[row, column] = (top - 1, left - 1)
        found.merged.pop((top - 1, left - 1), None)


def squared(rows: list[list]) -> list[list]:
    """Without the blank rows at the end and the blank columns at the right; all of one
    width."""
    while rows and not filled(rows[-1]):
        rows.pop()
    width = max((cells[-1][0] + 1 for row in rows if (cells := filled(row))), default=0)
    return [(row + [None] * width)[:width] for row in rows]


def noted(text: str, author: str | None) -> str:
    """What a comment beside a cell says, without the name that Excel puts before it."""
    first, colon, rest = text.partition(":")
    is_name = plain(first) == plain(author or "") or rest.startswith(("\n", "\r"))
    return " ".join((rest if colon and is_name else text).split())
