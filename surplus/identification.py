"""What identifies goods: barcode (GTIN), lot, expiry date and serial number, alone or
run together."""

import re
from dataclasses import dataclass
from datetime import date

import biip

from catalogue.words import plain
from surplus.dates import Day, find_days

_BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*)")
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?e\+\d+$", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)\d{8}(?:\d{4,6})?(?!\d)")
_LOT = re.compile(
    r"\b(?:lot(?:nr|nummer)?|batch(?:nr|nummer)?|charge|partijnr|ln)\b\.?\s*[:#.]?\s*",
    re.I,
)
_EXPIRY = re.compile(
    r"\b(?:t\.?h\.?t|tgt|houdbaar(?: tot)?|exp(?:iry|ires|iration)?|vervalt"
    r"|vervaldatum|use by"
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

    def and_then(self, other: "Identity") -> "Identity":
        """This, filled up with what another cell of the row says."""
        return Identity(
            gtin=self.gtin or other.gtin,
            lot=self.lot or other.lot,
            expiry=self.expiry or other.expiry,
            serial=self.serial or other.serial,
            rest=" ".join(filter(None, [self.rest, other.rest])),
            bad_gtin=self.bad_gtin or other.bad_gtin,
        )


def read_identity(value: object, *, today: date, lot: bool = False) -> Identity:
    """GTIN, lot, expiry date and serial in one cell; `lot`: the column is known to hold
    lots."""
    if value is None or isinstance(value, bool):
        return Identity()
    text = _as_text(value)
    if plain(text) in _NOTHING:
        return Identity()
    return _gs1(text) or _barcode(text) or _lot_and_expiry(value, text, today, lot)


def _as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def read_gtin(value: object) -> tuple[str | None, bool]:
    """A GTIN with a right check digit (as it is printed), and whether the digits looked
    like one."""
    digits = re.sub(r"[\s.-]", "", _as_text(value))
    if not re.fullmatch(r"\d{8}|\d{12,14}", digits):
        return None, bool(_SCIENTIFIC.match(digits))
    return (_printed(digits), True) if _has_check_digit(digits) else (None, True)


def _has_check_digit(digits: str) -> bool:
    weighed = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return weighed % 10 == 0


def _printed(digits: str) -> str:
    """A GTIN-14 that only pads a GTIN-13 is written as the GTIN-13."""
    return digits[1:] if len(digits) == 14 and digits.startswith("0") else digits


def _gs1(text: str) -> Identity | None:
    """The elements of a GS1 code: raw as a scanner sends it, or with its brackets."""
    if re.match(r"^\s*\(\d{2,4}\)", text):
        return _from_elements(dict(_BRACKETED.findall(text)))
    if not re.match(r"^(?:\][A-Za-z]\d)?01\d{14}", text):
        return None
    message = _raw_message(text)
    return (
        _from_elements({e.ai.ai: e.value for e in message.element_strings})
        if message
        else None
    )


def _raw_message(text: str) -> biip.gs1_messages.GS1Message | None:
    """Parsed in the raw form, which keeps a lot with - or / in it whole."""
    try:
        return biip.parse(text).gs1_message
    except biip.ParseError:
        return None


def _from_elements(elements: dict[str, str]) -> Identity:
    gtin, _looks = read_gtin(elements.get("01") or elements.get("02") or "")
    return Identity(
        gtin=gtin,
        lot=(elements.get("10") or "").strip() or None,
        expiry=_gs1_date(elements.get("17") or elements.get("15") or ""),
        serial=(elements.get("21") or "").strip() or None,
    )


def _gs1_date(text: str) -> date | None:
    """JJMMDD; day 00 means the last day of the month."""
    found = re.match(r"(\d\d)(\d\d)(\d\d)", text.strip())
    if not found:
        return None
    year, month, day = f"20{found[1]}", found[2], found[3]
    written = f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"
    days = find_days(written, today=date.min)
    return days[0].last if days else None


def _barcode(text: str) -> Identity | None:
    """A cell of nothing but a barcode."""
    gtin, looks = read_gtin(text)
    if gtin:
        return Identity(gtin=gtin)
    wrong = looks and not find_days(text, today=date.min)
    return Identity(bad_gtin=text) if wrong else None


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
    days = find_days(value if text_left == text else text_left, today=today)
    day = _expiry_day(text_left, days)
    lot = lot or _bare_lot(_cut(text_left, day), day is not None or lot_column)
    return Identity(
        gtin=gtin,
        lot=lot,
        expiry=day.last if day else None,
        serial=serial[1].strip(_EDGES) if serial else None,
        rest="" if lot or day or serial else text_left.strip(_EDGES),
    )


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
