"""What must be asked about a row before it can be offered, as far as the list itself
shows it.

Prohibited goods, personal data and ownership are judged elsewhere, for every road into
the site.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from catalogue.vocabulary import leaf
from catalogue.words import plain
from surplus.rows import SurplusRow

_BROKEN = re.compile(
    r"\b\d+x?\s+(?:van \S+ )?(?:is |zijn )?(?:defect\w*|kapot\w*|broken)"
    r"|\b(?!per\b|een\b|elk\b|het\b|dit\b)[a-z]{3,} stuk\b"
)
_OPEN_PACK = re.compile(
    r"\b(?:\d+ )?(?:pak|doos|zak|verpakking|pack|box) (?:is )?(?:open|aangebroken"
    r"|geopend|opened)\b"
)
_EXPIRED = re.compile(
    r"\b(?:verlopen|over datum|over de datum|datum verstreken"
    r"|vervallen (?:sinds|per|op)"
    r"|expired|past (?:its )?(?:expiry|date)|out of date)\b"
)


DEARER = 1.5  # times the usual new price, which is itself only an order of magnitude


def doubt(row: SurplusRow, today: date) -> None:
    """Flag what a careful reader would stop at."""
    if row.expiry and row.expiry < today:
        row.flag("expired", "review", _("The expiry date has passed."))
    elif _EXPIRED.search(plain(row.remarks)) and not re.search(
        "keuring|ijking", plain(row.remarks)
    ):
        row.flag("expired", "ask", _("The list says that it is out of date."))
    if row.quantity is None:
        row.flag("quantity", "ask", _("The quantity is not given."))
    _doubt_state(row)
    _doubt_price(row)
    _doubt_period(row, today)


def _doubt_state(row: SurplusRow) -> None:
    if row.condition == "repair" or _BROKEN.search(plain(row.text)):
        row.flag("defect", "ask", _("Something is broken."))
    if _OPEN_PACK.search(plain(row.remarks)):
        row.flag("opened_pack", "ask", _("A pack has been opened."))


def _doubt_price(row: SurplusRow) -> None:
    """A price above what such a thing costs new is perhaps for all of them together."""
    category = leaf(row.category_code)
    usual = category.new_price if category else None
    if (
        usual
        and row.price_per == "piece"
        and row.terms == "sale"
        and (row.price_eur or 0) > DEARER * usual
    ):
        row.flag(
            "price_check",
            "ask",
            _("Dearer than new: is this the price of one, or of all?"),
        )


def _doubt_period(row: SurplusRow, today: date) -> None:
    if row.available_until and row.available_until < today:
        row.flag("past", "ask", _("The day until which it is available has passed."))
