"""Pieces of the pages about claims."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.terms import Per
from claims.pricing import Part, Rent

register = template.Library()


@register.inclusion_tag("claims/lending/_sum.html")
def rent_sum(rent: Rent | None, quantity: int, unit: str) -> dict[str, Any]:
    """What a rent comes to: 1 month (€150.00) + 2 days (€30.00) = €180.00, times so
    many pieces. Nothing when it is to be agreed."""
    if rent is None:
        return {"rent": None}
    total = rent.total_eur * quantity
    return {"rent": rent, "quantity": quantity, "unit": unit, "total_eur": total}


@register.filter
def how_long(part: Part) -> str:
    """So many days, weeks or months."""
    words = {
        Per.DAY: ngettext("%(n)s day", "%(n)s days", part.count),
        Per.WEEK: ngettext("%(n)s week", "%(n)s weeks", part.count),
        Per.MONTH: ngettext("%(n)s month", "%(n)s months", part.count),
    }
    return words[part.per] % {"n": part.count}


@register.filter
def per_words(per: str) -> str:
    """The time that a rent is counted in, of a word that is kept."""
    return str(Per(per).label) if per else _("price to be agreed")
