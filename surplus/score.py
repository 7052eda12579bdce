"""How far a reading agrees with what a careful human read in the same file.

The rules, field by field:

- every row of the expected file counts its kind; an item also counts each field of
  FIELDS;
- a title may be singular or plural, in other case or order, with or without "met", "+"
  and the like, with abbreviations written out, and up to a fifth of its letters may
  differ; its numbers and sizes may be fewer or more, but not different ones;
- a place is compared by its words, without order, case or stops;
- numbers may differ by half a cent; no price and a price of 0 are the same when it is
  free;
- when a row is `ambiguous` the alternatives that its text names are right too, and
  blank where it says that the source is blank;
- what is `xlsx_only`, or comes from a merged cell, is not asked of a .csv.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from catalogue.words import plain, stem, words
from surplus.places import tidy
from surplus.rows import Surplus, SurplusRow
from surplus.titles import polish

FIELDS = (
    "title", "category_code", "quantity", "quantity_approximate", "unit", "pack_size",
    "total_pieces", "terms", "price_eur", "price_per", "price_negotiable", "price_vat",
    "condition", "available_from", "available_until", "expiry", "lot", "gtin", "serial",
    "weight_kg_each", "location", "status", "duplicate_of",
)  # fmt: skip
LIKE_ENOUGH = 0.8
_FILLERS = {"met", "en", "incl", "inclusief", "van", "voor", "de", "het", "een"}
_FILLERS |= {"with", "and", "for", "the", "a", "of", "in", "op"}
_SIZE = re.compile(r"^(?:\d.*|x{0,3}[sml]|xx?l)$")


@dataclass
class Score:
    """How many fields were compared and agreed, and what did not."""

    rows: int = 0
    compared: int = 0
    agreed: int = 0
    disagreements: list[str] = field(default_factory=list)

    @property
    def agree(self) -> float:
        """The share of fields that agree."""
        return round(self.agreed / self.compared, 4) if self.compared else 0.0

    def count(
        self, row: dict, name: str, wanted: object, found: object, same: bool
    ) -> None:
        """Book one comparison."""
        self.compared += 1
        self.agreed += same
        if not same:
            place = f"{row['sheet']} {row['row']}"
            self.disagreements.append(
                f"{place} {name}: expected {wanted!r}, read {found!r}"
            )


def score(surplus: Surplus, expected: dict, *, csv: bool) -> Score:
    """Compare a reading with the expected rows; of a .csv only those of its sheet."""
    result = Score()
    sheet_of = {name: sheet for sheet, name in expected.get("csv", {}).items()}
    found = {_place(row, sheet_of if csv else {}): row for row in surplus.rows}
    sheets = {sheet for sheet, _row in found}
    for wanted in expected["rows"]:
        if not csv or wanted["sheet"] in sheets:
            result.rows += 1
            _compare_row(
                result, wanted, found.get((wanted["sheet"], wanted["row"])), csv
            )
    return result


def _place(row: SurplusRow, sheet_of: dict[str, str]) -> tuple[str, int]:
    return (sheet_of.get(f"{row.sheet}.csv", row.sheet), row.row)


def _compare_row(
    result: Score, wanted: dict, row: SurplusRow | None, csv: bool
) -> None:
    kind = row.kind if row else "missing"
    result.count(wanted, "kind", wanted["kind"], kind, wanted["kind"] == kind)
    if wanted["kind"] != "item":
        return
    read = row.to_json() if row else {}
    hidden = _hidden(wanted) if csv else set()
    for name in FIELDS:
        if name in wanted and name not in hidden:
            same = kind == "item" and agrees(name, wanted, read)
            result.count(wanted, name, wanted[name], read.get(name), same)


def _hidden(wanted: dict) -> set[str]:
    """What a .csv cannot show of this row."""
    only = wanted.get("xlsx_only") or []
    hidden = (
        set(FIELDS) if only is True else {only} if isinstance(only, str) else set(only)
    )
    return hidden | ({"location"} if wanted.get("location_from_merged_cell") else set())


def agrees(name: str, wanted: dict, read: dict) -> bool:
    """Do the two say the same of one field?"""
    ours, theirs = read.get(name), wanted[name]
    if _same(name, theirs, ours, read):
        return True
    return any(_same(name, other, ours, read) for other in _alternatives(name, wanted))


def _same(name: str, theirs: object, ours: object, read: dict) -> bool:
    if name == "title":
        return same_title(str(theirs or ""), str(ours or ""))
    if name == "location":
        return _place_words(theirs) == _place_words(ours)
    if name == "duplicate_of":
        return _row_of(theirs) == _row_of(ours)
    if name == "price_eur" and read.get("terms") == "free":
        return not theirs and not ours
    return _same_value(theirs, ours)


def _same_value(theirs: object, ours: object) -> bool:
    if isinstance(theirs, int | float) and isinstance(ours, int | float):
        return abs(theirs - ours) < 0.005
    if isinstance(theirs, str) and isinstance(ours, str):
        return theirs.casefold().strip() == ours.casefold().strip()
    return theirs == ours


def _row_of(place: object) -> object:
    return place["row"] if isinstance(place, dict) else None


def _place_words(place: object) -> list[str]:
    return sorted(words(tidy(str(place)))) if place else []


def same_title(theirs: str, ours: str) -> bool:
    """The same thing, loosely: see the rules above."""
    left, right = _title_words(theirs), _title_words(ours)
    sizes = [{word for word in side if _SIZE.match(word)} for side in (left, right)]
    if not (sizes[0] <= sizes[1] or sizes[1] <= sizes[0]):
        return False
    names = [[word for word in side if not _SIZE.match(word)] for side in (left, right)]
    return max(_likeness(*names), _likeness(*map(sorted, names))) >= LIKE_ENOUGH


def _likeness(left: list[str], right: list[str]) -> float:
    return SequenceMatcher(None, "".join(left), "".join(right), autojunk=False).ratio()


def _title_words(title: str) -> list[str]:
    return [stem(word) for word in words(polish(title)) if word not in _FILLERS]


def _alternatives(name: str, wanted: dict) -> Iterator[object]:
    """Values that the `ambiguous` text allows besides the one given."""
    text = plain(str(wanted.get("ambiguous") or ""))
    short = name.removesuffix("_code")
    if not text or (
        ":" in text and not text.startswith(short) and name != "category_code"
    ):
        return
    yield from re.findall(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", text)
    if text.startswith(short):
        yield from map(float, re.findall(r"\d+(?:\.\d+)?", text))
        if re.search(r"\b(?:blank|unknown|not given|leeg|onbekend)\b", text):
            yield None
