"""One line of a text that offers something, taken apart: "10 bureaustoelen, zwart, in
goede staat, gratis"."""

import re
from datetime import date

from surplus.cleaning import clean
from surplus.conditions import is_condition
from surplus.dates import find_days
from surplus.numbers import NAMED
from surplus.places import says_place
from surplus.prices import read_price
from surplus.titles import Title, take_quantity
from surplus.units import WORD

FIELDS = ["title", "quantity", "price", "condition", "until", "expiry", "lot", "serial"]
FIELDS += ["location", "remarks"]
MOST_PARTS = 12  # of a line; what follows stays with the last
ANY_DAY = date(2026, 1, 1)  # only to see whether a part names a day

_BETWEEN = re.compile(r"\s*;\s*|,\s+|\s+[-–—|]\s+|:\s+|,$")
# Where what is asked for it begins, though no comma parts it.
_ASKED = re.compile(
    r"\s+(?:(?:voor|à|a|tegen|for|at)\s+)?(?=€\s*\d|\d+(?:[.,]\d\d)?\s*euro\b|gratis\b"
    r"|om niet\b|te (?:koop|huur|leen)\b|for free\b)",
    re.I,
)
_MANY = re.compile(
    rf"(?:aantal:?\s*)?(?:ca\.?|circa|±|ongeveer|nog)?\s*\d{{1,5}}\s*(?:x|{WORD})?\.?",
    re.I,
)
_NAMED = re.compile(
    rf"({'|'.join(name for name in NAMED if len(name) > 2)})\s+(?=\w)", re.I
)
_LATELY = re.compile(r"^(?:nog|verder|ook|tevens|en)\s+(?=\S)", re.I)
_WHEN = re.compile(
    r"\b(?:tot|t/m|uiterlijk|vóór|voor|vanaf|per|ophalen|op te halen|af te halen"
    r"|beschikbaar|until|before|from|available)\b",
    re.I,
)
_STANDS = re.compile(r"(?:staat|staan|te vinden|ligt|liggen|bevindt zich)\s+(?:nu\s+)?"
                     r"(?:in|op|bij|te|aan)\s+(?:de |het )?", re.I)  # fmt: skip
_NR = r"\s?(?:nr|nummer|no)?\b\.?:?\s*(?=\S*\d)"
_LABELLED = [
    ("expiry", re.compile(r"(?:t\.?h\.?t|houdbaar|exp|vervalt|use by)\b", re.I)),
    ("lot", re.compile(rf"(?:lot|batch|charge){_NR}", re.I)),
    ("serial", re.compile(rf"(?:s/n|sn|serie|serial){_NR}", re.I)),
]


def parts_of(line: str) -> list[str]:
    """What it is, and what is said of it."""
    parts = [part.strip(" .") for part in _BETWEEN.split(line, MOST_PARTS)]
    name, *others = [part for part in parts if part] or [""]
    cut = _ASKED.search(name)
    if cut and cut.start() > 2:
        return [name[: cut.start()], name[cut.end() :], *others]
    return [name, *others]


def counts_itself(line: str) -> bool:
    """Does it say how many: "10 bureaustoelen", "twee piano's", "kapstok, 2x"?"""
    name, *parts = parts_of(line)
    return _counted(name)[1] is not None or any(map(_MANY.fullmatch, parts))


def begins_with_number(line: str) -> bool:
    """Does it begin with how many there are?"""
    return bool(re.match(r"\D{0,12}?\d", line) or _NAMED.match(line))


def says_fact(line: str) -> bool:
    """Does a part of it say what is asked for it, in what state it is, or when?"""
    return any(field_of_part(part) != "remarks" for part in parts_of(line)[1:])


def cells_of(line: str) -> list[str | None]:
    """Its parts, each in the column of its field (`FIELDS`)."""
    name, *parts = parts_of(line)
    name, many = _counted(name)
    found: dict[str, list[str]] = {"title": [name]}
    if many:
        found["quantity"] = [many]
    for part in parts:
        field = field_of_part(part)
        field = "remarks" if field in found else field
        found.setdefault(field, []).append(_bare(field, part))
        if field == "price" and "until" not in found and (when := _when(part)):
            found["until"] = [when]
    return [_cell(found.get(field)) for field in FIELDS]


def field_of_part(part: str) -> str:
    """The field that a part of a line is about; "remarks" for all that is no fact."""
    for field, label in _LABELLED:
        if label.match(part):
            return field
    if _MANY.fullmatch(part):
        return "quantity"
    if _is_asked(part):
        return "price"
    if is_condition(part):
        return "condition"
    if _when(part):
        return "until"
    return "location" if _STANDS.match(part) or says_place(part) else "remarks"


def _is_asked(part: str) -> bool:
    """Terms in words, or an amount of money: a bare number is a size or a model."""
    price = read_price(part, "stuk")
    money = re.search(r"€|\beuro?\b|,-", part, re.I)
    return price.terms not in (None, "unknown") and (
        bool(money) or price.price_eur in (None, 0)
    )


def _when(part: str) -> str | None:
    """The words that say from when or until when."""
    found = _WHEN.search(part)
    return part[found.start() :] if found and find_days(part, today=ANY_DAY) else None


def _bare(field: str, part: str) -> str:
    """A part without the word that only says what it is."""
    if field == "location":
        return _STANDS.sub("", part)
    label = dict(_LABELLED).get(field)
    return label.sub("", part, count=1).strip(" :") if label else part


def _cell(said: list[str] | None) -> str | None:
    text = clean(", ".join(said)) if said else None
    return None if text is None else str(text)


def _counted(name: str) -> tuple[str, str | None]:
    """A name without how many there are, and that number: "nog 2 dozen puzzels"."""
    name = _LATELY.sub("", name, count=1)
    title = Title(
        _NAMED.sub(_in_figures, name, count=1) if _NAMED.match(name) else name
    )
    take_quantity(title)
    if title.quantity is None:
        return name, None
    about = "ca. " if title.approximate else ""
    return title.text, f"{about}{title.quantity} {title.unit or ''}".strip()


def _in_figures(found: re.Match[str]) -> str:
    number = NAMED[found[1].lower()]
    return f"{number:g} " if number % 1 == 0 else found[0]
