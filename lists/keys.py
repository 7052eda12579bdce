"""What tells one row of a list from another, in every list of an organisation."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from catalogue.words import stems
from surplus.rows import SurplusRow


def keyed(rows: Iterable[SurplusRow]) -> list[tuple[str, SurplusRow]]:
    """Each row with its key."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        seen[row.text] += 1
        found.append((key_of(row, seen[row.text]), row))
    return found


def key_of(row: SurplusRow, time: int) -> str:
    """Tells a row by what it says, so that a list sent twice makes nothing twice, under
    whatever name; a row that stands in it twice (`time` 2) counts as two."""
    return _hashed(row.text, time)


def thing_of(row: SurplusRow) -> str:
    """Tells what a row is about, also when its quantity or price is another now."""
    which = (row.lot, row.serial, row.gtin, row.location)
    return _hashed(*sorted(stems(row.title)), *which)


def _hashed(*parts: object) -> str:
    return sha256("|".join(map(str, parts)).encode()).hexdigest()
