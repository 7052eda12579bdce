"""Rows that seem to say the same thing twice."""

from collections import defaultdict

from django.utils.translation import gettext as _

from listings.surplus.rows import SurplusRow
from listings.surplus.words import stems

MANY = 3  # of less, two rows with a shorter and a longer title may well be two things


def mark_duplicates(rows: list[SurplusRow]) -> None:
    """Point every repeated item at the first row that says it."""
    seen: dict[tuple, list[SurplusRow]] = defaultdict(list)
    for row in rows:
        if row.kind != "item" or not row.title:
            continue
        first = next((old for old in seen[_key(row)] if _is_same(old, row)), None)
        if first:
            row.duplicate_of = {"sheet": first.sheet, "row": first.row}
            row.flag("duplicate", "ask", _("Seems the same as row %s.") % first.row)
        else:
            seen[_key(row)].append(row)


def _key(row: SurplusRow) -> tuple:
    """What must be equal in any case."""
    return (
        row.sheet,
        row.category_code,
        row.quantity,
        row.unit,
        row.price_eur,
        row.location,
    )


def _is_same(old: SurplusRow, new: SurplusRow) -> bool:
    """Equal identity, or an equal title; or a title that only says less of the same many."""
    if (old.lot, old.gtin, old.serial, old.expiry) != (
        new.lot,
        new.gtin,
        new.serial,
        new.expiry,
    ):
        return False
    mine, other = set(stems(new.title)), set(stems(old.title))
    if mine == other:
        return _agree(old, new)
    less = mine < other or other < mine
    return (
        less
        and _agree(old, new)
        and (new.quantity or 0) >= MANY
        and new.row - old.row <= 3
    )


def _agree(old: SurplusRow, new: SurplusRow) -> bool:
    """Nothing else tells them apart."""
    pairs = [(old.weight_kg_each, new.weight_kg_each), (old.condition, new.condition)]
    return all(a == b or not a or not b for a, b in pairs)
