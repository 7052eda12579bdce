"""Telling rows of totals from goods."""

import re
from collections.abc import Sequence

from catalogue.words import plain
from surplus.numbers import NUMBER, decimal
from surplus.sheet import Sheet, filled

LOOK_BACK = 500  # rows that a total may sum
CENT = 0.005  # what sums may differ by
_SUM = r"(?:(?:sub|eind)?tota(?:a)?l(?:en|s)?|tot|som|sum|grand total)"
# A total and nothing else, or one that has to add up: "Totaal paviljoen 3".
_TOTAL = re.compile(
    rf"(?:{_SUM}|algemeen|generaal|general|overall|aantal|stuks?|regels|artikelen|items"
    r"|bedrag|waarde|prijs|alle|incl|excl|btw|eur|[\W\d_])+"
)
_BEGINS_TOTAL = re.compile(rf"{_SUM}\b|aantal (?:regels|artikelen|items)\b")


def is_total(sheet: Sheet, kinds: Sequence[str], index: int) -> bool:
    """A row that begins with a word for a total and says nothing else, or whose figures
    add up; goods may begin so too: a TotalCare bed, a Total Gym."""
    cells = filled(sheet.rows[index])
    texts = [plain(cell) for _i, cell in cells if isinstance(cell, str)]
    if not texts or not _BEGINS_TOTAL.match(texts[0]):
        return False
    unanswered = any((index, i) in sheet.unknown for i in range(len(sheet.rows[index])))
    if _TOTAL.fullmatch(texts[0]) or unanswered:
        return True
    figures = [(i, number) for i, cell in cells if (number := figure(cell)) is not None]
    return any(_adds_up(sheet, kinds, index, *figure) for figure in figures)


def group_rows(figures: Sequence[float]) -> list[int]:
    """The places of rows that each sum the rows right below them, as a pivot table
    shows its groups; none, unless every row is one of these or in one."""
    groups, at = [], 0
    while at < len(figures):
        groups.append(at)
        left, at = figures[at], at + 1
        if at == len(figures):
            return []
        while at < len(figures) and left > CENT:
            left, at = left - figures[at], at + 1
        if abs(left) > CENT or at == groups[-1] + 1:
            return []
    return groups


def figure(cell: object) -> float | None:
    """The number that a cell holds and nothing else, as a price too."""
    if isinstance(cell, str):
        bare = re.sub(r"[€\s]|,-$", "", cell)
        return decimal(bare) if re.fullmatch(NUMBER, bare) else None
    return float(cell) if isinstance(cell, int | float) else None


def _adds_up(
    sheet: Sheet, kinds: Sequence[str], index: int, column: int, of: float
) -> bool:
    """Is it the sum of some rows right above it, down from any of them?"""
    so_far = 0.0
    for above in range(index - 1, max(-1, index - LOOK_BACK), -1):
        if kinds[above] == "header":
            return False
        so_far += figure(sheet.rows[above][column]) or 0
        if above < index - 1 and abs(so_far - of) < CENT:
            return True
    return False
