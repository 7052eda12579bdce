"""How something is shared, what a rent is counted in, and in what state a thing is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.words import Words
from catalogue.modes import Mode


class Term(models.TextChoices):
    """How something is shared."""

    FREE = "free", _("free")
    SALE = "sale", _("for sale")
    RENT = "rent", _("for rent")
    LOAN = "loan", _("on loan")


# Goods that come back: these terms are asked for a period.
COMING_BACK = [Term.RENT, Term.LOAN]


# A room is not taken along, and does not change hands.
ROOM_TERMS: dict[str, Words] = {Term.LOAN: _("free of charge")}
# A service is not sold either.
SERVICE_TERMS: dict[str, Words] = {
    Term.FREE: _("free of charge"),
    Term.SALE: _("for a price"),
}
OWN_TERMS = {Mode.ROOM: ROOM_TERMS, Mode.SERVICE: SERVICE_TERMS}


def term_label(term: str, mode: str) -> Words:
    """How something is shared, in the words of a thing, a room or a service."""
    own = OWN_TERMS.get(Mode(mode), {})
    return own.get(term) or Term(term).label


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
