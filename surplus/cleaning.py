"""A cell freed of what its program wrote around it; one cleaner for every format."""

import math
import re
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.translation import gettext as _

from surplus.gs1 import SEPARATOR, SHOWN_SEPARATOR

Cell = str | int | float | date | None

# What a spreadsheet shows for an answer that it has not: #N/A, #VERW!, #NAAM?, ####.
_ERROR = re.compile(r"#(?:n/?[abv]|[a-z_]+(?:/0)?[!?]|#+)", re.I)
# What programs write for nothing; a person who writes "none" means something.
_NOTHING = {
    "",
    "NULL",
    "null",
    "(null)",
    "NaN",
    "nan",
    "NaT",
    "None",
    "<NA>",
    "undefined",
}
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')  # how tools keep zeros in a .csv
# How a spreadsheet marks a text; not the first letter of 's-Gravenhage.
_TEXT_MARK = re.compile(r"^'(?!s-|[stkmn]\b)(?=[^'].*$)(?!.*'$)")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1c\x1e\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]"
)
_PADDED = re.compile(r"0{2,}")  # a number format that shows leading zeros
LARGEST_NUMBER = 1e15  # more has digits that the program made up
LONGEST = 4_000  # letters of a cell; a description holds no more
_DIGITS = 15  # of a number that a spreadsheet keeps


def clean(value: object, number_format: str = "") -> Cell:
    """What a person reads in a cell: text, number or day; None for nothing.

    `number_format` is the spreadsheet's own: 00000 shows 47 as 00047."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return None if isinstance(value, time) else _text(str(value))


def number_text(value: float) -> str:
    """A number as a person would type it: no exponent, no digits that a binary
    fraction made up."""
    if isinstance(value, int):
        return str(value)
    shown = format(Decimal(f"{value:.{_DIGITS}g}"), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _number(value: float, number_format: str) -> Cell:
    if not math.isfinite(value):
        return None
    if abs(value) > LARGEST_NUMBER:
        return number_text(value)
    whole = int(value) if value == int(value) else value
    padded = _PADDED.fullmatch(number_format) and isinstance(whole, int) and whole >= 0
    return str(whole).zfill(len(number_format)) if padded else whole


def _text(text: str) -> str | None:
    text = _UNSEEN.sub("", text[:LONGEST]).replace(SEPARATOR, SHOWN_SEPARATOR).strip()
    if found := _AS_TEXT.fullmatch(text):
        text = found[1].replace('""', '"').strip()
    text = _TEXT_MARK.sub("", text)
    return None if text in _NOTHING or _ERROR.fullmatch(text) else text
