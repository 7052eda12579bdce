"""Which column holds what: by its heading, corrected and filled in by what stands below
it."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from catalogue.words import plain
from surplus.cell_kinds import (
    counts,
    counts_or_none,
    is_amount,
    is_day,
    is_gs1,
    is_gtin,
    is_mark,
    is_money,
    is_number,
    is_price,
    is_terms,
    is_text,
    is_title,
    share,
)
from surplus.conditions import is_condition
from surplus.headings import SHARED, counts_what_is_free, field_of
from surplus.notation import Notation
from surplus.persons import is_person, may_be_person
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
_MEASURE = re.compile(
    r"\b(?:cm|mm|m|kg|watt|w|v|volt|hoogte|breedte|lengte|diepte|height|width|length"
    r"|depth|jaar|year|bouwjaar|verdieping|kosten|code|nr|nummer|no|\w*hoogte|\w*breedte"
    r"|\w*kracht|\w*gebruik\w*|\w*verbruik\w*|defect\w*|kapot\w*|geblokkeerd\w*|nodig"
    r"|bestel\w*|uitgegeven|max\w*|min\w*|score|week|wk|vak|werk|plant|pallet|retour\w*)"
    r"\b|%"
)
NAMELESS = "¶"  # how the key of a column without a heading begins
SAMPLE = 60  # cells that are looked at in each column


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
    _count_in_all(columns, cells)
    _settle_doubles(columns, cells)
    _find_title(columns, cells)
    for column in columns:
        if column.field is None and cells[column.index]:
            _guess(column, cells[column.index], columns)
    _count_by_unit(columns, cells)
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


# A heading is doubted when hardly any cell below it can be what it says.
_CHECKS: dict[str, tuple[Callable[[object], bool], float]] = {
    "quantity": (is_amount, 0.3),
    "price": (lambda c: is_price(c) or is_amount(c), 0.3),
    "title": (is_text, 0.5),
    "description": (is_text, 0.3),
    "unit": (lambda c: bool(read_unit(c)) or is_amount(c), 0.3),
    "weight": (lambda c: bool(re.search(r"\d", str(c))), 0.3),
    "condition": (lambda c: not is_number(c), 0.3),
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


_NAMES = re.compile(r"^(?:naam|name)\b|\b(?:naam|name)$")  # of what, is not said


def _leave_out_persons(column: Column, cells: list) -> None:
    """Names, addresses and telephone numbers of people under a heading that does not
    say so."""
    if column.field not in KEPT_IN_WORDS or len(cells) < FEW:
        return
    sure, maybe = share(cells, is_person), share(cells, may_be_person)
    may_name = field_of(column.heading) is None or _NAMES.search(plain(column.heading))
    if sure >= 0.5 or (maybe >= 0.8 and may_name):
        column.field = "contact"


def _doubt(column: Column, cells: list) -> None:
    """Drop a field that the cells contradict; numbers under "Artikel" are codes, and
    under "Beschikbaar" they count."""
    if column.field == "period" and share(cells, counts_or_none) >= COUNTED:
        column.field = "quantity"
    if column.field in CROSSES and share(cells, is_mark) < 0.9:
        column.field = None
    if column.field == "status" and share(cells, counts_or_none) >= COUNTED:
        column.field = "other"  # how many are reserved, not whether
    if column.field == "until" and share(cells, is_day) < 0.3:
        asks = share(cells, lambda cell: is_price(cell) or is_terms(cell)) >= 0.4
        column.field = "price" if asks else column.field  # "Mag weg voor"
    if column.field in FOR_CODES and share(cells, is_gs1) >= 0.5:
        column.field = "gtin"
    check = _CHECKS.get(column.field or "")
    if not check or len(cells) < FEW or share(cells, check[0]) >= check[1]:
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


def _count_in_all(columns: list[Column], cells: list[list]) -> None:
    """Where several columns count, such as one for each floor, a column "Totaal" beside
    them is how many there are."""
    several = [column for column in columns if column.field == "quantity"]
    if len(several) < 2 or any(counts_what_is_free(c.heading) for c in several):
        return
    for column in columns:
        is_total = _TOTAL.fullmatch(plain(column.heading).strip(" ."))
        if is_total and share(cells[column.index], counts_or_none) >= COUNTED:
            for other in several:
                other.field = "other"
            column.field = "quantity"
            return


_TOTAL = re.compile(r"(?:aantal )?(?:totaal|tot|total|samen)(?: aantal)?")


def _worth(field: str, cells: list, heading: str) -> float:
    if field == "title":
        return share(cells, is_title)
    if field == "quantity" and counts_what_is_free(heading):
        return len(cells) + FREE_FIRST
    check = _CHECKS.get(field)
    return len(cells) * (share(cells, check[0]) if check else 1)


# What a column holds of which another one holds the same, better.
_SECOND = {"title": "description", "number": "code", "quantity": "other"}


def _second(field: str | None) -> str:
    return _SECOND.get(field or "", "other")


def _find_title(columns: list[Column], cells: list[list]) -> None:
    """The title by its heading; else the description; else the column with known
    things."""
    titles = [column for column in columns if column.field == "title"]
    if titles and (
        share(cells[titles[0].index], is_title) >= 0.2 or not titles[0].index
    ):
        return
    free = {None, "title", "description", "group", "model", "remarks"}
    likely = [c for c in columns if c.field in free and cells[c.index]]
    best = max(likely, key=lambda c: _title_worth(c, cells), default=None)
    if best and share(cells[best.index], is_text) >= 0.5:
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
    return share(mine, is_title) * (0.3 + different) + by_heading


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
        if open_to and share(cells, holds) >= least:
            column.field, column.by_content = field, True
            return
    column.field = "remarks" if share(cells, is_text) > 0.3 and not headed else "other"


def _count_by_unit(columns: list[Column], cells: list[list]) -> None:
    """Where nothing else counts, numbers below "Verp." are how many packs there are."""
    if any(column.field == "quantity" for column in columns):
        return
    for column in columns:
        mine = cells[column.index] if column.field == "unit" else []
        if share(mine, counts) >= COUNTED and all(map(is_number, mine)):
            column.field = "quantity"
            return


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
    return differs and not _is_numbering(cells) and share(cells, counts) >= 0.7


def _find_price(columns: list[Column], cells: list[list]) -> None:
    """A column of terms that names amounts is the price, when there is no other."""
    if any(column.field in {"price", "total_price"} for column in columns):
        return
    for column in columns:
        if column.field == "terms" and share(cells[column.index], is_money) >= 0.2:
            column.field = "price"
            return


def _is_numbering(cells: list) -> bool:
    """1, 2, 3 …: the list's own numbering."""
    numbers = [int(c) for c in cells if re.fullmatch(r"\d+(?:\.0)?", str(c))]
    return len(numbers) > 2 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


_BY_CONTENT: list[tuple[str, Callable[[object], bool], float]] = [
    ("gtin", is_gtin, 0.6),
    ("until", is_day, 0.6),
    ("terms", is_terms, 0.6),
    ("price", is_price, 0.4),
    ("unit", lambda c: isinstance(c, str) and bool(read_unit(c)) and len(c) < 12, 0.7),
    ("condition", lambda c: isinstance(c, str) and len(c) > 1 and is_condition(c), 0.5),
    ("quantity", is_amount, 0.7),
]
