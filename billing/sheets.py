"""An invoice or credit note as PDF, drawn from what is kept of it (`billing.facts`)."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.periods import period
from base.templatetags.ui import money
from papers import drawing
from papers.characters import UNKNOWN, line

Facts = dict[str, Any]


def drawn(facts: Facts) -> bytes:
    """The file, in the platform's first language; the same for the same facts."""
    day = date.fromisoformat(facts["issued_on"])
    at = timezone.make_aware(datetime.combine(day, time(12)))
    with translation.override(settings.LANGUAGE_CODE):
        return drawing.drawn("invoice.typ", sheet(facts), at)


def sheet(facts: Facts) -> dict[str, Any]:
    """Every word on it, in the language of now."""
    is_credit = facts["kind"] == "credit"
    found: dict[str, Any] = {
        "lang": translation.get_language(),
        "title": _("Credit note") if is_credit else _("Invoice"),
        "number": facts["number"],
        "version": _day(facts["issued_on"]),
        "made": _("Statement over %(days)s") % {"days": _days(facts)},
        "page": _("Page"),
        "of": _("of"),
        "banner": "",
        "subject": _days(facts),
        "intro": _intro(facts),
        "parties": [
            _party(_("From"), facts["seller"]),
            _party(_("To"), facts["buyer"]),
        ],
        "head": [
            *(_("What"), _("When"), _("Quantity"), _("Price"), _("VAT"), _("Amount")),
        ],
        "rows": [_row(it) for it in facts["lines"]],
        "sums": _sums(facts),
        "pay": _pay(facts),
    }
    return found | {"note": _note(found)}


def _intro(facts: Facts) -> str:
    if not facts["credits"]:
        return _("For what you took over, rented or used through the Deelplatform.")
    numbers = ", ".join(it["number"] for it in facts["credits"])
    return _("Takes back a part of: %(numbers)s.") % {"numbers": numbers}


def _party(role: str, party: Facts) -> dict[str, Any]:
    lines = [
        party["address"],
        f"{party['postcode']} {party['town']}",
        _("KvK %(number)s") % {"number": party["kvk"]},
    ]
    if party["vat_number"]:
        lines.append(_("VAT number %(number)s") % {"number": party["vat_number"]})
    return {
        "role": role,
        "name": line(party["name"]),
        "lines": [line(it) for it in lines],
    }


def _row(facts: Facts) -> list[str]:
    first, last = (date.fromisoformat(facts[name]) for name in ("first", "last"))
    what = [facts["description"]]
    if facts["order"]:
        what.append(_("Order %(number)s") % {"number": facts["order"]})
    why = [facts["vat"], facts["reason"]]
    return [
        line(" · ".join(what)),
        period(first, last),
        str(facts["quantity"]),
        money(Decimal(facts["unit"])),
        line(": ".join(it for it in why if it)),
        money(Decimal(facts["amount"])),
    ]


def _sums(facts: Facts) -> list[list[str]]:
    rows = [[_("Without VAT"), money(Decimal(facts["net"]))]]
    for share in facts["shares"]:
        if share["category"] == "O":
            continue
        if share["category"] == "E":
            rows.append([_("Of which exempt from VAT"), money(Decimal(share["base"]))])
            continue
        words = {"rate": Decimal(share["rate"]), "base": money(Decimal(share["base"]))}
        label = _("%(rate)s %% VAT over %(base)s") % words
        rows.append([label, money(Decimal(share["vat"]))])
    is_credit = facts["kind"] == "credit"
    label = _("You get back") if is_credit else _("To be paid")
    return [*rows, [label, money(Decimal(facts["total"]))]]


def _pay(facts: Facts) -> str:
    if facts["kind"] == "credit":
        return _("The seller settles this with you; no payment runs over the platform.")
    words = {
        "day": _day(facts["due_on"]),
        "iban": facts["seller"]["iban"],
        "name": facts["seller"]["name"],
        "number": facts["number"],
    }
    sentence = _(
        "Please pay by %(day)s to %(iban)s in the name of %(name)s, with %(number)s."
    )
    return line(sentence % words)


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso))


def _days(facts: Facts) -> str:
    first = date.fromisoformat(facts["first"])
    return date_format(first, "MONTH_FORMAT")


def _note(found: dict[str, Any]) -> str:
    """Says what a square stands for, when there is one."""
    if UNKNOWN not in repr(found):
        return ""
    return _("%(sign)s: a sign that this paper can't show.") % {"sign": UNKNOWN}
