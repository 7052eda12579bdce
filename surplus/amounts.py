"""How many: "ca. 12", "3 dozen à 4", "2 (waarvan 1 zonder sleutels)", "een stuk of 10",
"5 x 100"."""

import re
from dataclasses import dataclass, replace

from catalogue.words import plain
from surplus.numbers import ABOUT, NAMED, NUMBER, decimal, is_negative, spelled
from surplus.units import PACKS, UNITS, WORD

_UNIT = rf"(?:{WORD})(?![a-z])\.?"
_BY = r"(?:a|van|met|of|with|x|@|/)"
_TIMES = re.compile(rf"^(?P<n>\d+)\s*[x*×]\s*(?P<pack>\d+)(?:\s*(?P<inner>{_UNIT}))?$")
_COUNT = re.compile(
    rf"^(?P<n>{NUMBER})(?!\d)(?P<plus>\s*\+)?\s*(?:x\s*)?(?P<unit>{_UNIT})?"
    rf"(?:\s*{_BY}\s*(?P<pack>\d+)\s*(?:{_UNIT})?)?(?P<rest>.*)$"
)
_RANGE = re.compile(
    rf"^(?P<n>\d+)\s*(?:-|/|a|tot|to|of|or)\s*(?P<m>\d+)\s*(?P<unit>{_UNIT})?$"
)
_SUM = re.compile(r"^(\d+)\s*\+\s*(\d+)$")
_BRACKETED_PACK = re.compile(
    rf"^\(\s*(?:a\s*)?(\d+)\s*(?:{_UNIT})?\s*(?:p\.?\s*\w+\.?|per \w+)?\s*\)$"
)
_BY_TIMES = re.compile(r"^(?:nog (?=\d)|x\s?(\d+)$)")
_ARTICLE = re.compile(r"^(?:een|a) (?=(?:half|halve|dozijn)\b)")
_NOTHING = {
    "",
    "-",
    "--",
    "?",
    "nvt",
    "n.v.t.",
    "nvt.",
    "n.b.",
    "nb",
    "n/a",
    "x",
    "onb",
    "onb.",
}


@dataclass(frozen=True)
class Amount:
    """A quantity of units, and how many pieces each unit holds."""

    quantity: float | None = None
    approximate: bool = False
    unit: str | None = None
    pack_size: int | None = None
    rest: str = ""  # what was said besides
    understood: bool = True


def read_amount(value: object) -> Amount:
    """The amount in a cell. `understood` is False for words that name no number
    ("div.") and for less than nothing."""
    if isinstance(value, bool) or value is None:
        return Amount()
    if isinstance(value, int | float):
        is_amount = value >= 0
        return Amount(_whole(value) if is_amount else None, understood=is_amount)
    text = plain(spelled(str(value)))
    if text in _NOTHING:
        return Amount()
    if is_negative(text):
        return Amount(rest=text, understood=False)
    return _read_text(text)


def _read_text(text: str) -> Amount:
    bare, about = _without_about(text)
    bare = _BY_TIMES.sub(lambda it: it[1] or "", _ARTICLE.sub("", bare))
    found = _times(bare) or _range(bare) or _sum(bare) or _count(_figures(bare))
    if found is None:
        return Amount(rest=text, understood=False)
    halved = bare.split(" ")[0] in {"half", "halve", "anderhalf", "anderhalve"}
    return replace(found, approximate=found.approximate or about or halved)


def _without_about(text: str) -> tuple[str, bool]:
    """The text without "circa" and the like before or after the number."""
    bare = ABOUT.sub("", text).strip()
    cut = re.sub(r"\s*\(?\b(?:ca|circa|ongeveer|plm|approx)\b\.?\)?$", "", bare)
    return cut.strip(), cut != text


def _figures(text: str) -> str:
    """Numbers in words as figures: "twee dozen" is "2 dozen", "half pallet" is "0.5
    pallet"."""
    first, _, rest = text.partition(" ")
    if first in NAMED:
        return f"{NAMED[first]:g} {rest}".strip()
    return f"1 {text}" if first.strip(".") in UNITS and not rest else text


def _times(text: str) -> Amount | None:
    """ "5 x 100": five packs of a hundred."""
    found = _TIMES.match(text)
    if not found:
        return None
    return Amount(quantity=int(found["n"]), unit="doos", pack_size=int(found["pack"]))


def _range(text: str) -> Amount | None:
    """ "10 à 12": the lower number, so that no more is promised than there is."""
    found = _RANGE.match(text)
    if not found or int(found["m"]) <= int(found["n"]):
        return None
    return Amount(
        quantity=int(found["n"]), approximate=True, unit=_unit(found["unit"]), rest=text
    )


def _sum(text: str) -> Amount | None:
    found = _SUM.match(text)
    return Amount(quantity=int(found[1]) + int(found[2]), rest=text) if found else None


def _count(text: str) -> Amount | None:
    found = _COUNT.match(text)
    if not found:
        return None
    rest = found["rest"].strip(" .,;")
    unit, pack = _unit(found["unit"]), found["pack"]
    bracketed = _BRACKETED_PACK.match(rest) if unit in PACKS and not pack else None
    number = decimal(found["n"])
    return Amount(
        quantity=_whole(number),
        approximate=bool(found["plus"]),
        unit=unit or _unit(rest.strip("()")),
        pack_size=int(bracketed[1] if bracketed else pack)
        if bracketed or pack
        else None,
        rest="" if bracketed else rest,
    )


def _unit(text: str | None) -> str | None:
    return UNITS.get(text.strip(" .")) if text else None


def _whole(number: float) -> float:
    return int(number) if number == int(number) else float(number)


_PER_PACK = re.compile(
    rf"(?P<n>\d+)\s*(?:{_UNIT}\s*)?(?:p\.?\s?/?\s?|per\s+|/\s*"
    rf"|in (?:een )?)(?P<unit>{WORD}|d)(?![a-z])\.?"
)
_PACK_OF = re.compile(
    rf"\b(?P<unit>{WORD})\.?\s*(?:a|van|met|of|@)\s*(?P<n>\d+)(?![\d,.])"
)
_PACKED_PER = re.compile(
    r"\b(?:verpakt per|per|inhoud|packed per|contains"
    r"|bevat)\s*:?\s*(?P<n>\d+)\s*(?:st\w*|pcs)?"
    r"\s*(?:verpakt|packed|$|[,;.)])"
)


def read_pack_size(text: str, unit: str | None) -> int | None:
    """How many pieces a remark puts in each unit: "24 per doos", "100 p.d.", "pak à
    14"."""
    text = plain(text)
    for pattern in (_PER_PACK, _PACK_OF):
        found = pattern.search(text)
        if found and _same_pack(found["unit"], unit):
            return int(found["n"])
    found = _PACKED_PER.search(text) if unit in PACKS else None
    return int(found["n"]) if found else None


def _same_pack(word: str, unit: str | None) -> bool:
    """Does the remark speak of the unit that is counted? "p.d." may be any pack."""
    named = UNITS.get(word)
    if word in {"d", "verpakking", "ds"}:
        return unit in PACKS
    return named == unit and unit in PACKS
