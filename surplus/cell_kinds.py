"""What the cells of a column can be, to tell the column by."""

import re
from collections.abc import Callable
from datetime import date

from catalogue.vocabulary import is_known
from catalogue.words import plain
from surplus.amounts import read_amount
from surplus.dates import find_days
from surplus.gs1 import read_gs1
from surplus.headings import MARKS, NO
from surplus.identification import read_gtin
from surplus.numbers import is_negative
from surplus.prices import read_price, read_terms

YEARS = (1950, 2100)  # whole numbers from here on may be years
ANY_DAY = date(2026, 1, 1)  # only to see whether a cell names a day


def share(cells: list, holds: Callable[[object], bool]) -> float:
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0


def is_number(cell: object) -> bool:
    return isinstance(cell, int | float) or bool(re.fullmatch(r"[\d.,]+", str(cell)))


def is_text(cell: object) -> bool:
    return isinstance(cell, str) and bool(re.search(r"[^\W\d_]{3}", cell))


def is_title(cell: object) -> bool:
    return is_text(cell) and is_known(str(cell))


def is_day(cell: object) -> bool:
    if isinstance(cell, str) and (len(cell) > 25 or not re.search(r"\d", cell)):
        return False
    return bool(find_days(cell, today=ANY_DAY))


def is_amount(cell: object) -> bool:
    found = read_amount(cell)
    return found.quantity is not None and len(found.rest) < 25


def is_price(cell: object) -> bool:
    text = plain(str(cell))
    if re.search(r"€|\beur\b|\beuro\b|\d,-", text):
        return True
    if not re.search(r"[a-z]{3}", text) or len(text) >= 30:
        return False
    return read_price(text, "stuk").terms in {"free", "ask", "loan"}


def is_terms(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) < 25 and read_terms(cell) is not None


def is_money(cell: object) -> bool:
    return is_number(cell) or bool(re.search(r"€|\beuro?\b|\d,-", plain(str(cell))))


def is_mark(cell: object) -> bool:
    text = str(cell).strip()
    return bool(MARKS.fullmatch(text) or NO.fullmatch(text))


def is_gs1(cell: object) -> bool:
    return isinstance(cell, str) and read_gs1(cell) is not None


def counts(cell: object) -> bool:
    if is_day(cell):
        return False
    amount = read_amount(cell)
    many = amount.quantity
    small = many is not None and 0 < many < YEARS[0] and many % 1 == 0
    return small and len(amount.rest) < 25


def counts_or_none(cell: object) -> bool:
    """A number of things, also none or fewer than that."""
    bare = plain(str(cell))
    return counts(cell) or is_negative(bare) or read_amount(cell).quantity == 0


def is_gtin(cell: object) -> bool:
    return bool(read_gtin(cell)[0])
