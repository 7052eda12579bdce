"""Numbers as people write them: "1.250,-", "0,6", "ca. 12", "anderhalve"."""

import re
import unicodedata

from catalogue.words import plain

# Thousands are groups of three, the first of which does not begin with 0; any number of
# decimals. Nothing of it goes on in a further digit.
_DUTCH = r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+|(?:'\d{3})+)(?!\d)(?:,\d+)?"
_ENGLISH = r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+)(?!\d)(?:\.\d+)?"
NUMBER = rf"{_DUTCH}(?![\d]|\.\d)|{_ENGLISH}(?!\d)|\d+(?:[.,]\d+)?"
_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+)"
)
LARGEST = 1e12  # more is no figure of a list: a code, or a slip
_SIGNED = re.compile(rf"-\s*(?:{NUMBER})|\(\s*(?:{NUMBER})\s*\)|(?:{NUMBER})\s?-")
_FRACTION = re.compile(r"(\d*)\s?([¼½¾⅐-⅞])")
NAMED = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6,
    "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
    "vijftien": 15, "twintig": 20, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "twenty": 20, "a": 1, "an": 1, "half": 0.5, "halve": 0.5, "anderhalf": 1.5,
    "anderhalve": 1.5, "dozijn": 12,
}  # fmt: skip
ABOUT = re.compile(
    r"^(?:ca|circa|cca|plm|plusminus|ong|ongev|ongeveer|about|approx|approximately"
    r"|around|roughly"
    r"|ruim|bijna|minimaal|minstens|min|max|maximaal|at least|up to|een stuk of"
    r"|stuk of|zo'?n)\b\.?"
    r"|^(?:±|\+/-|\+-|~|>|<|c\.)",
    re.IGNORECASE,
)


def decimal(text: str) -> float:
    """The number in a text that matches NUMBER; three digits after a sign are
    thousands, unless what stands before them is 0. At most `LARGEST`."""
    if _THOUSANDS.fullmatch(text):
        return min(float(re.sub(r"[., ']", "", text)), LARGEST)
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    return min(float(re.sub("[ ']", "", text).replace(",", ".")), LARGEST)


def is_negative(text: str) -> bool:
    """Less than nothing, in any way of writing it: -4, 3- (as SAP does), (5)."""
    return bool(_SIGNED.fullmatch(text))


def spelled(text: str) -> str:
    """A text with its vulgar fractions as decimals: "2½" is "2,5"."""
    return _FRACTION.sub(_as_decimal, text)


def _as_decimal(found: re.Match[str]) -> str:
    number = int(found[1] or 0) + unicodedata.numeric(found[2])
    return f"{number:.3g}".replace(".", ",")


def first_number(value: object) -> float | None:
    """The first number of a cell: "± 50 kg" is 50, "0,6" is 0.6."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    found = re.search(NUMBER, plain(spelled(str(value)))) if value else None
    return decimal(found[0]) if found else None


_KG_IN = {
    **dict.fromkeys(("g", "gr", "gram", "grams"), 0.001),
    **dict.fromkeys(("pond", "ponden"), 0.5),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), 0.45359237),
    **dict.fromkeys(("oz", "ounce", "ounces"), 0.028349523125),
    **dict.fromkeys(("ton", "tonne", "tonnes"), 1000),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), 1),
}
_MASS = "|".join(sorted(_KG_IN, key=len, reverse=True))
_WEIGHT = re.compile(rf"(\d+(?:[.,]\d+)?)\s*({_MASS})?\b")
_IN_MASS = re.compile(rf"\b(?:{_MASS})\b")


def weight_in_kg(value: object, heading: str = "") -> float | None:
    """The weight in a cell, in kg to the gram; the heading may say what it is in:
    "Gewicht (g)", "Weight (lbs)".

    Unlike elsewhere, one separator is always a decimal sign: 1.250 kg is one and a
    quarter."""
    unit = _IN_MASS.search(plain(heading))
    usual = _KG_IN[unit[0]] if unit else 1
    if usual < 1 and isinstance(value, str) and _THOUSANDS.fullmatch(value.strip()):
        value = decimal(value.strip())  # 1.950 grams are no two
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value) * usual, 3)
    found = _WEIGHT.search(plain(spelled(str(value or ""))))
    if not found:
        return None
    number = float(found[1].replace(",", "."))
    return round(number * (_KG_IN[found[2]] if found[2] else usual), 3)
