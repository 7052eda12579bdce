"""Sums of an invoice, rounded as EN 16931 asks: each line to the cent, VAT once per
category and rate over the sum of its lines, half a cent away from zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Rounded to cents: half a cent goes away from zero, so that a credit mirrors."""
    return amount.quantize(CENT, ROUND_HALF_UP)


class Taxed(NamedTuple):
    """An amount in euro without VAT, the category and rate of its VAT, and why."""

    amount_eur: Decimal
    category: str
    rate: Decimal
    reason: str = ""


@dataclass(frozen=True)
class Share:
    """All lines of one category and rate (BG-23): their sum, and the VAT over it."""

    category: str
    rate: Decimal
    base_eur: Decimal
    reason: str

    @property
    def vat_eur(self) -> Decimal:
        """Computed once over the sum, never per line (BR-CO-17)."""
        return cents(self.base_eur * self.rate / 100)


@dataclass(frozen=True)
class Totals:
    """What an invoice comes to."""

    shares: list[Share]

    @property
    def net_eur(self) -> Decimal:
        """Without VAT."""
        return sum((share.base_eur for share in self.shares), Decimal("0.00"))

    @property
    def vat_eur(self) -> Decimal:
        """All VAT together."""
        return sum((share.vat_eur for share in self.shares), Decimal("0.00"))

    @property
    def total_eur(self) -> Decimal:
        """What is to be paid."""
        return self.net_eur + self.vat_eur


def totals(lines: Iterable[Taxed]) -> Totals:
    """The sums of these lines, the highest rate first. The reasons of one category
    stand in one row, each once."""
    found: dict[tuple[str, Decimal], list[Taxed]] = {}
    for line in lines:
        found.setdefault((line.category, line.rate), []).append(line)
    shares = [_share(*key, rows) for key, rows in found.items()]
    return Totals(sorted(shares, key=lambda it: (-it.rate, it.category)))


def _share(category: str, rate: Decimal, lines: list[Taxed]) -> Share:
    base = sum((cents(line.amount_eur) for line in lines), Decimal("0.00"))
    reasons = dict.fromkeys(line.reason for line in lines if line.reason)
    return Share(category, rate, base, "; ".join(reasons))
