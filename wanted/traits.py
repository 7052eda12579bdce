"""What must fit besides the thing itself: sizes, loads, numbers of people, days.

A trait counts only when both sides name it. `conflicts` says which of the want's
traits the listing breaks.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalogue.words import plain

_SIZE = re.compile(
    r"\b(?:maat|maten|size|mt)\s*:?\s*((?:x{0,3}[sl]|m)(?:\s*(?:,|/|-|en|of|and|t/m|tot)\s*"
    r"(?:x{0,3}[sl]|m))*)\b|\b(x{1,3}[sl])\b"
)
# In capitals a bare letter is a size too, "Nitril handschoenen S", but not "2 M".
_CAPITAL = re.compile(
    r"(?<![\d/&.] )(?<![\w&/.-])"
    r"((?:X{0,3}[SL]|M)(?:[/-](?:X{0,3}[SL]|M))*)(?![\w&/.'’-])"
)
_OR_LARGER = re.compile(r"\b(xs|s|m|l|xl)\b,? (?:of|or|en) (?:groter|larger|meer)\b")
_SIZES = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"]
_GAUGE = re.compile(
    r"\b(?:ch|fr|ch\.)\s?(\d{1,2})(?:\s*(?:-|tot|t/m|a|/)\s*(?:ch)?(\d{1,2}))?\b"
)
_GAUGE_BEHIND = re.compile(r"\b(\d{1,2})\s?(?:ch|fr)\b")
_KILOS = re.compile(
    r"\b(\d{1,4})\s?(?:kg|kilo)\b|\bmax\.? (\d{2,3})$|\bmax\.? (\d{2,3})(?=\s*[,;.])"
)
_PEOPLE = re.compile(
    r"\b(?:zaal|ruimte|lokaal) voor (\d{1,4})\b"
    r"|\b(\d{1,4})(?:\s*(?:a|-|tot)\s*\d{1,4})?[ -]?(?:personen|persoons|mensen|man"
    r"|pers|p(?= |$)|deelnemers|(?:zit)?plaatsen|plekken|bewoners|kamers|gasten"
    r"|people|persons|seats|guests|residents)\b"
)
_INCHES = re.compile(r"\b(\d{1,3})\s?(?:inch|\"|'')")
_FFP = re.compile(r"\b(?:ff)?p\s?([123])\b")
_DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
_SHORT = rf"(?:{'|'.join(_DAYS)})"
_DAY = re.compile(
    r"\b(?:(ma)andag|(di)nsdag|(wo)ensdag|(do)nderdag|(vr)ijdag|(za)terdag|(zo)ndag)"
)
# A short one alone may be a word ("zo", "do"); with another one, or part of a day, not.
_DAYS_ON_END = re.compile(rf"\b({_SHORT})\s?(?:-|t/m|tot)\s?({_SHORT})\b")
_SHORT_DAYS = re.compile(
    rf"\b({_SHORT}(?:\s?(?:/|,|en|\+|&)\s?{_SHORT})+)\b"
    rf"|\b(?:op|elke|iedere|alleen) ({_SHORT})\b"
    rf"|\b({_SHORT})[ -]?(?:ochtend|middag|avond)"
)
_WEEKEND, _WEEKDAYS = r"\bweekend\w*", r"\b(?:doordeweeks\w*|werkdagen|door de week)\b"
# Pairs of words that exclude each other; the first is tried before the second.
_OPPOSITES = [
    (r"\bniet[ -]steriel\w*|\bnon[ -]?sterile", r"\bsteriel\w*|\bsterile"),
    (r"\bzonder wiel\w*|\bwithout wheels", r"\b(?:met|op) wiel\w*|\bverrijdba\w+"),
    (r"\b(?:kind|kinder|baby|child|pediatr)\w*\b", r"\b(?:volwassen\w*|adults?)\b"),
    (r"\bpassie\w+|\bpassive", r"\bactie(?:f|ve)\b|\bactive"),
    (r"\blinks\b|\blinker\w*|\bleft\b", r"\brechts\b|\brechter\w*|\bright\b"),
    (r"\bhandbewogen|\bhandmatig\w*|\bmanual\b", r"\belektrisch\w*|\belectric\w*"),
    (r"\bwegwerp\w*|\beenmalig\w*|\bdisposable", r"\bherbruikba\w+|\bwasba\w+"),
    (r"\bonsteriel\w*", r"\bsteriel\w*|\bsterile"),
    (r"\bheren|\bman(?:nen)?\b|\bjongens", r"\bdames|\bvrouw(?:en)?\b|\bmeisjes"),
    (r"\bkorte? ", r"\blange? "),
    (r"\bclips?\b", r"\blus(?:sen)?\b|\bloops?\b"),
    (r"\b(?:rvs|stof|katoen\w*|metaal|metalen)\b", r"\b(?:wegwerp|karton\w*|pulp)\b"),
    (r"\bavond\w*", r"\boverdag|\bochtend\w*|\bmiddag\w*"),
    (r"\bstatisch\w*|\bfoam", r"\bwisseldruk\w*|\balternating"),
    (r"\bkoud\w*", r"\bwarm\w*|\bverwarmd?\w*"),
    (r"\bvast(?:e)?\b|geen wiel\w*", r"\bverrijdba\w+|\brijden\w*|\bop wielen"),
    (
        r"\bhelder\w*|\bblanke?\b|\btransparant",
        r"\bgetint\w*|\bdonker\w*|\bgekleurd\w*",
    ),
    (r"\bporselein\w*|\bstoneware", r"\bmelamine|\bplastic|\bwegwerp\w*|\bkarton\w*"),
    (r"\bsimlockvrij|\beigen netwerk|\bsimvrij", r"\bmet simlock|\bsimlock op"),
    (
        r"\b(?:on|niet |un)-?ge?cuff\w*|\buncuffed|\bzonder cuff",
        r"\b(?:met )?(?:ge)?cuff\w*",
    ),
    (
        r"\bsiliconen?|\bnitril\w*|\bvinyl|\b(?:geen|zonder|no) latex"
        r"|\blatex-?(?:vrij|free)",
        r"\blatex\w*",
    ),
    (r"\beenpersoons|\b1-persoons", r"\btweepersoons|\b2-persoons|\bdubbel bed"),
    (r"\bmobiele?\b|\bverrijdba\w+", r"\bplafond\w*|\bwandmodel"),
    (r"\bdoorschuif\w*|\bhoreca\w*|\bindustri\w+", r"\bhuishoud\w*|\binbouw\w*"),
    (r"\bdraadloo?[sz]\w*|\bwireless", r"\bbedrade?\b|\bmet snoer|\bwired\b"),
    (r"\banaloge?\b|\banaloog", r"\bdigita\w+"),
    (r"\bmet (?:een )?kraan\w*|\bopen eind|\bleegbaar", r"\bgesloten\b"),
    (r"\b(?:oplaadba\w+|accu)\b", r"\bop batterijen"),
    (r"\bgas(?:fornuis|stel|oven)?\b", r"\binductie\w*|\belektrisch fornuis"),
    (r"\bvaste hoogte|\bfixed height", r"\bverstelba\w+|\bhoog-?laag\b|\badjustable"),
]
ENOUGH = 0.9  # a load of 180 kg is near enough to 200


@dataclass(frozen=True)
class Traits:
    """What a text says of sizes and the like; empty means not said."""

    sizes: frozenset[str]
    gauges: frozenset[int]
    kilos: int
    people: int
    inches: int
    ffp: int
    days: frozenset[str]
    sides: tuple[str, ...]  # of each pair of opposites: "", "first" or "second"


@lru_cache(maxsize=50_000)
def read_traits(text: str) -> Traits:
    """The traits that a title and description name."""
    sizes = _sizes(text)
    text = plain(text)
    return Traits(
        sizes=sizes,
        gauges=_gauges(text),
        kilos=_largest(_KILOS, text),
        people=_largest(_PEOPLE, text),
        inches=_largest(_INCHES, text),
        ffp=_largest(_FFP, text),
        days=frozenset(_days(text)),
        sides=tuple(_side(text, first, second) for first, second in _OPPOSITES),
    )


def _sizes(text: str) -> frozenset[str]:
    found = [a or b for a, b in _SIZE.findall(plain(text))] + _CAPITAL.findall(text)
    named = set(re.findall(r"x{0,3}[sl]\b|m\b", " ".join(found).lower()))
    for least in _OR_LARGER.findall(plain(text)):
        named |= set(_SIZES[_SIZES.index(least) :])
    return frozenset(named)


def _gauges(text: str) -> frozenset[int]:
    """CH sizes of catheters; "CH8 tot 12" is all of them in between."""
    found = {int(number) for number in _GAUGE_BEHIND.findall(text)}
    for low, high in _GAUGE.findall(text):
        found |= set(range(int(low), int(high or low) + 1))
    return frozenset(found)


def _days(text: str) -> Iterator[str]:
    """The days of the week that it names: in full, in short, as a part of the week."""
    yield from ("".join(day) for day in _DAY.findall(text))
    for first, last in _DAYS_ON_END.findall(text):
        yield from _DAYS[_DAYS.index(first) : _DAYS.index(last) + 1]
    for found in _SHORT_DAYS.findall(text):
        yield from re.findall(_SHORT, "".join(found))
    if re.search(_WEEKEND, text):
        yield from _DAYS[5:]
    if re.search(_WEEKDAYS, text):
        yield from _DAYS[:5]


def _largest(pattern: re.Pattern[str], text: str) -> int:
    found = (hit[hit.lastindex or 0] for hit in pattern.finditer(text))
    return max((int(number) for number in found), default=0)


def _side(text: str, first: str, second: str) -> str:
    """Which of two opposites is said; a text that says both ("met en zonder") none."""
    rest, firsts = re.subn(first, " ", text)
    seconds = len(re.findall(second, rest))
    return "" if bool(firsts) == bool(seconds) else "first" if firsts else "second"


def conflicts(want: Traits, listing: Traits) -> list[str]:
    """The names of the traits that do not fit, such as "sizes" or "kilos"."""
    if _SILENT in (want, listing):
        return []
    return [name for name, breaks in _RULES.items() if breaks(want, listing)]


def _apart(name: str) -> Callable[[Traits, Traits], bool]:
    """Both name it and have nothing in common."""

    def breaks(want: Traits, listing: Traits) -> bool:
        asked, offered = getattr(want, name), getattr(listing, name)
        return bool(asked and offered and not asked & offered)

    return breaks


def _short(name: str, enough: float = 1.0) -> Callable[[Traits, Traits], bool]:
    """Both name it and the listing has less than is asked."""

    def breaks(want: Traits, listing: Traits) -> bool:
        asked, offered = getattr(want, name), getattr(listing, name)
        return bool(asked and offered and offered < asked * enough)

    return breaks


def _opposite(want: Traits, listing: Traits) -> bool:
    sides = zip(want.sides, listing.sides, strict=True)
    return any(asked and offered and asked != offered for asked, offered in sides)


_RULES: dict[str, Callable[[Traits, Traits], bool]] = {
    "sizes": _apart("sizes"),
    "gauges": _apart("gauges"),
    "kilos": _short("kilos", ENOUGH),
    "people": _short("people"),
    "inches": _short("inches", ENOUGH),
    "ffp": _short("ffp"),
    "days": _apart("days"),
    "opposites": _opposite,
}
_SILENT = read_traits("")
