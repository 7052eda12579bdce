"""What only who sells can say: how VAT is treated, and a price that was left open."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from billing import rules
from billing.models import Charge, Statement, VatChoice
from billing.vat import WITH_REASON
from members.models import Organisation, User
from members.rules import can_manage

CHOICE = ["treatment", "reason", "chosen_by", "chosen_at"]


@transaction.atomic
def complete(
    charge: Charge,
    *,
    by: User,
    treatment: str,
    reason: str = "",
    for_all: bool = False,
    unit_eur: Decimal | None = None,
) -> Charge:
    """Both at once: the price, when it was left open, and how VAT is treated."""
    if unit_eur is not None:
        charge = fill_in(charge, unit_eur, by=by)
    return choose(charge, treatment, by=by, reason=reason, for_all=for_all)


@transaction.atomic
def choose(
    charge: Charge, treatment: str, *, by: User, reason: str = "", for_all: bool = False
) -> Charge:
    """The seller says how VAT is treated on one line; `for_all`: on all of its kind
    that nobody has chosen for, and from now on."""
    charge = _lock(charge, by=by)
    check_reason(treatment, reason)
    charge.treatment, charge.reason = treatment, reason
    charge.chosen_by, charge.chosen_at = by, timezone.now()
    charge.save(update_fields=CHOICE)
    if for_all:
        seller = charge.statement.seller
        choose_for_all(seller, charge.subject, treatment, by=by, reason=reason)
    return charge


@transaction.atomic
def choose_for_all(
    seller: Organisation, subject: str, treatment: str, *, by: User, reason: str = ""
) -> int:
    """From now on, and for lines on no invoice that nobody has chosen for; returns how
    many of those there were. An empty treatment: no longer chosen beforehand."""
    if not can_manage(by, seller):
        raise PermissionDenied
    if not treatment:
        VatChoice.objects.filter(organisation=seller, subject=subject).delete()
        return 0
    check_reason(treatment, reason)
    choice = {
        "treatment": treatment,
        "reason": reason,
        "chosen_by": by,
        "chosen_at": timezone.now(),
    }
    VatChoice.objects.update_or_create(
        organisation=seller, subject=subject, defaults=choice
    )
    open_ones = Statement.objects.filter(seller=seller).exclude(state="fixed")
    held = list(open_ones.order_by("pk").select_for_update().values_list("pk"))
    lines = Charge.objects.drafts().filter(statement__in=[pk for (pk,) in held])
    return lines.filter(subject=subject, treatment="").update(**choice)


@transaction.atomic
def choose_all(
    seller: Organisation, choices: Iterable[tuple[str, str, str]], *, by: User
) -> int:
    """For every kind of line: subject, treatment, reason; returns how many lines have
    it from now on."""
    return sum(
        choose_for_all(seller, subject, treatment, by=by, reason=reason)
        for subject, treatment, reason in choices
    )


@transaction.atomic
def fill_in(charge: Charge, unit_eur: Decimal, *, by: User) -> Charge:
    """The price that both agreed on outside the platform."""
    charge = _lock(charge, by=by)
    if not is_open(charge):
        raise Refused(_("The price was agreed with the claim."), instead=to(charge))
    charge.unit_eur = unit_eur
    charge.save(update_fields=["unit_eur"])
    return charge


def is_open(charge: Charge) -> bool:
    """Was its price left open, so that the seller fills it in?"""
    if charge.quantity < 0:
        return False
    if charge.kind == "damage":
        return True
    return charge.claim.price_eur is None and not charge.claim.rents


def check_reason(treatment: str, reason: str) -> None:
    """Refuse to leave VAT out without a reason."""
    if treatment in WITH_REASON and not reason.strip():
        raise Refused(_("Say why no VAT is due; the reason is on the invoice."))


def check_can_choose(charge: Charge, *, by: User) -> None:
    """Refuse whom the form is not for, and what can't change any more."""
    statement = charge.statement
    if not rules.can_charge(by, statement):
        raise PermissionDenied
    if statement.is_fixed:
        sentence = _("This statement is fixed. You can only credit a line of it.")
        raise Refused(sentence, instead=to(charge))
    if charge.credits_id:
        sentence = _("A credit is treated as the line that it takes back.")
        raise Refused(sentence, instead=to(charge))


def to(charge: Charge) -> tuple[str, str]:
    """What a refusal offers instead."""
    return _("To the statement"), charge.get_absolute_url()


def _lock(charge: Charge, *, by: User) -> Charge:
    """The line read afresh, under its statement's lock."""
    statement = Statement.objects.lock(charge.statement_id)
    charge = Charge.objects.select_related("claim").get(pk=charge.pk)
    charge.statement = statement
    check_can_choose(charge, by=by)
    return charge
