"""What two texts say of where, when, on which current and of which make, and whether
the one can then do for the other.

Each is asked only when both texts say something of it.
"""

import csv
import re
from functools import cache, lru_cache

from django.utils import timezone

from catalogue.words import stem, words
from wanted.things import DATA

_TOWNS = re.compile(
    r"\b(?:groningen|assen|emmen|hoogeveen|leeuwarden|sneek|heerenveen|drachten|zwolle"
    r"|deventer|enschede|hengelo|almelo|apeldoorn|arnhem|nijmegen|ede|doetinchem|tiel"
    r"|zutphen|harderwijk|utrecht|amersfoort|zeist|nieuwegein|veenendaal|woerden|hilversum"
    r"|amsterdam|haarlem|alkmaar|hoorn|zaandam|purmerend|den helder|hoofddorp|almere"
    r"|lelystad|rotterdam|den haag|leiden|delft|gouda|dordrecht|zoetermeer|schiedam"
    r"|vlaardingen|alphen|gorinchem|middelburg|goes|vlissingen|terneuzen|breda|tilburg"
    r"|eindhoven|den bosch|helmond|roosendaal|bergen op zoom|oss|waalwijk|maastricht"
    r"|venlo|roermond|heerlen|sittard|weert|venray|antwerpen|gent|brussel|hasselt)\b"
)
_TO_TOWN = re.compile(rf"\bnaar (?:de |het )?({_TOWNS.pattern})")
_SOCKET = re.compile(r"\b(?:230 ?v(?:olt)?|220 ?v(?:olt)?|stopcontact|lichtnet)\b")
_THREE_PHASE = re.compile(
    r"\b(?:400 ?v(?:olt)?|380 ?v(?:olt)?|krachtstroom|(?:3|drie)[ -]?fase\w*)\b"
)
_GRADE = re.compile(
    r"\b(?:type|klasse|class) ?(i{1,3}r?|[a-z])\b|\b(iir)\b"
    r"|\b(?:klasse|kl|class)\.? ?(\d)\b"
)
_MONTHS = [
    *("jan", "feb", "mrt", "apr", "mei", "jun"),
    *("jul", "aug", "sep", "okt", "nov", "dec"),
]
_MONTH = rf"({'|'.join([*_MONTHS, 'maart'])})[a-z]*\b"
_STARTS = re.compile(
    rf"\b(?:vanaf|per|in|voor|januari|from)?\s*(?:\d{{1,2}} )?{_MONTH}"
)
_ENDS = re.compile(
    rf"\b(?:tot|t/m|tot en met|until|till)(?: eind)? (?:\d{{1,2}} )?{_MONTH}"
)
_ONLY = re.compile(
    r"\b(?:alleen|uitsluitend|only)\s+(?:voor |op |in |de |het |for )*(\w{3,})"
)
_IN_ORDER = re.compile(
    r"\b(?:compleet|complete|werkend\w*|rijklaar|gebruiksklaar|gebruiksgereed"
    r"|klaar voor gebruik|direct te gebruiken|ready to use|working)\b"
)
_SHORT_OF = re.compile(
    r"\b(?:zonder|geen|excl\w*|without|no|mist|ontbreekt)\s+(?:\w+ )?"
    r"(?:accu|batterij|lader|oplader|adapter|voeding|schijf|motor|pomp|sleutel|wiel"
    r"|snoer|kabel|charger|battery)"
)
_GATHERED = {"ophalen", "afhalen", "overleg", "leden", "zelf", "kennis", "gebruikt"}


def is_elsewhere(want: str, listing: str) -> bool:
    """Does the one name towns, or a town to go to, that the other does not?"""
    asked, offered = _towns(want), _towns(listing)
    to, theirs = _destinations(want), _destinations(listing)
    if to and theirs:
        return not to & theirs or not asked <= offered
    return bool(asked and offered) and not asked & offered


def has_other_current(want: str, listing: str) -> bool:
    """A plug for the wall is asked and the thing needs three phases, or the reverse."""
    asked, offered = _currents(want), _currents(listing)
    return bool(asked and offered) and not asked & offered


def is_over_before(want: str, listing: str) -> bool:
    """Does what is offered end in a month before the one in which it is asked?"""
    ends, starts = _ENDS.findall(listing), _STARTS.findall(_ENDS.sub(" ", want))
    if not ends or not starts:
        return False
    return max(map(_ahead, ends)) < min(map(_ahead, starts))


def is_of_other_grade(want: str, listing: str) -> bool:
    """Class B or type IIR is asked, and only another one offered."""
    asked, offered = _grades(want), _grades(listing)
    return bool(asked and offered) and not asked & offered


def is_of_other_make(want: str, listing: str) -> bool:
    """A make is asked, and the listing names only others that are used for the same."""
    asked, offered = _makes(want), _makes(listing)
    return any(
        group in offered and not makes & offered[group]
        for group, makes in asked.items()
    )


def is_only_for_other(want: str, listing: str) -> bool:
    """ "Alleen ramen", where the want does not speak of them."""
    only = {word for word in _ONLY.findall(listing) if word not in _GATHERED}
    asked = [stem(word) for word in words(want)]
    return bool(only) and not any(
        one in word or word in one
        for one in map(stem, only)
        for word in asked
        if len(word) > 2
    )


def is_short_of_something(want: str, listing: str) -> bool:
    """Without what makes it go: a battery, a charger; or without anything, where it
    was asked complete."""
    if _SHORT_OF.search(want):
        return False
    complete = _IN_ORDER.search(want) and re.search(r"\b(?:zonder|without)\b", listing)
    return bool(_SHORT_OF.search(listing) or complete)


@lru_cache(maxsize=20_000)
def _towns(text: str) -> frozenset[str]:
    return frozenset(_TOWNS.findall(text))


def _currents(text: str) -> set[str]:
    sides = {"socket": _SOCKET, "three phases": _THREE_PHASE}
    return {side for side, pattern in sides.items() if pattern.search(text)}


def _destinations(text: str) -> set[str]:
    return set(_TO_TOWN.findall(text))


def _grades(text: str) -> set[str]:
    return {"".join(found) for found in _GRADE.findall(text)}


def _ahead(month: str) -> int:
    """How many months from now: 0 to 11."""
    named = "mrt" if month == "maart" else month
    return (_MONTHS.index(named) + 1 - timezone.localdate().month) % len(_MONTHS)


@lru_cache(maxsize=20_000)
def _makes(text: str) -> dict[str, frozenset[str]]:
    """The makes that a text names, by what they are used for."""
    found = {
        group: frozenset(pattern.findall(text))
        for group, pattern in _used_with().items()
    }
    return {group: makes for group, makes in found.items() if makes}


@cache
def _used_with() -> dict[str, re.Pattern[str]]:
    """Makes that don't go together, such as a cartridge and another one's printer."""
    with (DATA / "makes.csv").open(encoding="utf-8", newline="") as file:
        rows = {
            row["used_with"]: row["makes"].split(";") for row in csv.DictReader(file)
        }
    return {
        group: re.compile(rf"\b(?:{'|'.join(map(re.escape, makes))})\b")
        for group, makes in rows.items()
    }
