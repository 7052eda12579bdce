"""Giving something back of what stands on an invoice."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from billing import rules
from billing.actions.choosing import to
from billing.actions.reckoning import credit_of
from billing.models import Charge
from claims.actions import lock
from members.models import User


@transaction.atomic
def give_credit(charge: Charge, quantity: int, *, by: User, why: str) -> Charge:
    """The seller gives so many of a line back, and says why: a line with less than
    nothing on the statement of this month, which names the invoice."""
    claim = lock(charge.claim)
    charge = Charge.objects.for_page().select_related("statement").get(pk=charge.pk)
    charge.claim = claim
    check_can_credit(charge, by=by)
    if not why.strip():
        raise Refused(_("Say why, so that the other side understands."))
    if not 1 <= quantity <= charge.left_to_credit:
        left = {"n": charge.left_to_credit}
        raise Refused(_("At most %(n)s can be credited.") % left, instead=to(charge))
    credit = credit_of(charge, quantity, timezone.localdate())
    credit.credited_by, credit.why = by, why
    credit.save()
    return credit


def check_can_credit(charge: Charge, *, by: User) -> None:
    """Refuse whom it is not for, and what stands on no invoice or is credited whole."""
    if not rules.can_charge(by, charge.statement):
        raise PermissionDenied
    if not charge.document_id:
        sentence = _("This is on no invoice yet, so there is nothing to credit.")
        raise Refused(sentence, instead=to(charge))
    if not charge.left_to_credit:
        sentence = _("All of this line has been credited.")
        raise Refused(sentence, instead=to(charge))
