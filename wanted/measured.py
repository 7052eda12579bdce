"""Numbers with a unit in two texts: can the one do for the other?

What is asked may be exact ("10 cm"), a least ("min 55"), a range ("12-14"); what is
offered as well. Of loads and rooms more will do; a length or a content has to be the
same, within a tenth.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

NEAR = 0.1  # of a number: so much more or less is the same
_UNITS = {
    "cm": r"cm|centimeter",
    "mm": r"mm",
    "metre": r"m|meter",
    "ml": r"ml|cc",
    "liter": r"l|liter|ltr|litre",
    "volt": r"v|volt",
    "gauge": r"g",
    "year": r"jaar",
    "kw": r"kw",
    "gb": r"gb",
    "ports": r"p|poorts?|poort",
    "amp": r"a|ah",
    "fold": r"laags|delig|kanaals|persoons|zits|hoog",
}
MORE_WILL_DO = {"gb", "ports", "kw", "windows"}
_NUMBER = r"\d{1,4}(?:[.,]\d+)?"
_LEAST = re.compile(r"(?:min\w*|vanaf|minstens|ten ?minste|>=?|at least)\W*$")
_MOST = re.compile(r"(?:max\w*|tot|hoogstens|<=?|up to)\W*$")
_OR_MORE = re.compile(r"^\W*(?:of|or|en|and) (?:meer|groter|hoger|langer|breder|more)")
_PATTERNS = {
    unit: re.compile(
        rf"(?<![\w.,])({_NUMBER})(?:\s*(?:-|tot|t/m|a|/)\s*({_NUMBER}))?\s?-?(?:{names})(?!\w)"
    )
    for unit, names in _UNITS.items()
}
_NAMED = {
    "seat": re.compile(rf"\bzb\.? ?({_NUMBER})(?:\s*(?:-|tot|/)\s*({_NUMBER}))?"),
    "tube": re.compile(
        rf"\b(?:canule|shiley|portex|tube)(?: [a-z]+)? (?:maat )?({_NUMBER})\b()"
    ),
    "windows": re.compile(r"\bwin(?:dows)? ?(\d{1,2})\b()"),
    "ring": re.compile(rf"\bmaat ({_NUMBER})(?:\s*(?:-|tot|/)\s*({_NUMBER}))?"),
    "cat": re.compile(r"\b(?:cat|categorie|klasse|kl|graad)\.? ?(\d)()"),
}
_FLAT = re.compile(rf"(?<![\w.,])({_NUMBER})\s*[x×]\s*({_NUMBER})(?![\d])")
Range = tuple[float, float]
ANY = 1e9


def misfits(want: str, listing: str) -> bool:
    """Do both name a number of one unit, and can't the offered one do?"""
    asked, offered = _ranges(want), _ranges(listing)
    if any(
        not any(
            _fit(unit, one, other) for one in asked[unit] for other in offered[unit]
        )
        for unit in asked.keys() & offered.keys()
    ):
        return True
    flat, theirs = _flats(want), _flats(listing)
    return bool(flat and theirs) and not any(
        _same(one, other) for one in flat for other in theirs
    )


def _fit(unit: str, asked: Range, offered: Range) -> bool:
    low, high = asked
    high = ANY if unit in MORE_WILL_DO else high
    return offered[0] <= high * (1 + NEAR) and offered[1] >= low * (1 - NEAR)


def _same(one: Range, other: Range) -> bool:
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(abs(a - b) <= NEAR / 2 * max(a, b) for a, b in pairs)


@lru_cache(maxsize=50_000)
def _ranges(text: str) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    for unit, pattern in (_PATTERNS | _NAMED).items():
        for hit in pattern.finditer(text):
            found.setdefault(unit, []).append(_range(text, hit))
    return found


def _range(text: str, hit: re.Match) -> Range:
    low = float(hit[1].replace(",", "."))
    high = float((hit[2] or hit[1]).replace(",", "."))
    if _LEAST.search(text[: hit.start()]) or _OR_MORE.search(text[hit.end() :]):
        return low, ANY
    return (0.0, high) if _MOST.search(text[: hit.start()]) else (low, high)


@lru_cache(maxsize=50_000)
def _flats(text: str) -> tuple[Range, ...]:
    return tuple(_sides(text))


def _sides(text: str) -> Iterator[Range]:
    for one, other in _FLAT.findall(text):
        yield float(one.replace(",", ".")), float(other.replace(",", "."))
