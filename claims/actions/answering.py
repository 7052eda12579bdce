"""What an owner does: yes, no, and taking a yes back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import availability, deadlines, holding, letters, rules
from claims.actions.booking import accept_times
from claims.actions.moving import give_back_rest
from claims.actions.steps import (
    check_is,
    end,
    lock,
    to_decline,
    to_page,
    told_with_calendar,
)
from claims.fitting import what_is_left
from claims.models import Claim
from listings.models import Listing
from members.models import User

State = Claim.State
# While it is in one of these, what was asked for can still be promised.
PROMISABLE = [Listing.State.LIVE, Listing.State.PAUSED, Listing.State.GONE]


@transaction.atomic
def accept(claim: Claim, *, by: User) -> Claim:
    """The owner says yes; the goods are promised and the asker gets a letter."""
    claim = lock(claim)
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED)
    _check_both_share(claim)
    if claim.by_hour:
        return accept_times(claim, by=by)
    _check_still_possible(claim)
    step = claim.move(State.ACCEPTED, by=by)
    holding.keep(claim, claim.quantity, by=by)
    claim.over_at = deadlines.over(claim)
    claim.save(update_fields=["over_at"])
    letters.tell_asker("accepted", step)
    return claim


@transaction.atomic
def decline(claim: Claim, *, by: User, why: str) -> Claim:
    """The owner says no, or takes a yes back before a pickup is planned, and why."""
    claim = lock(claim)
    check_can_decline(claim, by=by)
    if not why.strip():
        raise Refused(_("Say why, so that the asker understands."))
    if claim.handed_over:
        return give_back_rest(claim, by=by, why=why)
    told = told_with_calendar(claim)
    step = end(claim, State.DECLINED, by=by, why=why)
    if not told:
        letters.tell_asker("declined", step)
    return claim


def check_can_decline(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED, State.ACCEPTED)


def _check_both_share(claim: Claim) -> None:
    """Either side may have stopped by now."""
    if not claim.organisation.is_active:
        raise Refused(_("The asker does not share at the moment."))
    if claim.listing.state not in PROMISABLE:
        raise Refused(claim.listing.refusal(), instead=to_page(claim))


def _check_still_possible(claim: Claim) -> None:
    """What was asked for earlier may be gone by now."""
    if claim.is_temporary and claim.last_day < timezone.localdate():
        raise Refused(_("The period is over."), instead=to_decline(claim))
    left = availability.free_for(claim)
    if claim.quantity > left:
        sentence = what_is_left(left, claim.starts_on)
        raise Refused(sentence, instead=to_decline(claim))
