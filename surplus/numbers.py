"""Numbers as people write them: "1.250,-", "0,6", "ca. 12", "anderhalve"."""

import re

from catalogue.words import plain

NUMBER = r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_THOUSANDS = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
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
    """The number in a text that matches NUMBER; three digits after a separator are
    thousands."""
    if _THOUSANDS.fullmatch(text):
        return float(re.sub(r"[., ]", "", text))
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    return float(text.replace(" ", "").replace(",", "."))


def first_number(value: object) -> float | None:
    """The first number of a cell: "± 50 kg" is 50, "0,6" is 0.6."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    found = re.search(NUMBER, plain(str(value))) if value else None
    return decimal(found[0]) if found else None


def grams_to_kg(value: object) -> float | None:
    """The weight in a cell, in kg; a weight in grams is divided.

    Unlike elsewhere, one separator is always a decimal sign: 1.250 kg is one and a
    quarter."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), 3)
    text = plain(str(value or ""))
    found = re.search(r"(\d+(?:[.,]\d+)?)\s*(kg|kilo|gr?|gram)?\b", text)
    if not found:
        return None
    weight = float(found[1].replace(",", "."))
    return round(weight / 1000, 3) if found[2] in {"g", "gr", "gram"} else weight
