"""Deposits: written down by who received them and gave them back."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import deadlines, letters, rules
from claims.actions.steps import lock, to_page
from claims.models import Claim, Deposit
from members.models import User


@transaction.atomic
def receive_deposit(claim: Claim, *, by: User) -> Deposit:
    """The owner has the deposit that was asked for; pressed twice, it is once."""
    claim = lock(claim)
    _check_owner(claim, by)
    if not claim.deposit_total_eur:
        raise Refused(_("No deposit is asked for this."), instead=to_page(claim))
    received = {
        "eur": claim.deposit_total_eur,
        "received_by": by,
        "remind_at": deadlines.deposit_reminder(claim),
    }
    return Deposit.objects.get_or_create(claim=claim, defaults=received)[0]


@transaction.atomic
def return_deposit(
    claim: Claim, *, by: User, kept_eur: Decimal = Decimal(0), why: str = ""
) -> Deposit:
    """The owner gave it back, or kept some of it and says why; the asker reads so."""
    claim = lock(claim)
    _check_owner(claim, by)
    deposit = Deposit.objects.filter(claim=claim).first()
    if deposit is None or deposit.returned_at:
        sentence = _("No deposit waits to be given back.")
        raise Refused(sentence, instead=to_page(claim))
    if not 0 <= kept_eur <= deposit.eur:
        raise Refused(_("You can't keep more than the deposit was."))
    if kept_eur and not why.strip():
        raise Refused(_("Say why you keep it, so that the asker understands."))
    deposit.returned_at, deposit.returned_by = timezone.now(), by
    deposit.kept_eur, deposit.why = kept_eur, why
    deposit.save()
    letters.tell_askers_of("deposit_returned", claim, deposit)
    return deposit


def _check_owner(claim: Claim, by: User) -> None:
    if not rules.can_answer(by, claim):
        raise PermissionDenied
