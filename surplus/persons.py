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
