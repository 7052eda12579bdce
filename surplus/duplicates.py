"""Rows that seem to say the same thing twice."""

from collections import deque

from django.utils.translation import gettext as _

from catalogue.words import stems
from surplus.rows import SurplusRow

MANY = 3  # of less, a shorter and a longer title may well be two things
NEAR = 3  # rows; further apart a shorter title is not taken for a repetition


def mark_duplicates(rows: list[SurplusRow]) -> None:
    """Point every repeated item at the first row that says it."""
    seen: dict[tuple, SurplusRow] = {}
    near: deque[SurplusRow] = deque(maxlen=NEAR)
    for row in rows:
        if row.kind == "item" and row.title:
            first = seen.setdefault(_key(row), row)
            if first is row:
                first = next((old for old in near if _says_less(old, row)), row)
            near.append(row)
            if first is not row:
                row.duplicate_of = {"sheet": first.sheet, "row": first.row}
                row.flag("duplicate", "ask", _("Seems the same as row %s.") % first.row)


def _facts(row: SurplusRow) -> tuple:
    """What must be equal in any case."""
    what = (row.sheet, row.category_code, row.quantity, row.unit, row.price_eur)
    which = (row.location, row.lot, row.gtin, row.serial, row.expiry)
    return (*what, *which, row.weight_kg_each, row.condition)


def _key(row: SurplusRow) -> tuple:
    return (*_facts(row), *sorted(stems(row.title)))


def _says_less(old: SurplusRow, new: SurplusRow) -> bool:
    """A title that only says less, or more, of the same number of things nearby."""
    if (new.quantity or 0) < MANY or _facts(old) != _facts(new):
        return False
    mine, other = set(stems(new.title)), set(stems(old.title))
    return mine < other or other < mine
