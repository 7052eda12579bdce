"""What identifies goods: barcode (GTIN), lot, expiry date and serial number, alone or
run together."""

import re
from dataclasses import dataclass
from datetime import date

from catalogue.words import plain
from surplus.cleaning import number_text
from surplus.dates import Day, find_days, unexplained
from surplus.gs1 import read_gs1

_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?e\+\d+$", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)\d{8}(?:\d{4,6})?(?!\d)")
_LOT = re.compile(
    r"\b(?:lot(?:nr|nummer)?|batch(?:nr|nummer)?|charge|partijnr|ln)\b\.?\s*[:#.]?\s*",
    re.I,
)
_EXPIRY = re.compile(
    r"\b(?:t\.?h\.?t|tgt|houdbaar(?: tot)?|exp(?:iry|ires|iration)?|vervalt"
    r"|vervaldatum|use by|ubd|uiterste (?:gebruiks)?datum"
    r"|best before|bb|verloopt|verval)\b\.?\s*(?:date|datum|op|tot)?\s*[:.]?\s*",
    re.I,
)
_SERIAL = re.compile(
    r"\b(?:s/?n|serie(?:nr|nummer)?|serial(?: no| number)?)\b\.?\s*[:#.]?\s*(\S+)", re.I
)
_EDGES = " /|,;:-–·()"
_NOTHING = {
    "",
    "-",
    "--",
    "?",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "geen",
    "n/a",
    "none",
    "onbekend",
    "x",
}


@dataclass(frozen=True)
class Identity:
    """Everything that a row's identifying cells say; `rest` is what none of it
    explains."""

    gtin: str | None = None
    lot: str | None = None
    expiry: date | None = None
    serial: str | None = None
    rest: str = ""
    bad_gtin: str | None = None
    wrong: tuple[str, ...] = ()  # elements of a GS1 code that can't be

    def and_then(self, other: "Identity") -> "Identity":
        """This, filled up with what another cell of the row says."""
        return Identity(
            gtin=self.gtin or other.gtin,
            lot=self.lot or other.lot,
            expiry=self.expiry or other.expiry,
            serial=self.serial or other.serial,
            rest=" ".join(filter(None, [self.rest, other.rest])),
            bad_gtin=self.bad_gtin or other.bad_gtin,
            wrong=self.wrong + other.wrong,
        )


def read_identity(value: object, *, today: date, lot: bool = False) -> Identity:
    """GTIN, lot, expiry date and serial in one cell that may hold any of them; `lot`:
    its column holds lots, of which no eight digits are a barcode."""
    if value is None or isinstance(value, bool):
        return Identity()
    text = as_typed(value)
    if is_nothing(text):
        return Identity()
    if isinstance(value, date):
        return Identity(expiry=value)
    found = None if lot else _barcode(text)
    return _gs1(text) or found or _lot_and_expiry(value, text, today, lot)


def read_barcode(value: object) -> Identity:
    """A cell of a column of barcodes: zeros at the front that a spreadsheet dropped
    come back where the check digit then fits."""
    text = as_typed(value)
    if is_nothing(text):
        return Identity()
    if found := _gs1(text):
        return found
    gtin = read_gtin(_with_zeros(text))[0]
    return Identity(gtin=gtin) if gtin else Identity(bad_gtin=text)


def read_lot(value: object, *, today: date) -> Identity:
    """A cell of a column of lots: what stands there, also when it looks like a day or a
    barcode, unless it says itself that there is more in it."""
    text = as_typed(value)
    if is_nothing(text):
        return Identity()
    if found := _gs1(text):
        return found
    if isinstance(value, str) and (_LOT.search(text) or _EXPIRY.search(text)):
        return read_identity(value, today=today, lot=True)
    if " " in text or "/" in text:
        found = read_identity(value, today=today, lot=True)
        return found if found.lot and found.expiry else Identity(lot=text)
    return Identity(lot=text)


def read_expiry(value: object, *, today: date) -> Identity:
    """A cell of a column of expiry dates: the day first; a barcode is none there.
    `rest` is what no part of it explains."""
    text = as_typed(value)
    days = find_days(value, today=today)
    first = min(days, key=lambda day: day.last, default=None)
    day = _expiry_day(plain(text), days) if _EXPIRY.search(text) else first
    if is_nothing(text):
        return Identity()
    if found := _gs1(text):
        return found
    rest = unexplained(plain(text), days) if not day or isinstance(value, str) else ""
    if rest and (_LOT.search(text) or (day and re.search(r"\d", rest))):
        return read_identity(value, today=today, lot=True)
    return Identity(expiry=day.last if day else None, rest=rest)


def as_typed(value: object) -> str:
    """A cell as its digits stand there; a day as people write it."""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return str(value).strip()


def is_nothing(text: str) -> bool:
    """Does a person say so that there is none: "n.v.t.", "-"?"""
    return plain(text) in _NOTHING


_SHORT = {7: 8, 10: 12, 11: 12}  # digits of a barcode that lost its zeros, and in full


def _with_zeros(text: str) -> str:
    digits = re.sub(r"[\s.-]", "", text)
    full = _SHORT.get(len(digits)) if digits.isdigit() else None
    return digits.zfill(full) if full else text


def read_gtin(value: object) -> tuple[str | None, bool]:
    """A GTIN with a right check digit (as it is printed), and whether the digits looked
    like one."""
    text = as_typed(value)
    if _is_day(text):
        return None, False
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d{8}|\d{12,14}", digits):
        return None, bool(_SCIENTIFIC.match(digits))
    return (_printed(digits), True) if _has_check_digit(digits) else (None, True)


def _is_day(text: str) -> bool:
    """Is it a day and nothing else? Eight digits that are one are no barcode: those of
    GS1 that begin with 2 are for use inside a shop."""
    days = find_days(text, today=date.min) if len(text) in range(8, 11) else []
    return bool(days) and not unexplained(plain(text), days)


def _has_check_digit(digits: str) -> bool:
    weighed = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return weighed % 10 == 0


def _printed(digits: str) -> str:
    """A GTIN-14 that only pads a GTIN-13 is written as the GTIN-13."""
    return digits[1:] if len(digits) == 14 and digits.startswith("0") else digits


def _gs1(text: str) -> Identity | None:
    """The elements of a GS1 code: raw as a scanner sends it, or with its brackets."""
    found = read_gs1(text)
    if not found:
        return None
    gtin = read_gtin(found.gtin)[0] if found.gtin else None
    bad = found.gtin if found.gtin and not gtin else None
    return Identity(
        gtin=gtin,
        lot=found.lot,
        expiry=found.expiry,
        serial=found.serial,
        bad_gtin=bad,
        wrong=found.wrong,
    )


def _barcode(text: str) -> Identity | None:
    """A cell of nothing but a barcode."""
    gtin, looks = read_gtin(text)
    if gtin:
        return Identity(gtin=gtin)
    return Identity(bad_gtin=text) if looks else None


def _lot_and_expiry(
    value: object, text: str, today: date, lot_column: bool
) -> Identity:
    gtin, text_left = _embedded_gtin(text)
    serial = _SERIAL.search(text_left)
    lot, text_left = _marked_lot(_SERIAL.sub(" ", text_left), today)
    if lot_column and re.fullmatch(
        r"\d{5}", text_left
    ):  # a day number or a lot? lots rule here
        return Identity(gtin=gtin, lot=text_left)
    text_left = _COMPACT_DAY.sub(_spelled_day, text_left)
    days = find_days(value if text_left == text else text_left, today=today)
    if not days and "/" in text_left:
        text_left = text_left.replace("/", " ", 1)
        days = find_days(text_left, today=today)
    day = _expiry_day(text_left, days)
    lot = lot or _bare_lot(_cut(text_left, day), day is not None or lot_column)
    return Identity(
        gtin=gtin,
        lot=lot,
        expiry=day.last if day else None,
        serial=serial[1].strip(_EDGES) if serial else None,
        rest="" if lot or day or serial else text_left.strip(_EDGES),
    )


# Beside a lot six digits are a day (YYMMDD as labels print it, else DDMMYY), and so is
# what follows 17, the identifier of GS1.
_COMPACT_DAY = re.compile(r"(?<![\w-])(?:17)?(\d{6})(?![\w-])")
SOON = range(2015, 2046)  # years in which goods of today were good, or will be


def _spelled_day(found: re.Match[str]) -> str:
    digits, (a, b, c) = found[1], re.findall("..", found[1])
    for year, month, day in ((a, b, c), (c, b, a)):
        written = f"20{year}-{month}-{day}"
        if int(year) + 2000 in SOON and find_days(written, today=date.min):
            return written
    return digits


def _embedded_gtin(text: str) -> tuple[str | None, str]:
    """A barcode between other words, and the text without it."""
    for match in _DIGITS.finditer(text):
        gtin, _looks = read_gtin(match[0])
        if gtin and len(match[0]) > 8:
            return gtin, text[: match.start()] + " " + text[match.end() :]
    return None, text


def _expiry_day(text: str, days: list[Day]) -> Day | None:
    """The day after "tht", else the last day named."""
    marked = _EXPIRY.search(text)
    after = [day for day in days if marked and day.start >= marked.start()]
    if after:
        return after[0]
    return days[-1] if days else None


def _cut(text: str, day: Day | None) -> str:
    """The text without the expiry date (positions hold: `plain` keeps the length of
    such texts)."""
    if day is None or day.end == 0:
        return "" if day else text
    tidy = " ".join(text.split())
    return tidy[: day.start] + " " + tidy[day.end :]


def _marked_lot(text: str, today: date) -> tuple[str | None, str]:
    """The lot that follows the word "lot", and the text without both."""
    marked = _LOT.search(text)
    if not marked:
        return None, text
    after = _EXPIRY.split(text[marked.end() :])[0].strip()
    first, _, more = after.partition(" ")
    lot = first if len(after) > 20 or find_days(more, today=today) else after
    rest = text[: marked.start()] + text[marked.end() :].replace(lot, " ", 1)
    return (None if plain(lot) in _NOTHING else lot.strip(_EDGES)), rest


def _bare_lot(text: str, likely: bool) -> str | None:
    """The lot that is left when it is not marked: a code without spaces that has a
    digit."""
    bare = _EXPIRY.sub(" ", text).strip(_EDGES)
    is_code = " " not in bare and re.search(r"\d", bare) and len(bare) <= 20
    return bare if is_code and likely else None
