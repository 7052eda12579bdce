"""A row of a surplus list as the fields of a Listing."""

from decimal import Decimal

from django.utils.formats import localize
from django.utils.translation import gettext as _

from base.templatetags.ui import money
from catalogue.terms import Per, Term
from listings.models import Listing
from surplus.rows import SurplusRow

Condition = Listing.Condition
CONDITIONS = {
    "new": Condition.NEW,
    "as_good_as_new": Condition.AS_NEW,
    "good": Condition.GOOD,
    "used": Condition.USED,
    "repair": Condition.TO_REPAIR,
}
TERMS = {
    "free": Term.FREE,
    "sale": Term.SALE,
    "ask": Term.SALE,  # a price to be agreed
    "rent": Term.RENT,
    "loan": Term.LOAN,
}
# Rents are counted by these times here; the nearest one for those we do not have.
TIMES = {
    "hour": Per.HOUR,
    "half_day": Per.DAY,
    "day": Per.DAY,
    "night": Per.DAY,
    "piece_day": Per.DAY,
    "week": Per.WEEK,
    "piece_week": Per.WEEK,
    "month": Per.MONTH,
}
LONGEST_TITLE = 120


def fields_of(row: SurplusRow) -> dict:
    """What the row says, but for category and location, which are looked up."""
    return {
        "title": row.title[:LONGEST_TITLE],
        "description": description_of(row),
        "quantity": int(row.quantity or 1),
        "unit": (row.unit or "stuk")[:20],
        "condition": CONDITIONS.get(row.condition or "", ""),
        "available_from": row.available_from,
        "available_until": row.available_until,
        "expiry_date": row.expiry,
        "lot": (row.lot or "")[:40],
        "gtin": row.gtin or "",
        "weight_kg": _number(row.weight_kg_each),
        **_terms(row),
    }


def description_of(row: SurplusRow) -> str:
    """What has no field of its own, in the words of the list."""
    lines = [row.remarks, *_about_quantity(row), *_about_price(row)]
    if row.serial:
        lines.append(_("Serial number: %s") % row.serial)
    if row.location:
        lines.append(_("Where: %s") % row.location)
    return "\n".join(line for line in lines if line)[:4000]


def _about_quantity(row: SurplusRow) -> list[str]:
    lines = []
    if row.quantity_approximate:
        lines.append(_("The quantity is approximate."))
    if row.pack_size:
        lines.append(_("%s pieces in each.") % localize(row.pack_size))
    return lines


def _about_price(row: SurplusRow) -> list[str]:
    lines = []
    if row.price_per == "lot" and row.price_eur:
        lines.append(_("Price for all together: %s") % money(row.price_eur))
    if row.price_negotiable:
        lines.append(_("The price is negotiable."))
    if row.price_vat:
        vat = {"incl": _("VAT is included."), "excl": _("VAT is not included.")}
        lines.append(vat[row.price_vat])
    return lines


def _terms(row: SurplusRow) -> dict:
    per = TIMES.get(row.price_per or "", Per.DAY)
    term = TERMS.get(row.terms or "", Term.SALE)
    price = _number(row.price_eur)
    of_all = row.price_per == "lot" and (row.quantity or 1) > 1
    return {
        "terms": [term],
        "price_eur": price if term == Term.SALE and not of_all else None,
        "rent_eur": price if term == Term.RENT else None,
        "rent_per": per if term == Term.RENT else "",
    }


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
