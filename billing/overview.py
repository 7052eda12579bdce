"""What the pages of statements show: a year of them, and one with its sums."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone

from base.periods import moments
from billing.amounts import Totals, totals
from billing.models import Charge, Document, Statement
from billing.querysets import StatementQuerySet
from claims.models import Deposit
from members.models import Organisation

YEARS_BACK = 10  # so long books are kept, and some more
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class MonthOfStatements:
    """What one's organisation owes others for a month, and what others owe it."""

    month: date
    owed_to_us: list[Any]
    owed_by_us: list[Any]

    @property
    def we_get_eur(self) -> Decimal:
        """Without VAT."""
        return _sum(self.owed_to_us)

    @property
    def we_pay_eur(self) -> Decimal:
        """Without VAT."""
        return _sum(self.owed_by_us)


@dataclass(frozen=True)
class Year:
    """The months of a year in which something was owed, the newest first."""

    year: int
    months: list[MonthOfStatements]
    has_before: bool

    @property
    def we_get_eur(self) -> Decimal:
        """In all its months, without VAT."""
        return sum((it.we_get_eur for it in self.months), NOTHING)

    @property
    def we_pay_eur(self) -> Decimal:
        """In all its months, without VAT."""
        return sum((it.we_pay_eur for it in self.months), NOTHING)

    @property
    def before(self) -> int:
        """The year before."""
        return self.year - 1

    @property
    def after(self) -> int | None:
        """The next year, when it has begun."""
        return self.year + 1 if self.year < timezone.localdate().year else None


@dataclass(frozen=True)
class Page:
    """The lines of a statement, its sums as far as they are known, its invoices, and
    the deposits of that month, which are no part of it."""

    lines: list[Charge]
    sums: Totals
    is_whole: bool
    documents: list[Document]
    deposits: list[Deposit]


def year_of(typed: str) -> int:
    """As an address names it; this year for anything else."""
    this = timezone.localdate().year
    known = {str(year): year for year in range(this - YEARS_BACK, this + 1)}
    return known.get(typed, this)


def year(statements: StatementQuerySet, year: int, ours: Organisation | None) -> Year:
    """A year of one's organisation. Staff, who have none, see who is owed what."""
    rows = statements.of_year(year).for_lines().order_by("-month", "seller", "buyer")
    months = [
        _month(month, list(found), ours)
        for month, found in groupby(rows, key=lambda row: row.month)
    ]
    earlier = statements.filter(month__lt=date(year, 1, 1))
    return Year(year, months, earlier.exists())


def page(statement: Statement) -> Page:
    """What one's own page of it shows."""
    lines = list(statement.charges.for_page())
    complete = [line for line in lines if line.is_complete]
    return Page(
        lines,
        totals(line.taxed for line in complete),
        len(complete) == len(lines),
        list(statement.documents.light()),
        _deposits(statement),
    )


def _month(
    month: date, rows: list[Statement], ours: Organisation | None
) -> MonthOfStatements:
    by_us = [row for row in rows if ours and row.buyer_id == ours.pk]
    return MonthOfStatements(month, [row for row in rows if row not in by_us], by_us)


def _sum(rows: list[Any]) -> Decimal:
    return sum((row.net_eur for row in rows), NOTHING)


def _deposits(statement: Statement) -> list[Deposit]:
    """Received or given back in that month, between these two."""
    first, end = moments(statement.month, statement.last_day)
    came = Q(received_at__gte=first, received_at__lt=end)
    went = Q(returned_at__gte=first, returned_at__lt=end)
    ours = Deposit.objects.filter(
        came | went,
        claim__offered_by=statement.seller,
        claim__organisation=statement.buyer,
    )
    return list(ours.select_related("claim").order_by("received_at", "pk"))
