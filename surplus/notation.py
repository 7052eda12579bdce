"""How the figures and the days of a column are to be read: what one cell leaves open,
all of them together show."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from surplus.cleaning import Cell
from surplus.numbers import NUMBER

FIGURES = {"quantity", "price", "total_price", "new_price", "pack_size"}
DAYS = {"expiry", "from", "until", "period", "identity"}
MARKS = {",": ".", ".": ","}  # each with the other
# How a sign with three digits behind it is read: 1.250 is 1250 or one and a quarter.
DECIMAL, THOUSANDS, OPEN = "decimal", "thousands", "open"
FEW = 3  # cells that all end on ,000: those are decimals, also when nothing else tells

_APART = r"(?<![\w.,'/-])(?:{})(?!\d|[.,'/-]\d)"
_NUMBER = re.compile(_APART.format(NUMBER))
_EITHER = re.compile(r"[1-9]\d{0,2}([.,])(\d{3})")
_DAY = re.compile(
    r"(?<![\w.,-])(\d{1,2})(?P<by>\s?[-/.]\s?)(\d{1,2})(?P=by)((?:20)?\d\d)(?!\d)"
)
_ORDER = re.compile(r"\b(?:mm?[-/. ]dd?|dd?[-/. ]mm?)\b", re.I)
NO_SIGNS: frozenset[str] = frozenset()
_COMPACT = re.compile(r"\d{6}|\d{8}")


@dataclass(frozen=True)
class Notation:
    """What the cells of one column show together.

    `signs`: for a comma and a stop how three digits behind it are read. `months_first`:
    the signs between the parts of a day at which the month comes first, as Americans
    write it; `mixed`: those at which some days can only be American and others only
    Dutch. `by_day`: six digits are DDMMYY and not YYMMDD as labels print them."""

    signs: dict[str, str] = field(default_factory=dict)
    months_first: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    compact: bool = False
    by_day: bool = False

    def settle(self, cell: Cell) -> Cell:
        """The cell in a form that can be read in one way; what stays open as it was."""
        if self.compact and (day := _compact_day(str(cell), self)):
            return day
        if not isinstance(cell, str):
            return cell
        if self.signs:
            cell = _NUMBER.sub(self._number, cell)
        return _DAY.sub(self._day, cell) if self.months_first else cell

    def is_open(self, cell: Cell) -> bool:
        """Can this cell be read in two ways, and does nothing tell which is meant?"""
        if not isinstance(cell, str):
            return False
        if self.signs:
            return any(
                (either := _EITHER.fullmatch(found[0]))
                and self.signs[either[1]] == OPEN
                for found in _NUMBER.finditer(cell)
            )
        return any(_sign(found) in self.mixed and _either(found)
                   for found in _DAY.finditer(cell))  # fmt: skip

    def _number(self, found: re.Match[str]) -> str:
        either = _EITHER.fullmatch(found[0])
        # A fourth decimal makes it unmistakable.
        return (
            f"{found[0]}0" if either and self.signs[either[1]] == DECIMAL else found[0]
        )

    def _day(self, found: re.Match[str]) -> str:
        if _sign(found) not in self.months_first or int(found[1]) > 12:
            return found[0]
        return f"20{found[4][-2:]}-{found[1]}-{found[3]}"


@dataclass(frozen=True)
class Shown:
    """What some cells show for certain: decimal signs, and signs of American and of
    Dutch days."""

    marks: frozenset[str] = frozenset()
    american: frozenset[str] = frozenset()
    dutch: frozenset[str] = frozenset()

    def __or__(self, other: "Shown") -> "Shown":
        return Shown(
            self.marks | other.marks,
            self.american | other.american,
            self.dutch | other.dutch,
        )


def shown(name: str | None, cells: Iterable[Cell]) -> Shown:
    """What the cells of a column for the field `name` show for certain."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if name in FIGURES:
        return Shown(marks=frozenset().union(*map(_marks, texts)))
    if name not in DAYS:
        return Shown()
    days = [found for text in texts for found in _DAY.finditer(text)]
    return Shown(
        american=frozenset(_sign(d) for d in days if int(d[1]) <= 12 < int(d[3])),
        dutch=frozenset(_sign(d) for d in days if int(d[3]) <= 12 < int(d[1])),
    )


def notation(
    name: str | None, cells: Sequence[Cell], around: Shown, heading: str = ""
) -> Notation:
    """How a column for the field `name` is read: as its heading says (MM/DD/YYYY), or
    its own cells show; where neither tells, as the other columns of its sheet show."""
    mine = shown(name, cells)
    if name in DAYS and (said := _ORDER.search(heading)):
        signs = frozenset("-/.")
        is_american = said[0][0] in "mM"
        mine = Shown(american=signs if is_american else NO_SIGNS)
        mine |= Shown(dutch=NO_SIGNS if is_american else signs)
    if name in FIGURES:
        marks = mine.marks or around.marks
        return Notation(signs=_signs(marks, [c for c in cells if isinstance(c, str)]))
    if name not in DAYS:
        return Notation()
    told = mine.american | mine.dutch
    american = mine.american | (around.american - told)
    dutch = mine.dutch | (around.dutch - told)
    compact = name != "identity"
    return Notation(
        months_first=american - dutch,
        mixed=american & dutch,
        compact=compact,
        by_day=compact and _goes_by_day(cells),
    )


def _marks(text: str) -> set[str]:
    """The decimal signs that the numbers of a text show for certain."""
    marks = set()
    for found in _NUMBER.finditer(text):
        signs = [sign for sign in found[0] if sign in MARKS]
        if signs and not _EITHER.fullmatch(found[0]):
            repeated = len(signs) > 1 and len(set(signs)) == 1
            marks.add(MARKS[signs[0]] if repeated else signs[-1])
    return marks


def _signs(marks: frozenset[str], texts: Sequence[str]) -> dict[str, str]:
    if len(marks) > 1:
        return dict.fromkeys(MARKS, OPEN)
    if not marks:
        commas = DECIMAL if _all_end_on_zeros(texts) else THOUSANDS
        return {",": commas, ".": THOUSANDS}
    (mark,) = marks
    all_have_it = all(mark in found[0] for t in texts for found in _NUMBER.finditer(t))
    return {mark: DECIMAL if all_have_it else OPEN, MARKS[mark]: THOUSANDS}


def _all_end_on_zeros(texts: Sequence[str]) -> bool:
    numbers = [found[0] for text in texts for found in _NUMBER.finditer(text)]
    return len(numbers) >= FEW and all(number.endswith(",000") for number in numbers)


def _sign(day: re.Match[str]) -> str:
    return day["by"].strip()


def _either(day: re.Match[str]) -> bool:
    return (
        day[1].lstrip("0") != day[3].lstrip("0") and max(int(day[1]), int(day[3])) <= 12
    )


# --- days without any sign ---------------------------------------------------


def _compact_day(text: str, how: Notation) -> Cell:
    """A day of six or eight digits (YYYYMM, YYMMDD or DDMMYY; YYYYMMDD, DDMMYYYY or
    MMDDYYYY), or None."""
    if not _COMPACT.fullmatch(text):
        return None
    if len(text) == 6:
        if text.startswith("20") and 1 <= int(text[4:]) <= 12:
            return f"{text[:4]}-{text[4:]}"
        orders = (_by_day, _by_year) if how.by_day else (_by_year, _by_day)
        return orders[0](text) or orders[1](text)
    if text.startswith("20") and (day := _date(text[:4], text[4:6], text[6:])):
        return day
    dutch = _date(text[4:], text[2:4], text[:2])
    american = _date(text[4:], text[:2], text[2:4])
    return (american or dutch) if how.months_first else (dutch or american)


def _goes_by_day(cells: Sequence[Cell]) -> bool:
    """Are six digits DDMMYY here: are more of them a day so, or as many, and closer to
    each other?"""
    texts = [text for cell in cells if len(text := str(cell)) == 6 and text.isdigit()]
    return _likelihood(map(_by_day, texts)) > _likelihood(map(_by_year, texts))


def _likelihood(days: Iterable[date | None]) -> tuple[int, int]:
    years = [day.year for day in days if day]
    return len(years), -(max(years, default=0) - min(years, default=0))


def _by_year(text: str) -> date | None:
    return _date(f"20{text[:2]}", text[2:4], text[4:])


def _by_day(text: str) -> date | None:
    return _date(f"20{text[4:]}", text[2:4], text[:2])


def _date(year: str, month: str, day: str) -> date | None:
    with suppress(ValueError):
        found = date(int(year), int(month), int(day))
        return found if 2000 <= found.year < 2100 else None
    return None
