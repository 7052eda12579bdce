"""What a GS1 code says, as a scanner sends it, as it is printed with brackets, or as
the address in a QR code; one impossible element hides no other.

Application identifiers: GS1 General Specifications, section 3."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

import biip
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_element_strings import GS1ElementString

GTIN, CONTENT, LOT, EXPIRY, BEST_BEFORE, SERIAL = "01", "02", "10", "17", "15", "21"
DATES = {"11", "12", "13", "15", "16", "17"}  # six digits each
SEPARATOR = "\x1d"
SHOWN_SEPARATOR = "␝"  # how a cell of a list keeps it
_SEPARATORS = re.compile(f"{SHOWN_SEPARATOR}|<GS>|{{GS}}|\\\\x1d", re.I)
_SYMBOLOGY = re.compile(r"\][A-Za-z]\d")
_PRINTED = re.compile(r"\((\d{2,4})\)\s*([^(]*)")
_LINK = re.compile(r"https?://", re.I)
_PRODUCT_FIRST = re.compile(r"01\d{14}")


@dataclass(frozen=True)
class Gs1:
    """The elements that matter for sharing, each as it is in the code or None; `wrong`
    are the elements that can't be, as they are printed: "(17)270230"."""

    gtin: str | None = None
    lot: str | None = None
    expiry: date | None = None
    serial: str | None = None
    wrong: tuple[str, ...] = ()


def read_gs1(text: str) -> Gs1 | None:
    """What a code says; None for a text that is no GS1 code."""
    text = _SEPARATORS.sub(SEPARATOR, text.strip())
    if _PRINTED.match(text):
        found = list(_of_pairs(_PRINTED.findall(text)))
    elif pairs := _pairs_of_link(text):
        found = list(_of_pairs(pairs))
    else:
        bare = _SYMBOLOGY.sub("", text, count=1)
        is_code = bare != text or SEPARATOR in bare or _PRODUCT_FIRST.match(bare)
        if not is_code or not re.match(r"\d{2}", bare):
            return None
        found = list(_of_raw(bare))
    said = _summed(found)
    return said if any((said.gtin, said.lot, said.expiry, said.serial)) else None


_Found = tuple[GS1ElementString | None, str]  # None: it can't be, and how it is printed


def _pairs_of_link(text: str) -> list[tuple[str, str]]:
    """The identifiers and values in the address of a product (GS1 Digital Link)."""
    if not _LINK.match(text):
        return []
    address = urlsplit(text)
    _before, _01, path = address.path.partition(f"/{GTIN}/")
    parts = [GTIN, *map(unquote, path.strip("/").split("/"))] if path else []
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    asked = parse_qsl(address.query) if pairs else []
    return pairs + [(ai, value) for ai, value in asked if ai.isdigit()]


def _of_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[_Found]:
    for ai, said in pairs:
        value = said.strip()
        try:
            yield GS1ElementString.parse(f"{ai}{value}"), ""
        except (biip.ParseError, ValueError):
            yield None, f"({ai}){value}"


def _of_raw(rest: str) -> Iterator[_Found]:
    while rest := rest.lstrip(SEPARATOR):
        try:
            element = GS1ElementString.extract(rest)
            yield element, ""
            rest = rest[len(element.ai.ai) + len(element.value) :]
        except (biip.ParseError, ValueError):
            ai, value, rest = _impossible(rest)
            yield None, f"({ai}){value}"


def _impossible(rest: str) -> tuple[str, str, str]:
    """The element that can't be: its identifier, its value and what comes after it. A
    day has six digits; of others only the next separator tells the end."""
    try:
        ai = GS1ApplicationIdentifier.extract(rest).ai
    except (biip.ParseError, ValueError):
        ai = rest[:2]
    after = rest[len(ai) :]
    end = 6 if ai in DATES else len(after.split(SEPARATOR)[0])
    return ai, after[:end].rstrip(SEPARATOR), after[end:]


def _summed(found: list[_Found]) -> Gs1:
    by_ai = {it.ai.ai: it for it, _text in reversed(found) if it}
    product = by_ai.get(GTIN) or by_ai.get(CONTENT)
    expiry = by_ai.get(EXPIRY) or by_ai.get(BEST_BEFORE)
    lot, serial = by_ai.get(LOT), by_ai.get(SERIAL)
    return Gs1(
        gtin=product.value if product else None,
        lot=lot.value if lot else None,
        expiry=expiry.date if expiry else None,
        serial=serial.value if serial else None,
        wrong=tuple(text for element, text in found if element is None),
    )
