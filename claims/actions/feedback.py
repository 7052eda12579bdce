"""Saying how it went, when all is over."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import letters, rules
from claims.actions.steps import lock, to_page
from claims.models import Claim, Feedback
from members.models import User

# After that nobody remembers.
ASKED_FOR = timedelta(days=90)


@transaction.atomic
def give_feedback(
    claim: Claim,
    *,
    by: User,
    as_described: bool = True,
    on_time: bool = True,
    again: bool = True,
    words: str = "",
) -> Feedback:
    """One side says how it went; said again, the last words stand. The other side reads
    what was not good."""
    claim = lock(claim)
    check_can_give_feedback(claim, by=by)
    is_good = as_described and on_time and again
    if not is_good and not words.strip():
        raise Refused(_("Say what could be better, so that they can mend it."))
    is_owner = rules.can_answer(by, claim)
    said = {
        "about": claim.organisation if is_owner else claim.owner,
        "by": by,
        "at": timezone.now(),
        "as_described": as_described,
        "on_time": on_time,
        "again": again,
        "words": words,
    }
    side: Any = {"claim": claim, "organisation": by.trades_for}
    feedback, _new = Feedback.objects.update_or_create(**side, defaults=said)
    if not is_good:
        tell = letters.tell_askers_of if is_owner else letters.tell_owners_of
        occasion = f"{feedback.at:%Y-%m-%d}"
        tell("could_be_better", claim, feedback, feedback=feedback, occasion=occasion)
    return feedback


def check_can_give_feedback(claim: Claim, *, by: User) -> None:
    """Refuse whom it is not for, what is not over, and what was over long ago."""
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    if not claim.is_over_well:
        raise Refused(_("This is not over yet."), instead=to_page(claim))
    if not may_be_told(claim):
        raise Refused(_("This was over long ago."), instead=to_page(claim))


def may_be_told(claim: Claim) -> bool:
    """Is it over, and not too long ago to say how it went?"""
    if not claim.is_over_well:
        return False
    last = claim.steps.latest("at", "pk")
    return timezone.now() - last.at <= ASKED_FOR
