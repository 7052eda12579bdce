"""What members may say of the VAT on a line, and what that is called in an invoice.

The platform records what a seller chose and why; it never chooses, and gives no advice.
"""

from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Treatment(TextChoices):
    """How a seller treats the VAT on a line."""

    STANDARD = "standard", _("21 %")
    REDUCED = "reduced", _("9 %")
    ZERO = "zero", _("0 %")
    EXEMPT = "exempt", _("exempt")
    OUTSIDE = "outside", _("outside VAT")


class Subject(TextChoices):
    """What a line is for: a seller may treat each kind in its own way."""

    USED_GOODS = "used", _("sale of used goods")
    UNUSED_STOCK = "unused", _("sale of unused stock")
    RENT = "rent", _("rent of goods")
    ROOM = "room", _("rooms")
    SERVICE = "service", _("services")
    DAMAGE = "damage", _("compensation for damage")


# The category of EN 16931 (BT-151) and its rate in per cent (BT-152).
CATEGORY = {
    Treatment.STANDARD: "S",
    Treatment.REDUCED: "S",
    Treatment.ZERO: "Z",
    Treatment.EXEMPT: "E",
    Treatment.OUTSIDE: "O",
}
RATE = {
    Treatment.STANDARD: Decimal(21),
    Treatment.REDUCED: Decimal(9),
    Treatment.ZERO: Decimal(0),
    Treatment.EXEMPT: Decimal(0),
    Treatment.OUTSIDE: Decimal(0),
}
# Whoever pays no VAT on it says why: on the invoice too (BR-E-10, BR-O-10).
WITH_REASON = [Treatment.EXEMPT.value, Treatment.OUTSIDE.value]
