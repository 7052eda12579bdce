"""What stands on an invoice or a credit note: all that its files are made from, kept
as JSON with it. Amounts are written as text, in euro; of a credit note they are above
zero, as EN 16931 wants them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import translation

from billing.amounts import Share, Taxed, totals
from billing.models import BillingDetails, Charge, Document
from billing.models.statement import reference
from members.models import Organisation

Facts = dict[str, Any]


def facts_of(document: Document, lines: Sequence[Charge]) -> Facts:
    """Of a document that gets its number now, and is not saved yet."""
    sign = -1 if document.is_credit else 1
    taxed = [_signed(line.taxed, sign) for line in lines]
    sums = totals(taxed)
    with translation.override(settings.LANGUAGE_CODE):
        rows = [
            _line(n, line, it, sign)
            for n, (line, it) in enumerate(zip(lines, taxed, strict=True), 1)
        ]
    statement = document.statement
    due_on = None
    details = details_of(statement.seller)
    assert details is not None
    if not document.is_credit:
        due_on = document.issued_on + timedelta(days=details.payment_days)
    orders = {line.purchase_order for line in lines}
    return {
        "number": reference(document.year, document.number),
        "kind": str(document.kind),
        "outside": document.outside,
        "issued_on": document.issued_on.isoformat(),
        "due_on": due_on and due_on.isoformat(),
        "first": statement.month.isoformat(),
        "last": statement.last_day.isoformat(),
        "seller": party_of(statement.seller, outside=document.outside),
        "buyer": party_of(statement.buyer, outside=document.outside),
        # Of all its lines, or of none: each line names its own as well.
        "order": orders.pop() if len(orders) == 1 else "",
        "credits": _credited(lines),
        "lines": rows,
        "shares": [_share(share) for share in sums.shares],
        "net": str(sums.net_eur),
        "vat": str(sums.vat_eur),
        "total": str(sums.total_eur),
    }


def details_of(organisation: Organisation) -> BillingDetails | None:
    """What it put on its invoices, if it filled that in."""
    return BillingDetails.objects.filter(organisation=organisation).first()


def address_of(organisation: Organisation) -> dict[str, str] | None:
    """Where it is reached: as it filled in, or else its oldest place."""
    if details := details_of(organisation):
        return details.as_party()
    place = organisation.locations.order_by("pk").first()
    if place is None:
        return None
    known = {"address": place.address, "postcode": place.postcode, "town": place.town}
    return {**known, "email": "", "iban": "", "vat_number": ""}


def party_of(organisation: Organisation, *, outside: bool) -> dict[str, str]:
    """One of the two sides. What is outside VAT carries no VAT number (BR-O-2)."""
    found = address_of(organisation)
    assert found is not None
    if outside:
        found["vat_number"] = ""
    return {"name": organisation.name, "kvk": organisation.kvk, **found}


def _signed(taxed: Taxed, sign: int) -> Taxed:
    return taxed._replace(amount_eur=sign * taxed.amount_eur)


def _line(number: int, charge: Charge, taxed: Taxed, sign: int) -> Facts:
    first, last = charge.days
    return {
        "number": number,
        "description": charge.description,
        "quantity": sign * charge.quantity,
        "unit": str(charge.unit_eur),
        "amount": str(taxed.amount_eur),
        "category": taxed.category,
        "rate": str(taxed.rate),
        "vat": str(charge.get_treatment_display()),
        "reason": charge.reason,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "order": charge.purchase_order,
    }


def _share(share: Share) -> Facts:
    return {
        "category": share.category,
        "rate": str(share.rate),
        "base": str(share.base_eur),
        "vat": str(share.vat_eur),
        "reason": share.reason,
    }


def _credited(lines: Sequence[Charge]) -> list[Facts]:
    """The invoices of which something is taken back, each once."""
    named = {
        line.credits.document_id: line.credits.document
        for line in lines
        if line.credits and line.credits.document
    }
    return [
        {"number": it.reference, "issued_on": it.issued_on.isoformat()}
        for it in named.values()
    ]
