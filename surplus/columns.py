"""Which column holds what: by its heading, corrected and filled in by what stands below
it."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from catalogue.vocabulary import is_known
from catalogue.words import plain
from surplus.amounts import read_amount
from surplus.conditions import is_condition
from surplus.dates import find_days
from surplus.gs1 import read_gs1
from surplus.headings import MARKS, SHARED, counts_what_is_free, field_of
from surplus.identification import read_gtin
from surplus.notation import Notation
from surplus.persons import is_person, may_be_person
from surplus.prices import read_price, read_terms
from surplus.units import read_unit

# A heading that is not understood may mean anything: what these decide is not guessed.
NEVER_GUESSED = {"quantity", "price", "until"}
FEW = 3  # cells; fewer contradict nothing
CROSSES = {"terms_mark", "condition_mark"}
FOR_CODES = {None, "code", "number", "other", "remarks"}
COUNTED = 0.8  # of the cells under "Beschikbaar" that are small whole numbers
FREE_FIRST = 10_000_000  # of two counts that of what is free wins
# Fields whose cells become words of the description.
KEPT_IN_WORDS = {None, "description", "model", "other", "remarks", "size", "group"}
YEARS = (1950, 2100)  # whole numbers from here on may be years
_MEASURE = re.compile(
    r"\b(?:cm|mm|m|kg|watt|w|v|volt|hoogte|breedte|lengte|diepte|height|width|length"
    r"|depth|jaar|year|bouwjaar|verdieping|kosten|code|nr|nummer|no|\w*hoogte|\w*breedte"
    r"|\w*kracht|\w*gebruik\w*|\w*verbruik\w*|defect\w*|kapot\w*|geblokkeerd\w*|nodig"
    r"|bestel\w*|uitgegeven|max\w*|min\w*|score|week|wk|vak|werk|plant|pallet|retour\w*)"
    r"\b|%"
)
NAMELESS = "¶"  # how the key of a column without a heading begins
SAMPLE = 60  # cells that are looked at in each column
ANY_DAY = date(2026, 1, 1)  # only to see whether a cell names a day


@dataclass
class Column:
    """One column: its heading and the field that it is read as (None: kept as a
    remark)."""

    index: int
    heading: str
    field: str | None
    by_content: bool = False
    key: str = ""  # tells it from the other columns, in every list of a member
    # How its figures and days are read.
    notation: Notation = dataclasses.field(default_factory=Notation)

    @property
    def letter(self) -> str:
        return get_column_letter(self.index + 1)


def key_of(heading: str, index: int, sheet: str = "") -> str:
    """What a column is known by: its heading, else its sheet and letter."""
    return plain(heading) or f"{NAMELESS}{sheet} {get_column_letter(index + 1)}"


def choose(
    headings: Sequence[str],
    body: Sequence[Sequence],
    meanings: Mapping[str, str] | None = None,
    sheet: str = "",
) -> list[Column]:
    """A field for every column of a table. `meanings` are what a person said: a field
    for the key of a column."""
    columns = [
        Column(i, text, field_of(text), key=key_of(text, i, sheet))
        for i, text in enumerate(headings)
    ]
    cells = [_sample(body, column.index) for column in columns]
    _doubt_values(columns)
    for column in columns:
        _doubt(column, cells[column.index])
    _settle_doubles(columns, cells)
    _find_title(columns, cells)
    for column in columns:
        if column.field is None and cells[column.index]:
            _guess(column, cells[column.index], columns)
    _find_quantity(columns, cells)
    _find_price(columns, cells)
    for column in columns:
        _leave_out_persons(column, cells[column.index])
    _take_meanings(columns, meanings or {})
    return columns


def _take_meanings(columns: list[Column], meanings: Mapping[str, str]) -> None:
    """A person's word goes before all: a column that was guessed for the same field
    is kept as a remark."""
    explained = [column for column in columns if column.key in meanings]
    for column in explained:
        column.field, column.by_content = meanings[column.key], False
    taken = {column.field for column in explained} - SHARED
    for column in columns:
        if column not in explained and column.field in taken:
            column.field = _second(column.field)


def _sample(body: Sequence[Sequence], index: int) -> list:
    cells = [row[index] for row in body if row[index] not in (None, "")]
    return cells[:SAMPLE]


def _share(cells: list, holds: Callable[[object], bool]) -> float:
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) or bool(re.fullmatch(r"[\d.,]+", str(cell)))


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and bool(re.search(r"[^\W\d_]{3}", cell))


def _is_title(cell: object) -> bool:
    return _is_text(cell) and is_known(str(cell))


def _is_day(cell: object) -> bool:
    if isinstance(cell, str) and (len(cell) > 25 or not re.search(r"\d", cell)):
        return False
    return bool(find_days(cell, today=ANY_DAY))


def _is_amount(cell: object) -> bool:
    found = read_amount(cell)
    return found.quantity is not None and len(found.rest) < 25


def _is_price(cell: object) -> bool:
    text = plain(str(cell))
    if re.search(r"€|\beur\b|\beuro\b|\d,-", text):
        return True
    if not re.search(r"[a-z]{3}", text) or len(text) >= 30:
        return False
    return read_price(text, "stuk").terms in {"free", "ask", "loan"}


def _is_terms(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) < 25 and read_terms(cell) is not None


def _is_money(cell: object) -> bool:
    return _is_number(cell) or bool(re.search(r"€|\beuro?\b|\d,-", plain(str(cell))))


def _is_mark(cell: object) -> bool:
    return bool(MARKS.fullmatch(str(cell).strip()))


def _is_gs1(cell: object) -> bool:
    return isinstance(cell, str) and read_gs1(cell) is not None


def _counts(cell: object) -> bool:
    if _is_day(cell):
        return False
    amount = read_amount(cell)
    small = amount.quantity is not None and 0 < amount.quantity < YEARS[0]
    return small and len(amount.rest) < 25


def _is_gtin(cell: object) -> bool:
    return bool(read_gtin(cell)[0])


# A heading is doubted when hardly any cell below it can be what it says.
_CHECKS: dict[str, tuple[Callable[[object], bool], float]] = {
    "quantity": (_is_amount, 0.3),
    "price": (lambda c: _is_price(c) or _is_amount(c), 0.3),
    "title": (_is_text, 0.5),
    "description": (_is_text, 0.3),
    "unit": (lambda c: bool(read_unit(c)) or _is_amount(c), 0.3),
    "weight": (lambda c: bool(re.search(r"\d", str(c))), 0.3),
    "condition": (lambda c: not _is_number(c), 0.3),
    "pack_size": (lambda c: bool(re.search(r"\d", str(c))), 0.3),
}


def _doubt_values(columns: list[Column]) -> None:
    """Where a list tells when things were bought, or has a column for the price as
    well, a bare "Cost" is what they cost new."""
    headings = [plain(column.heading) for column in columns]
    asks = any(c.field == "price" and _PRICE.search(plain(c.heading)) for c in columns)
    is_register = asks or any(map(_BOUGHT.search, headings))
    for column, heading in zip(columns, headings, strict=True):
        if is_register and _VALUE.fullmatch(heading):
            column.field = "new_price"


_BOUGHT = re.compile(
    r"\b(?:purchase\w*|acquisition|aanschaf\w*|aankoop\w*|warranty|afschrijv\w*"
    r"|depreciation)\b"
)
_VALUE = re.compile(r"(?:unit |stuks?)?(?:costs?|value|kosten|kost|waarde)(?: eur|€)?")
_PRICE = re.compile(r"prijs|price")


def _leave_out_persons(column: Column, cells: list) -> None:
    """Names, addresses and telephone numbers of people under a heading that does not
    say so."""
    if column.field not in KEPT_IN_WORDS or len(cells) < FEW:
        return
    sure, maybe = _share(cells, is_person), _share(cells, may_be_person)
    if sure >= 0.5 or (maybe >= 0.8 and field_of(column.heading) is None):
        column.field = "contact"


def _doubt(column: Column, cells: list) -> None:
    """Drop a field that the cells contradict; numbers under "Artikel" are codes, and
    under "Beschikbaar" they count."""
    if column.field == "period" and _share(cells, _counts) >= COUNTED:
        column.field = "quantity"
    if column.field in CROSSES and _share(cells, _is_mark) < 0.9:
        column.field = None
    if column.field == "status" and _share(cells, _counts) >= COUNTED:
        column.field = "other"  # how many are reserved, not whether
    if column.field == "until" and _share(cells, _is_day) < 0.3:
        asks = _share(cells, lambda cell: _is_price(cell) or _is_terms(cell)) >= 0.4
        column.field = "price" if asks else column.field  # "Mag weg voor"
    if column.field in FOR_CODES and _share(cells, _is_gs1) >= 0.5:
        column.field = "gtin"
    check = _CHECKS.get(column.field or "")
    if not check or len(cells) < FEW or _share(cells, check[0]) >= check[1]:
        return
    column.field = "code" if column.field == "title" else None


def _settle_doubles(columns: list[Column], cells: list[list]) -> None:
    """Of two columns for one field the better filled stays; the other becomes a
    remark."""
    for field in {column.field for column in columns if column.field} - SHARED:
        same = [column for column in columns if column.field == field]
        best = max(same, key=lambda c: _worth(field, cells[c.index], c.heading))
        for column in same:
            if column is not best:
                column.field = _second(field)


def _worth(field: str, cells: list, heading: str) -> float:
    if field == "title":
        return _share(cells, _is_title)
    if field == "quantity" and counts_what_is_free(heading):
        return len(cells) + FREE_FIRST
    check = _CHECKS.get(field)
    return len(cells) * (_share(cells, check[0]) if check else 1)


# What a column holds of which another one holds the same, better.
_SECOND = {"title": "description", "number": "code", "quantity": "other"}


def _second(field: str | None) -> str:
    return _SECOND.get(field or "", "other")


def _find_title(columns: list[Column], cells: list[list]) -> None:
    """The title by its heading; else the description; else the column with known
    things."""
    titles = [column for column in columns if column.field == "title"]
    if titles and (
        _share(cells[titles[0].index], _is_title) >= 0.2 or not titles[0].index
    ):
        return
    free = {None, "title", "description", "group", "model", "remarks"}
    likely = [c for c in columns if c.field in free and cells[c.index]]
    best = max(likely, key=lambda c: _title_worth(c, cells), default=None)
    if best and _share(cells[best.index], _is_text) >= 0.5:
        for column in titles:
            column.field = "description"
        best.by_content = best.field not in {"title", "description"}
        best.field = "title"


def _title_worth(column: Column, cells: list[list]) -> float:
    """Known things, said in different words on most rows; a heading of its own
    helps."""
    mine = cells[column.index]
    different = len(set(map(str, mine))) / len(mine)
    by_heading = {"title": 0.4, "description": 0.2, None: 0.1}.get(column.field, 0)
    return _share(mine, _is_title) * (0.3 + different) + by_heading


def _guess(column: Column, cells: list, columns: list[Column]) -> None:
    """A field for a column without a telling heading, if the cells are clear enough.

    Figures under a heading that is not understood may be anything: they are no
    quantity."""
    headed = len(plain(column.heading)) > 2
    taken = {c.field for c in columns}
    if not headed and "number" not in taken and _is_numbering(cells):
        column.field, column.by_content = "number", True
        return
    for field, holds, least in _BY_CONTENT:
        open_to = field not in taken and not (headed and field in NEVER_GUESSED)
        if open_to and _share(cells, holds) >= least:
            column.field, column.by_content = field, True
            return
    column.field = (
        "remarks" if _share(cells, _is_text) > 0.3 and not headed else "other"
    )


def _find_quantity(columns: list[Column], cells: list[list]) -> None:
    """Nearly every list counts: without a heading that says so, the one column of
    small whole numbers that measures nothing; of two, nobody knows which."""
    if any(column.field == "quantity" for column in columns):
        return
    likely = [c for c in columns if _may_count(c, cells[c.index])]
    likely = likely or [
        column
        for column in columns
        if column.heading == "#" and not _is_numbering(cells[column.index])
    ]
    if len(likely) == 1:
        likely[0].field, likely[0].by_content = "quantity", True


def _may_count(column: Column, cells: list) -> bool:
    """Small whole numbers that differ, under a heading that nobody knows."""
    heading = plain(column.heading)
    if column.field != "other" or field_of(column.heading) or _MEASURE.search(heading):
        return False
    differs = len(set(map(str, cells))) > 1 or len(cells) == 1
    return differs and not _is_numbering(cells) and _share(cells, _counts) >= 0.7


def _find_price(columns: list[Column], cells: list[list]) -> None:
    """A column of terms that names amounts is the price, when there is no other."""
    if any(column.field in {"price", "total_price"} for column in columns):
        return
    for column in columns:
        if column.field == "terms" and _share(cells[column.index], _is_money) >= 0.2:
            column.field = "price"
            return


def _is_numbering(cells: list) -> bool:
    """1, 2, 3 …: the list's own numbering."""
    numbers = [int(c) for c in cells if re.fullmatch(r"\d+(?:\.0)?", str(c))]
    return len(numbers) > 2 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


_BY_CONTENT: list[tuple[str, Callable[[object], bool], float]] = [
    ("gtin", _is_gtin, 0.6),
    ("until", _is_day, 0.6),
    ("terms", _is_terms, 0.6),
    ("price", _is_price, 0.4),
    ("unit", lambda c: isinstance(c, str) and bool(read_unit(c)) and len(c) < 12, 0.7),
    ("condition", lambda c: isinstance(c, str) and len(c) > 1 and is_condition(c), 0.5),
    ("quantity", _is_amount, 0.7),
]
