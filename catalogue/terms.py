"""How something is shared, what a rent is counted in, and in what state a thing is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.TextChoices):
    """How something is shared."""

    FREE = "free", _("free")
    SALE = "sale", _("for sale")
    RENT = "rent", _("for rent")
    LOAN = "loan", _("on loan")


# Goods that come back: these terms are asked for a period.
COMING_BACK = [Term.RENT, Term.LOAN]


class Per(models.TextChoices):
    """The time that a rent is counted in."""

    HOUR = "hour", _("per hour")
    DAY = "day", _("per day")
    WEEK = "week", _("per week")
    MONTH = "month", _("per month")


class Condition(models.TextChoices):
    """In what state a thing is."""

    NEW = "new", _("new in its packing")
    AS_NEW = "as_new", _("as good as new")
    GOOD = "good", _("good")
    USED = "used", _("shows use")
    TO_REPAIR = "to_repair", _("to be repaired")
