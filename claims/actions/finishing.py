"""How rooms and services end: somebody says so, or the clock does the day after."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from base.refusal import Refused
from base.sweeps import sweep
from claims import letters, rules
from claims.actions.steps import check_is, lock, to_page
from claims.actions.times import use_time
from claims.models import Claim
from members.models import User

State = Claim.State
# Kept in the source language, read in everybody's own.
OVER = gettext_noop("It was over, and nobody said otherwise.")


@transaction.atomic
def finish(claim: Claim, *, by: User) -> Claim:
    """Either side says that the room is in use or was used, or that the service was
    done. What the promise keeps stays kept until its time is over."""
    claim = lock(claim)
    check_can_finish(claim, by=by)
    if claim.by_hour and not use_time(claim):
        return claim
    letters.tell_other_side("finished", claim.move(State.DONE, by=by), by=by)
    return claim


def check_can_finish(claim: Claim, *, by: User) -> None:
    """Refuse whom it is not for, what moves, and what has not begun."""
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    if claim.is_of_thing:
        raise Refused(_("Goods are handed over."), instead=to_page(claim))
    if claim.is_job:
        raise Refused(_("See how it stands, and say it there."), instead=to_page(claim))
    check_is(claim, State.ACCEPTED)
    if not claim.has_begun:
        raise Refused(_("This is still to come."), instead=to_page(claim))


def end_what_is_over() -> int:
    """The day after, an agreed use of a room ends by itself."""
    return sweep(Claim.objects.to_end(timezone.now()), _end)


def _end(claim: Claim) -> None:
    claim.move(State.DONE, why=OVER)
