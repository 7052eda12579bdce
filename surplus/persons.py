"""Telling cells that name or reach a person from cells that name a thing."""

import re

from catalogue.vocabulary import is_known

_PREFIX = r"(?:(?:van|de|der|den|het|ten|ter|te|v\.?d\.?|von|el|al|ben)\s+)*"
_NAME = r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*"
_INITIALS = rf"(?:[A-ZÀ-Þ]\.\s?)+{_PREFIX}(?:{_NAME}|[A-ZÀ-Þ]\.?)(?:-{_NAME})?"
_SALUTED = (
    r"(?i:mw|mevr|mevrouw|dhr|de heer|heer|fam|familie|mrs|mr|ms|dr|drs|zr|br)\b\.?"
    r"\s+\S.*"
)
_SURNAME_FIRST = rf"{_NAME},\s*(?:[A-ZÀ-Þ]\.\s?)+{_PREFIX}"
_SURE = re.compile(rf"(?:{_SALUTED}|{_INITIALS}|{_SURNAME_FIRST})")
_FULL = re.compile(rf"{_NAME}\s+{_PREFIX}{_NAME}(?:-{_NAME})?")
_EMAIL = re.compile(r"\S+@\S+\.\w{2,}")
_PHONE = re.compile(
    r"(?:\+|00)\d[\d\s()./-]{7,14}\d|\(?0[1-9]\d{0,3}\)?[\s./-]*\d[\d\s-]{5,9}\d"
)


def is_person(cell: object) -> bool:
    """Does a cell hold a person's name as it is certain to be one, an e-mail address or
    a telephone number?"""
    text = cell.strip() if isinstance(cell, str) else ""
    return any(it.fullmatch(text) for it in (_SURE, _EMAIL, _PHONE))


def may_be_person(cell: object) -> bool:
    """Is it, or might it be, a person: two names, neither of which is a thing?"""
    text = cell.strip() if isinstance(cell, str) else ""
    return is_person(text) or bool(_FULL.fullmatch(text) and not is_known(text))


_CARE = (
    r"(?i:bewoner|bewoonster|cliënt|client|patiënt|patient|resident|zorgvrager)(?:e|s)?"
)
_TOLD = (
    r"(?i:voor|contactpersoon|contact|gebruiker|eigenaar|previously|assigned to"
    r"|vragen? naar|bel(?:len)?(?: met)?|via|bij|info(?:rmatie)? bij)"
)
_IN_TEXT = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?i:\b(?:tel(?:efoon)?|mob(?:iel)?)\b\.?:?\s*)?(?<!\d)(?:\+31|0031|0)"
               r"[\s-]?\d(?:[\s-]?\d){8}(?!\d)"),
    re.compile(r"(?i:\bbsn\b):?\s*\d{8,9}\b"),
    re.compile(rf"\b{_CARE}\s+{_NAME}(?:\s+{_PREFIX}{_NAME})*(?:,?\s*(?i:kamer|k\.)\s*\d+)?"),
    re.compile(rf"\b(?i:mw|mevr|mevrouw|dhr|de heer|fam|familie|mrs|mr|ms)\b\.?"
               rf"\s*(?:[A-Z]\.\s*)*{_PREFIX}(?:v\.?\s)?{_NAME}(?:\s+{_NAME})?"),
    re.compile(rf"\b{_TOLD}:?\s+{_NAME}\s+{_PREFIX}{_NAME}"),
    re.compile(rf"\b(?i:vragen? naar|bel(?:len)?(?: met)?):?\s+{_NAME}"),
)  # fmt: skip
LOOKED_AT = 2_000  # letters of a text


def without_persons(text: str) -> str:
    """A text without names of people, e-mail addresses, telephone and citizen
    numbers."""
    if len(text) < 3:
        return text
    bare = text[:LOOKED_AT]
    for form in _IN_TEXT:
        bare = form.sub("", bare)
    return " ".join((bare + text[LOOKED_AT:]).split()) if bare != text else text
