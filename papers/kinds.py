"""The kinds of paper: what each is called, whose paper it is, and who agrees to it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from base.words import Words


class Kind(TextChoices):
    """What a paper is for."""

    TRANSFER = "transfer", _("Transfer note")
    LOAN = "loan", _("Loan agreement")
    RENT = "rent", _("Rental agreement")
    ROOM = "room", _("Agreement on the use of a room")
    PACKING = "packing", _("Packing list")
    CLEANING = "cleaning", _("Cleaning statement")
    DAMAGE = "damage", _("Damage report")


class Side(TextChoices):
    """The two organisations of a paper: whose it is, and who gets it."""

    OWNER = "owner", _("owner")
    RECEIVER = "receiver", _("receiver")


BOTH = (Side.OWNER, Side.RECEIVER)


FACTS_AGREED = _("What was agreed")


@dataclass(frozen=True)
class Form:
    """What is the same on every paper of a kind. `intro` may name both organisations,
    as `%(owner)s` and `%(receiver)s`; `template` stands in `papers/typst/`."""

    template: str
    owner: Words
    receiver: Words
    intro: Words
    agreed_by: tuple[Side, ...] = BOTH
    facts: Words = FACTS_AGREED


FORMS: dict[str, Form] = {
    Kind.TRANSFER: Form(
        "agreement.typ",
        _("Transferred by"),
        _("Transferred to"),
        _(
            "%(owner)s transfers the ownership of the goods below to %(receiver)s, who "
            "accepts them."
        ),
    ),
    Kind.LOAN: Form(
        "agreement.typ",
        _("Lender"),
        _("Borrower"),
        _(
            "%(owner)s lends the goods below to %(receiver)s, free of charge and for a "
            "time. They stay the property of %(owner)s."
        ),
    ),
    Kind.RENT: Form(
        "agreement.typ",
        _("Owner who rents out"),
        _("Renter"),
        _(
            "%(owner)s rents the goods below out to %(receiver)s, for a time. They "
            "stay the property of %(owner)s."
        ),
    ),
    Kind.ROOM: Form(
        "agreement.typ",
        _("Whose room it is"),
        _("User of the room"),
        _(
            "%(owner)s lets %(receiver)s use the room below, for the agreed time and "
            "purpose."
        ),
    ),
    Kind.PACKING: Form(
        "packing.typ",
        _("From"),
        _("To"),
        _("This goes along with the goods. Count them together when they arrive."),
        agreed_by=(),
        facts=_("Good to know"),
    ),
    Kind.CLEANING: Form(
        "statement.typ",
        _("Stated by"),
        _("For"),
        _("%(owner)s states that the goods below have been cleaned as described."),
        agreed_by=(Side.OWNER,),
        facts=_("The facts"),
    ),
    Kind.DAMAGE: Form(
        "statement.typ",
        _("Owner"),
        _("User"),
        _("Damage to what stands below was seen, and is written down here."),
        facts=_("The facts"),
    ),
}


def form_of(kind: str) -> Form:
    """What every paper of this kind has."""
    return FORMS[kind]
