"""What is asked for it: "€ 1.250,-", "gratis", "n.o.t.k.", "€ 45 p. dagdeel", "te
leen"."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from catalogue.words import plain
from surplus.numbers import NUMBER, decimal, is_negative, spelled
from surplus.units import PACKS, TIMES, UNITS, WHOLES, WORD

# The kinds of terms: free, sale, rent, loan, ask (to be agreed) and unknown.
_FREE = re.compile(
    r"^(?:niks|niets)$"
    r"|\b(?:gratis(?! (?:park|wifi|koffie|bezorg|verzend))|om niet|kosteloos|weggeven"
    r"|weg te geven|geen kosten|voor niets"
    r"|tegen afhalen"
    r"|(?:gratis )?af te halen|(?<![a-z]\s)(?<![a-z]-)free|for free|free of charge"
    r"|no charge|donatie|schenking"
    r"|giveaway)\b"
)
_LOAN = re.compile(
    r"\b(?:te leen|leen|bruikleen|uitlenen|uitleen|loan|on loan|to borrow|lend)\b"
)
_RENT = re.compile(
    r"\b(?:te huur|huur|verhuur|huurprijs|for rent|rent|rental|to let|hire)\b"
)
_SALE = re.compile(r"\b(?:te koop|koop|verkoop|verkopen|for sale|sale|sell|selling)\b")
_ASK = re.compile(
    r"\b(?:n\.? ?o\.? ?t\.? ?k|notk|nader overeen|n\.?t\.?b|ntb|nog te bepalen"
    r"|nader te bepalen"
    r"|op aanvraag|aanvraag|in overleg|overleg|t\.?e\.?a\.?b|teab|elk aannemelijk bod"
    r"|bod|bieden"
    r"|bieding|o\.?t\.?k|on request|upon request|request|to be agreed|negotiable"
    r"|offers?|best offer"
    r"|tbd|t\.b\.d|poa|make an offer|onderhandelbaar|nog onbekend)\b"
)
_OTHER = re.compile(r"\b(?:lease|leasing|leasecontract|ruilen|ruil|swap|trade)\b")
_NEGOTIABLE = re.compile(
    r"\b(?:of bod|o\.?n\.?o|of t\.?e\.?a\.?b|bod|bieden|onderhandelbaar|v\.?b"
    r"|negotiable|or (?:best |nearest )?offer|o\.?b\.?o|in overleg"
    r"|nader overeen te komen)\b"
)
_EXCL = re.compile(
    r"\b(?:excl|ex|exclusief|excluding|exclusive)\b\.?\s*(?:(?:of\s+)?(?:btw|vat"
    r"|b\.t\.w)|$)"
)
_INCL = re.compile(
    r"\b(?:incl|inclusief|including|inclusive)\b\.?\s*(?:of\s+)?(?:btw|vat|b\.t\.w)"
)
_MONEY = re.compile(
    rf"(?:(?P<sign>€|eur\b|euro\b)\s*)?(?P<n>{NUMBER})(?!\d)"
    r"(?:[,.]-+|,=|,--)?(?:\s*(?P<after>€|eur\b|euro\b))?"
)
_SIGN_OF_MONEY = re.compile(r"€|\beuro?\b")
_SLOPPY = re.compile(r"\d+\s?-")  # "€ 15-" is "€ 15,-"
_FREE_OF_MONEY = {"", "-", "?", "nvt", "n.v.t.", "onbekend", "x"}

CENT = Decimal("0.01")
PER_WORDS = {
    "stuk": "piece", "st": "piece", "each": "piece", "ea": "piece", "piece": "piece",
    "pp": "piece", "exemplaar": "piece", "unit": "piece", "pc": "piece", "p": "piece",
    "u": "hour", "m": "month", "w": "week", "mnd": "month", "kg": "kg", "kilo": "kg",
    "totaal": "lot", "geheel": "lot", "partij": "lot", "alles": "lot", "lot": "lot",
}  # fmt: skip
_WHOLE = re.compile(
    r"\b(?:totaal|in totaal|samen|voor alles|alles voor|voor het geheel|hele partij"
    r"|voor de partij|in een koop"
    r"|alles samen|total|altogether|for all|the lot|per lot|per partij|voor de set"
    r"|all together)\b"
)
_PER = re.compile(
    rf"(?:\bper\s+|\bp\.?\s?/?\s?|/\s*|\ba\s+|\bein\s+)(?P<word>{WORD}|[a-z]+)\b\.?"
)
_EACH = re.compile(r"\b(?:each|ea|stuksprijs|elk)\b")


@dataclass(frozen=True)
class Price:
    """Terms and price as one row states them; `per` is None for what costs nothing."""

    terms: str = "unknown"
    price_eur: float | None = None
    per: str | None = None
    negotiable: bool = False
    vat: str | None = None
    understood: bool = True


def read_price(
    value: object, unit: str, *, heading: str = "", service: bool = False
) -> Price:
    """The price in a cell, for a row that counts `unit`; `heading` may say what it is
    per.

    A price per time is rent, except for a service: an hour of work is sold.
    """
    if value is None or isinstance(value, bool):
        return Price()
    if isinstance(value, int | float):
        found = _priced(Price(), float(value))
    else:
        found = _read_text(plain(spelled(str(value))))
    return _with_per(found, plain(str(value)), unit, plain(heading), service)


def read_terms(value: object) -> str | None:
    """The terms that a cell of its own names: "bruikleen", "te koop", "om niet"."""
    if not isinstance(value, str) or not value.strip():
        return None
    return _terms(plain(value))


def _read_text(text: str) -> Price:
    if text in _FREE_OF_MONEY:
        return Price()
    if _is_below_nothing(text) or _NO_PRICE.search(text):
        return Price(understood=False)
    text = _simplest(text)
    vat = "excl" if _EXCL.search(text) else "incl" if _INCL.search(text) else None
    found = Price(vat=vat, terms=_terms(text) or "unknown")
    amount = _amount(text)
    if amount is not None and found.terms != "free":
        negotiable = bool(_NEGOTIABLE.search(text))
        return _priced(replace(found, negotiable=negotiable), amount)
    known = found.terms != "unknown" or bool(_OTHER.search(text))
    return replace(
        found, price_eur=0 if found.terms == "free" else None, understood=known
    )


# A deposit, a code, a sum with its factors, two prices: somebody says what is asked.
_NO_PRICE = re.compile(
    r"\b(?:borg|statiegeld|deposit|niet te koop|not for sale)\b|\bart\b\.?\s*\d"
    r"|\b\d+\s*x\s*€?\s*\d|\bp(?:er|\.)? ?st\w*\.?\s*[/,;]\s*\d"
)
# "2 voor € 5", "€ 5,00/100 st", "12,5 per 10": a price of so many.
_OF_SO_MANY = (
    re.compile(
        rf"\b(?P<n>\d+)\s*(?:st\w*\.?\s*)?(?:voor|for)\s*€?\s*(?P<sum>{NUMBER})"
    ),
    re.compile(rf"(?P<sum>{NUMBER})\s*(?:€\s*)?(?:per|/)\s*(?P<n>\d+)\b(?:\s*st\w*)?"),
)
_CENTS = re.compile(r"\b(\d{1,3})\s*(?:ct|cts|cent|centen|cents)\b\.?")
_EURO_BETWEEN = re.compile(r"(\d)\s?€\s?(\d\d)(?!\d)")
_NOW = re.compile(
    rf"\b(?:van|was|nieuw|from)\b[^\d]{{0,6}}(?:{NUMBER})[^\d]{{0,12}}"
    rf"\b(?:nu|voor|thans|now|for)\b[^\d]{{0,6}}(?P<now>{NUMBER})"
)


def _simplest(text: str) -> str:
    """Without the ways of writing that nothing else knows: "50 ct", "12€50", a price of
    so many, and "van 20 voor 10", of which the last counts."""
    text = _EURO_BETWEEN.sub(r"\1,\2", text)
    if found := _NOW.search(text):
        text = f"€ {found['now']} {text[found.end() :]}"
    for form in _OF_SO_MANY:
        text = form.sub(_of_one, text)
    return _CENTS.sub(lambda cents: f"€ 0,{cents[1].zfill(2)}", text)


def _of_one(found: re.Match[str]) -> str:
    each = decimal(found["sum"]) / (int(found["n"]) or 1)
    return f"{each:.4f}".replace(".", ",") + " per stuk"


def _is_below_nothing(text: str) -> bool:
    bare = _SIGN_OF_MONEY.sub("", text).strip()
    return is_negative(bare) and not (bare != text and _SLOPPY.fullmatch(bare))


def _terms(text: str) -> str | None:
    for terms, pattern in (("free", _FREE), ("rent", _RENT), ("loan", _LOAN)):
        if pattern.search(text):
            return terms
    if _OTHER.search(text):
        return None
    return "sale" if _SALE.search(text) else "ask" if _ASK.search(text) else None


def _amount(text: str) -> float | None:
    """The price in a text: the number at the euro sign, else the first that stands as a
    price."""
    found = [m for m in _MONEY.finditer(text) if m["sign"] or m["after"]]
    found = found or [m for m in _MONEY.finditer(text) if _stands_alone(text, m)]
    return decimal(found[0]["n"]) if found else None


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Not a part of a date, a size or a code."""
    before, after = text[: found.start()], text[found.end() :]
    return not re.search(r"[\w/-]$", before) and not re.match(
        r"[a-wyz]\w|[/-]\d|x\d|%", after
    )


def _priced(found: Price, amount: float) -> Price:
    """A price of nothing is free; otherwise it is for sale unless the words say rent or
    loan. Less than nothing, or than half a cent, is no price."""
    if amount == 0:
        return replace(found, terms="free", price_eur=0)
    cents = Decimal(str(amount)).quantize(CENT, ROUND_HALF_UP)
    if cents <= 0:
        return Price(understood=False)
    terms = found.terms if found.terms in {"rent", "loan"} else "sale"
    return replace(found, terms=terms, price_eur=float(cents))


def _with_per(found: Price, text: str, unit: str, heading: str, service: bool) -> Price:
    if not found.price_eur:
        return found
    per = _per(text, unit) or _per_unit(unit) or _per_heading(heading, unit)
    timed = per in TIMES.values() or per in {"piece_day", "piece_week"}
    rented = found.terms == "sale" and timed and not service
    return replace(found, per=per, terms="rent" if rented else found.terms)


def _per_heading(heading: str, unit: str) -> str:
    """A heading "per doos" does not hold for a row that counts something else."""
    per = _per(heading, unit) or "piece"
    return "piece" if per == "box" and unit != "doos" else per


def _per(text: str, unit: str) -> str | None:
    """What a text says the price is per: "p.d." is per doos where boxes are counted,
    else per dag."""
    if _WHOLE.search(text):
        return "lot"
    named = [_per_word(m["word"], unit) for m in _PER.finditer(text)]
    named = [per for per in named if per]
    if _EACH.search(text):
        named.append("piece")
    if "piece" in named and ("day" in named or "week" in named):
        return "piece_day" if "day" in named else "piece_week"
    return named[0] if named else None


def _per_word(word: str, unit: str) -> str | None:
    if word == "d":
        return "box" if unit in PACKS else "day"
    named = UNITS.get(word)
    if named in TIMES:
        return TIMES[named]
    if word in PER_WORDS:
        return PER_WORDS[word]
    if named == "doos":
        return "box"
    if named in WHOLES:
        return "lot"
    return "piece" if named else None


def _per_unit(unit: str) -> str | None:
    """What a bare price is per, by what is counted."""
    if unit in WHOLES:
        return "lot"
    if unit == "doos":
        return "box"
    return "kg" if unit == "kg" else TIMES.get(unit)


def unit_priced(value: object) -> str | None:
    """The pack that a price is per ("€ 4 per doos"): then that is what was counted."""
    if not isinstance(value, str):
        return None
    named = [UNITS.get(m["word"]) for m in _PER.finditer(plain(value))]
    return next((unit for unit in named if unit in PACKS), None)
