"""What a row asks: its price column, its terms column and its remarks together."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from catalogue.vocabulary import Leaf
from catalogue.words import plain
from surplus.cells import RowCells
from surplus.prices import Price, read_price, read_terms
from surplus.rows import SurplusRow

_MONEY = re.compile(r"€|\beur(?:o'?s?)?\b")


def read_asking(row: SurplusRow, cells: RowCells, category: Leaf | None) -> None:
    """Fill terms, price, what it is per, and VAT."""
    kind = category.kind if category else "goods"
    found = _stated_price(row, cells, service=kind in {"service", "staff"})
    terms = read_terms(cells.value("terms"))
    if terms:
        found = _under_terms(found, terms)
    if kind == "space" and found.terms == "sale":
        found = replace(found, terms="rent")
    row.terms, row.price_eur, row.price_per = found.terms, found.price_eur, found.per
    row.price_negotiable, row.price_vat = found.negotiable, found.vat
    if row.price_vat is None and found.price_eur:
        row.price_vat = _vat_of(cells.heading("price"))
    if not found.understood:
        row.notes.append(_("The price “%s” was not understood.") % cells.text("price"))


def _stated_price(row: SurplusRow, cells: RowCells, *, service: bool) -> Price:
    """The price column, else the price of the whole, else what the terms or remarks
    say."""
    unit, value = row.unit or "stuk", cells.value("price")
    if value is not None:
        return read_price(value, unit, heading=cells.heading("price"), service=service)
    whole = read_price(cells.value("total_price"), unit, service=service)
    if whole.price_eur:
        return replace(whole, per="lot" if (row.quantity or 1) > 1 else "piece")
    if cells.has("price"):
        return whole
    words = f"{cells.text('terms')}. {cells.spoken}"
    found = read_price(words, unit, service=service)
    has_price = found.terms == "free" or bool(_MONEY.search(plain(words)))
    return (
        found
        if has_price or (found.terms in {"ask", "loan"} and not found.price_eur)
        else Price()
    )


def _under_terms(found: Price, terms: str) -> Price:
    """A price under the terms that a column of its own names."""
    if terms == "free":
        return Price(terms="free", price_eur=0)
    if terms == "loan":
        return replace(found, terms="loan", price_eur=found.price_eur or None)
    if terms == "sale" and found.terms in {"ask", "free", "rent"}:
        return found
    if terms == "rent" and found.per == "piece":
        return replace(found, terms="rent")
    return replace(found, terms=terms)


def _vat_of(heading: str) -> str | None:
    return read_price(f"1 {plain(heading)}", "stuk").vat
