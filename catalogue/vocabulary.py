"""Which category a title belongs to, for who reads lists: no database is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.kinds import NOTHING, chances, chances_of
from catalogue.reference import category_rows
from catalogue.words import stem, stems

LIKELY = 0.3  # of certainty, below which a text names no category
KNOWN = 0.5  # idem, below which it need not be the name of a thing
SAME_GROUP, SAME_PARENT = 12.0, 8.0  # times as likely, where the list groups it so
DOUBT = 0.5  # a power: beside a grouping a title is less sure of itself
SHORTEST_BEGINNING = 5  # letters of a group that is cut short


@dataclass(frozen=True)
class Leaf:
    """What the reader must know of a category."""

    code: str
    parent: str
    kind: str
    route: str
    unit: str
    new_price: float | None


def leaf(code: str | None) -> Leaf | None:
    """The category of this code, or None."""
    return leaves().get(code) if code else None


@cache
def leaves() -> dict[str, Leaf]:
    """Every category of the tree by its code."""
    return {row["code"]: _leaf(row) for row in category_rows()}


def _leaf(row: dict[str, str]) -> Leaf:
    price = row["typical_new_price_eur"]
    return Leaf(
        code=row["code"],
        parent=row["parent_code"],
        kind=row["kind"],
        route=row["route"],
        unit=row["unit_nl"],
        new_price=float(price) if price else None,
    )


def likely(text: str) -> tuple[str, float] | None:
    """The code of the category that a text most likely names, and how sure that is,
    0 to 1; None when it names none."""
    return _surest(dict(chances(text)))


def likely_of(texts: Iterable[str]) -> dict[str, tuple[str, float] | None]:
    """The same for many texts at once."""
    return {text: _surest(dict(found)) for text, found in chances_of(texts).items()}


def is_known(text: str) -> bool:
    """Is this the name of a thing? Tells the column of titles."""
    found = likely(text)
    return found is not None and found[1] >= KNOWN


@lru_cache(maxsize=20_000)
def guess(title: str, group: str = "", section: str = "") -> str | None:
    """The code of the best category for a title, or None when nothing tells it.

    `group` and `section` are the list's own words for where the row belongs; when the
    title says nothing the group may still give a main group or a leaf.
    """
    found = dict(chances(title))
    if group or section:
        found = {code: chance**DOUBT for code, chance in found.items()}
    for text, weight in ((group, 1.0), (section, 0.5)):
        _favour(found, text, weight)
    total = sum(found.values()) or 1
    surest = _surest({code: chance / total for code, chance in found.items()})
    return surest[0] if surest else _from_group(group)


def _surest(found: dict[str, float]) -> tuple[str, float] | None:
    if not found:
        return None
    code = max(found, key=found.__getitem__)
    return (code, found[code]) if code != NOTHING and found[code] >= LIKELY else None


def _favour(found: dict[str, float], text: str, weight: float) -> None:
    """Raise the categories that the list's own grouping points at."""
    codes = _group_codes(text)
    for code in found:
        if code in codes:
            found[code] *= 1 + weight * (SAME_GROUP - 1)
        elif code != NOTHING and leaves()[code].parent in codes:
            found[code] *= 1 + weight * (SAME_PARENT - 1)


@lru_cache(maxsize=4096)
def _group_codes(text: str) -> frozenset[str]:
    """Categories named by a group or section, also when it is cut short
    ("kantoormeub.")."""
    groups, codes = _groups(), set()
    for word in stems(text):
        codes |= groups.get(word, set())
        if len(word) >= SHORTEST_BEGINNING and word not in groups:
            codes |= {c for key in groups if key.startswith(word) for c in groups[key]}
    return frozenset(codes)


@cache
def _groups() -> dict[str, set[str]]:
    """The names in the tree by their stems."""
    found: dict[str, set[str]] = {}
    for row in category_rows():
        names = [row["name_nl"], row["name_en"]]
        names += [*row["synonyms_nl"].split(";"), *row["synonyms_en"].split(";")]
        for name in filter(None, names):
            found.setdefault(stem("".join(name.lower().split())), set()).add(
                row["code"]
            )
    return found


def _from_group(text: str) -> str | None:
    """The only main group, or else the only category, that a grouping names."""
    codes = _group_codes(text)
    named = [code for code in codes if leaves()[code].parent]
    tops = [code for code in codes if not leaves()[code].parent]
    for candidates in (tops, named):
        if len(candidates) == 1:
            return candidates[0]
    return None
