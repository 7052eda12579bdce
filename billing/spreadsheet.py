"""Lines of statements as a file: for Excel, or as text that opens there too, in the
reader's language."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.refusal import Refused
from base.spreadsheets import Cell, as_csv, as_xlsx, to_keep
from base.words import Words
from billing.models import Charge
from billing.querysets import ChargeQuerySet
from members.models import User

MOST_ROWS = 20_000


class Column(NamedTuple):
    """Its heading, its width in characters, and what stands there of a line."""

    heading: Words
    width: int
    value: Callable[[Charge, User], Cell]


COLUMNS = [
    Column(_("Month"), 10, lambda row, _u: f"{row.statement.month:%Y-%m}"),
    Column(_("Seller"), 30, lambda row, _u: row.statement.seller.name),
    Column(_("Buyer"), 30, lambda row, _u: row.statement.buyer.name),
    Column(_("What"), 40, lambda row, _u: row.description),
    Column(_("From"), 12, lambda row, _u: row.days[0]),
    Column(_("Up to and including"), 12, lambda row, _u: row.days[1]),
    Column(_("Quantity"), 10, lambda row, _u: row.quantity),
    Column(_("Price of one (€)"), 12, lambda row, _u: row.unit_eur),
    Column(_("Without VAT (€)"), 12, lambda row, _u: row.amount_eur),
    Column(_("VAT"), 14, lambda row, _u: row.get_treatment_display()),
    Column(_("Reason"), 40, lambda row, _u: row.reason),
    Column(_("Chosen by"), 24, lambda row, _u: str(row.chosen_by or "")),
    Column(_("Purchase order"), 18, lambda row, _u: row.purchase_order),
    Column(_("Cost centre"), 18, lambda row, user: cost_centre(row, user)),
    Column(_("Invoice"), 16, lambda row, _u: _reference(row)),
    Column(_("Claim"), 10, lambda row, _u: row.claim_id),
]


def answer(lines: ChargeQuerySet, kind: str, name: str, user: User) -> HttpResponse:
    """The file to keep."""
    rows, headings = _rows(lines, user), [str(column.heading) for column in COLUMNS]
    if kind == "csv":
        body = as_csv(headings, rows)
    else:
        widths = [column.width for column in COLUMNS]
        body = as_xlsx(_now("Statements"), headings, widths, rows)
    return to_keep(body, kind, f"{_now('statements')}-{name}")


def cost_centre(charge: Charge, user: User) -> str:
    """It is the buyer's own: who sells does not see it."""
    is_buyer = user.organisation_id == charge.statement.buyer_id
    return charge.claim.cost_centre if is_buyer else ""


def _rows(lines: ChargeQuerySet, user: User) -> Iterator[list[Cell]]:
    known = lines.for_page().select_related(
        *("statement__seller", "statement__buyer", "claim", "document", "chosen_by")
    )
    ordered = known.order_by("statement__month", "statement", "day", "pk")
    if ordered.count() > MOST_ROWS:
        raise Refused(_now("These are too many at once."))
    for row in ordered.iterator(1_000):
        yield [column.value(row, user) for column in COLUMNS]


def _reference(charge: Charge) -> str:
    return charge.document.reference if charge.document else ""
