"""What it is: a title freed of what belongs elsewhere (numbers of pieces, pack sizes,
names)."""

import re
from dataclasses import dataclass

from catalogue.words import plain
from surplus.conditions import read_condition
from surplus.numbers import ABOUT
from surplus.units import PACKS, UNITS, WORD

_SALUTATION = r"(?:mw|mevr|mevrouw|dhr|de heer|heer|fam|familie|mrs|ms|mr|mej)\b\.?"
_PERSON = re.compile(
    rf"\s*[,(-]?\s*(?:van |for |voor )?\b(?i:{_SALUTATION})\s*(?:(?i:van|de|der|den"
    rf"|ten|ter|v\.?d)\b\.?\s*|[A-Z]\.\s*)*"
    r"(?:[A-Z][\w'-]+\s*)+(?:[-,(]*\s*(?i:k(?:amer|mr)?|room)\.?\s*\d+\w?)?\)?"
)
_ROOM_OF_PERSON = re.compile(
    r"\b(?i:bewoner|cliënt|client|patiënt|patient|resident)(?:e"
    r"|s)?\s+[A-Z][\w.'-]+(?:\s+[A-Z][\w'-]+)*"
)
_SPELLED = (
    (re.compile(r"\b(?:m|mt)\.(?=\s)", re.I), "met"),
    (re.compile(r"\bz\.(?=\s[a-z])", re.I), "zonder"),
    (re.compile(r"\bincl(?![a-z.])", re.I), "incl."),
    (re.compile(r"\bexcl(?![a-z.])", re.I), "excl."),
    (re.compile(r"\bdiv\b\.?", re.I), "diverse"),
    (re.compile(r"\bt\.?b\.?v\b\.?", re.I), "voor"),
    (re.compile(r"\bzb\.?(?=\s?\d)", re.I), "zitbreedte"),
    (re.compile(r"\belektr\b\.?|\belec\.", re.I), "elektrisch"),
    (re.compile(r"\bhydr\b\.?", re.I), "hydraulisch"),
    (re.compile(r"\bverst\b\.?", re.I), "verstelbaar"),
    (re.compile(r"\bverr\b\.", re.I), "verrijdbaar"),
    (re.compile(r"\bvolw\b\.?", re.I), "volwassen"),
    (re.compile(r"\bautom\b\.?", re.I), "automatisch"),
    (re.compile(r"\bkunstst\b\.?", re.I), "kunststof"),
    (re.compile(r"\binco[ -](?=[a-z]{3})", re.I), "incontinentie"),
    (re.compile(r"(?<=[a-z])\s*\+\s*(?=[a-z])", re.I), " met "),
    (re.compile(r"(?<=\d)\s?(?=(?:cm|mm|kg|ml|mg|gr|watt|inch)\b)", re.I), " "),
    (re.compile(r"(?<=\d)\s?(?:l|ltr|liter)\b", re.I), " L"),
    (re.compile(r"(?<=\d)\s?(?:mtr|meter)\b", re.I), " m"),
    (re.compile(r"(?<=\d)\s(?=(?:delig|poots|zits|persoons|deurs|wiel"
                r"|zijdig)\w*\b)", re.I), "-"),
)  # fmt: skip
# A number before these measures the thing; it does not count it.
_MEASURES = (
    r"(?:inch|cm|mm|m2?|mtr|meter|kg|gr?|gram|mg|ml|cl|l|ltr|liter|watt|w|v|volt|ah?"
    r"|kw|hz|%"
    r"|zits|zitter|persoons|pers|personen|seater|delig|delige|deurs|poots|wiel|wielen"
    r"|laden?|vaks?|etages|lagen"
    r"|planken|motoren|haken|poorts|p|fr|g|uurs|graden|bar|jaar|x|ampere|door|drawer"
    r"|tier|wheel)"
)
_LEADING = re.compile(
    rf"^(?P<n>\d{{1,4}})\s*(?:x\s+|x(?=[a-z]{{3}})|(?:st|stk|stks|stuks"
    rf"|pcs)\b\.?\s*)?(?!{_MEASURES}\b)(?=[a-zA-Z]{{3}})"
)
_LEADING_UNIT = re.compile(
    rf"^(?P<n>\d{{1,4}})\s*(?P<unit>{WORD})\b\.?\s+(?=[a-zA-Z]{{3}})", re.I
)
_TRAILING_PACKS = re.compile(
    r"[\s,;:-]+(?P<n>\d{1,4})\s*(?P<unit>dozen|dzn?|dsn|pakken|zakken|rollen|flessen|sets"
    r"|paar|pallets|boxes|packs|bags|pairs)\b\.?\s*$",
    re.I,
)
_TRAILING = re.compile(
    r"[\s,;:-]*(?:\(\s*(?P<a>\d{1,4})\s*(?:x|st\w*|stk|pcs)?\.?\s*\)"
    r"|(?<![\d,.])\b(?P<b>\d{1,4})\s*(?:x|st|stk|stks|stuks|pcs)\b\.?"
    r"|(?<=[a-z)])\s+x\s?(?P<c>\d{1,4})|aantal:?\s*(?P<d>\d{1,4}))\s*$",
    re.I,
)
_PACK_BRACKET = re.compile(
    r"\s*\(\s*(?:a |à |van )?(\d{1,4})\s*(?:st|stk|stks|stuks|pcs|pieces)?\.?"
    r"\s*(?:(?:/|per\s|p\./?|p/)\s*\w+\.?)?\s*\)",
    re.I,
)
_PACK_BY = re.compile(
    r"\s+(?:à|a|@|per|van)\s+(\d{1,4})(?:\s*(?:st|stuks|pcs)\b\.?)?\s*$", re.I
)
_PACK_PIECES = re.compile(
    r"[\s,]*(?<![\d,.])\b(\d{1,4})\s*(?:st|stk|stks|stuks|pcs|pieces)\b\.?\s*$", re.I
)
_PACK_UNIT = re.compile(
    rf"\s+(?P<unit>{WORD})\.?\s+(?:van |à |a |of )?(?P<n>\d{{1,4}})(?:\s*(?:st|stuks"
    rf"|pcs))?\.?\s*$",
    re.I,
)
_PACK_OF_PORTIONS = re.compile(r"\s+(\d{1,2})\s?x\s?(?:\d{3,4})(?:\s?ml|\s?g)?\b", re.I)
_PACK_BARE = re.compile(
    r"(?<!\bx)(?<!×)(?<!\bch)(?<!\bfr)(?<!\bmaat)(?<!\bnr)(?<!\btype)(?<!\bsize)(?<!\bno)\s+(\d{2,4})\s*$",
    re.I,
)
_SEATS = re.compile(r"\b(\d)[- ]?(?:zits|persoons|seater|plaatsen)\b", re.I)
_CONTAINER = re.compile(
    r"\b(blik|can|jerrycan|pot|fles|emmer|tube|zak|tin|bottle|bucket|jar)(?:ken|ks|pen"
    r"|s|ten|sen)?$",
    re.I,
)
_STATE = re.compile(
    r"\s*[,(-]*\s*\b(nieuw(?: in (?:doos|verpakking))?|z\.?g\.?a\.?n\.?"
    r"|zo goed als nieuw|ongebruikt|defect|new|unused|as new)\)?\s*$",
    re.I,
)


@dataclass
class Title:
    """A title and what else stood in it."""

    text: str
    quantity: int | None = None
    unit: str | None = None
    approximate: bool = False
    pack_size: int | None = None
    condition: str | None = None
    had_name: bool = False
    more: str = ""


def read_title(text: str) -> Title:
    """The first line of a cell without persons' names; further lines are kept as
    `more`."""
    first, _, more = text.strip().partition("\n")
    bare = _ROOM_OF_PERSON.sub("", _PERSON.sub(" ", first))
    found = Title(" ".join(bare.split()) or first, more=" ".join(more.split()))
    found.had_name = found.text != " ".join(first.split())
    return found


def take_quantity(found: Title) -> None:
    """A title that counts itself ("6 bureaustoelen", "Oorthermometers 6 st"), for lists
    without a column for it."""
    text = ABOUT.sub("", found.text).strip()
    leading = _LEADING_UNIT.match(text) or _LEADING.match(text)
    match = leading or _TRAILING_PACKS.search(text) or _TRAILING.search(text)
    if not match or len(text) - len(match[0]) < 3:
        return
    found.approximate, found.text = text != found.text, text
    parts = match.groupdict()
    found.quantity = int(
        next(value for key, value in parts.items() if value and key != "unit")
    )
    found.unit = UNITS.get(plain(parts.get("unit") or ""))
    found.text = found.text.replace(match[0], " ", 1).strip(" ,;-")


def drop_quantity(found: Title, quantity: float | None) -> None:
    """The number in brackets that only repeats the quantity: "Gastvrouwen (2)"."""
    if quantity:
        found.text = " ".join(
            re.sub(rf"\s*\(\s*{quantity:g}\s*x?\)", " ", found.text).split()
        )


def take_pack(found: Title, unit: str | None, *, disposable: bool) -> None:
    """How many go in a pack, said in the title: "(100)", "30 st", "emmer 200",
    "24x200"."""
    if unit == "rij" and (seats := _SEATS.search(found.text)):
        found.pack_size = int(seats[1])
        return
    _take_container(found, unit)
    if not (unit in PACKS or (disposable and unit in (None, "stuk"))):
        return
    match = _pack_match(found.text, unit, disposable)
    if match:
        found.pack_size = int(match.groupdict().get("n") or match[1])
        rest = found.text[: match.start()] + found.text[match.end() :]
        found.text = rest.strip(" ,;-")


def _pack_match(text: str, unit: str | None, disposable: bool) -> re.Match[str] | None:
    named = _PACK_UNIT.search(text)
    if named and unit in (None, UNITS.get(plain(named["unit"]))):
        return named
    found = _PACK_BRACKET.search(text) or _PACK_BY.search(text)
    found = found or _PACK_PIECES.search(text)
    if found or not disposable:
        return found
    return _PACK_OF_PORTIONS.search(text) or _PACK_BARE.search(text)


def _take_container(found: Title, unit: str | None) -> None:
    """What it comes in, when the title ends on it: "Handgel 5 L can"."""
    named = _CONTAINER.search(found.text) if unit is None else None
    if named and " " in found.text:
        found.unit = UNITS.get(plain(named[1]))


def take_condition(found: Title) -> None:
    """A state at the end of a title: "Hoofdkussen nieuw"."""
    match = _STATE.search(found.text)
    if match and len(found.text) - len(match[0]) >= 3:
        found.condition = read_condition(match[1])
        found.text = found.text[: match.start()].strip(" ,;-")


def polish(text: str) -> str:
    """Abbreviations written out, units spaced, the first letter a capital."""
    for pattern, full in _SPELLED:
        text = pattern.sub(full, text)
    text = " ".join(text.split()).strip(" ,;-")
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
