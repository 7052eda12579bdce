"""Sizes and numbers in a search, which an offer must name to answer to it.

Each is a pattern, and one of all that might stand in its place: "90x200" is a size of a
mattress, "80x200" another. PostgreSQL reads the patterns (and Python reads them alike),
whatever the case.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SIZED = r"(?:maat|maten|mt|size)[.:]?\s*"
_GAUGED = r"(?:ch|fr|charri[eè]re|french)[.]?\s*"
_NUMBER = r"\d{1,4}(?:[.,]\d)?"
_TIMES = r"\s*[x×*]\s*"
_LETTER = {"s": "s|small", "m": "m|medium", "l": "l|large"}
_UNITS = [
    ["cm", "centimeter"],
    ["mm", "millimeter"],
    ["ml", "cc"],
    ["liter", "litre", "ltr", "l"],
    ["kilogram", "kilo", "kg"],
    ["gram", "gr"],
    ["inches", "inch", '"', "''"],
    ["watt", "w"],
    ["persoons", "personen", "pers", "people", "zits", "zitter"],
]


@dataclass(frozen=True)
class Measure:
    """One size as it was typed; `own` finds it in a text, `sort` any one like it."""

    typed: str
    own: str
    sort: str


def take_measures(text: str) -> tuple[str, tuple[Measure, ...]]:
    """A search without its sizes, and those sizes. Of a search that is nothing else,
    the words are left as they are."""
    rest, found = text, []
    for pattern, read in _READERS:
        for hit in pattern.finditer(rest):
            own, sort = read(hit)
            found.append(Measure(hit[0].strip(), _whole(own), _whole(sort)))
        rest = pattern.sub(" ", rest)
    words = " ".join(rest.split())
    return (words, tuple(found)) if words else (text, ())


def _whole(pattern: str) -> str:
    """Not a part of another number or word."""
    return rf"(?<![\w.,])(?:{pattern})(?!\w)"


def _dimensions(hit: re.Match) -> tuple[str, str]:
    numbers = [re.escape(number) for number in re.findall(_NUMBER, hit[0])]
    both = [_TIMES.join(numbers), _TIMES.join(reversed(numbers))]
    further = f"(?:{_TIMES}{_NUMBER})?"
    return f"(?:{'|'.join(both)}){further}", f"{_NUMBER}{_TIMES}{_NUMBER}{further}"


def _letter(hit: re.Match) -> tuple[str, str]:
    """L, also in "S/M/L"; no litre: "5 L"."""
    letter = hit["letter"].lower()
    no_number = r"(?<!\d )"
    own = f"{no_number}(?:{_SIZED})?(?:{_LETTER.get(letter, letter)})"
    return own, f"{no_number}(?:{_SIZED})?(?:x{{0,3}}[sl]|m|small|medium|large)"


def _numbered(hit: re.Match) -> tuple[str, str]:
    return f"{_SIZED}{_either_mark(hit)}", rf"{_SIZED}(?:{_NUMBER}|x{{0,3}}[sl]|m)"


def _gauge(hit: re.Match) -> tuple[str, str]:
    return f"{_GAUGED}{hit['number']}", rf"{_GAUGED}\d{{1,2}}"


def _needle(hit: re.Match) -> tuple[str, str]:
    return rf"{hit['number']}\s*g", r"\d{2}\s*g"


def _ffp(hit: re.Match) -> tuple[str, str]:
    return rf"ffp\s*{hit['number']}", r"ffp\s*[123]"


def _with_unit(hit: re.Match) -> tuple[str, str]:
    names = next(names for names in _UNITS if hit["unit"].lower() in names)
    unit = rf"[\s-]*(?:{'|'.join(names)})"
    return f"{_either_mark(hit)}{unit}", f"{_NUMBER}{unit}"


def _either_mark(hit: re.Match) -> str:
    return re.sub("[.,]", "[.,]", hit["number"])


def _readers() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match], tuple]]]:
    """What a size looks like, the clearest first."""
    units = "|".join(
        sorted((name for names in _UNITS for name in names), key=len)[::-1]
    )
    number = f"(?P<number>{_NUMBER})"
    looks = {
        f"{_NUMBER}(?:{_TIMES}{_NUMBER}){{1,2}}": _dimensions,
        rf"{_GAUGED}(?P<number>\d{{1,2}})": _gauge,
        r"ffp\s?(?P<number>[123])": _ffp,
        f"{_SIZED}{number}": _numbered,
        r"(?P<number>\d{2})\s?g": _needle,
        f"{number}[ -]?(?P<unit>{units})": _with_unit,
        rf"(?<=\w )(?:{_SIZED})?(?P<letter>x{{0,3}}[sl]|m)(?!\S)": _letter,
    }
    for look, read in looks.items():
        yield re.compile(rf"(?<!\w){look}(?!\w)", re.IGNORECASE), read


_READERS = tuple(_readers())
