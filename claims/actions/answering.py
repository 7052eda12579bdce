"""What an owner does: yes, no, and taking a yes back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import approving, availability, deadlines, holding, letters, rules
from claims.actions import waiting_list
from claims.actions.booking import accept_times
from claims.actions.moving import give_back_rest
from claims.actions.serving import accept_job
from claims.actions.steps import (
    check_is,
    check_not_said_done,
    end,
    lock,
    to_decline,
    to_page,
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
    """The owner says yes; the goods are promised and the asker gets a letter. Who asked
    for what is not free any more goes on the waiting list."""
    claim = lock(claim)
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    if claim.by_hour or claim.is_job:
        _check_can_be_given(claim, by=by)
        if not approving.begin_giving(claim, claim.quantity, by=by):
            _accept_use(claim, by=by)
        return claim
    give(claim, claim.quantity, by=by)
    waiting_list.put_on_list(claim.listing)
    return claim


def say_yes(claim: Claim, quantity: int, *, by: User) -> None:
    """What an owner said waited for approval, and is approved. Under the locks."""
    if claim.by_hour or claim.is_job:
        _check_can_be_given(claim, by=by)
        _accept_use(claim, by=by)
        return
    give(claim, quantity, by=by, is_approved=True)
    waiting_list.put_on_list(claim.listing)


def _accept_use(claim: Claim, *, by: User) -> None:
    """Of a room by the hour, or of a service: no pieces go."""
    (accept_times if claim.by_hour else accept_job)(claim, by=by)


@transaction.atomic
def decline(claim: Claim, *, by: User, why: str) -> Claim:
    """The owner says no, or takes a yes back before a pickup is planned, and why."""
    claim = lock(claim)
    check_can_decline(claim, by=by)
    if not why.strip():
        raise Refused(_("Say why, so that the asker understands."))
    if claim.handed_over:
        return give_back_rest(claim, by=by, why=why)
    tell = partial(letters.tell_asker, "declined")
    end(claim, State.DECLINED, by=by, why=why, tell=tell)
    return claim


def check_can_decline(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED, State.WAITING, State.PROPOSED, State.ACCEPTED)
    check_not_said_done(claim)


def give(
    claim: Claim,
    quantity: int,
    *,
    by: User | None,
    tell: bool = True,
    is_approved: bool = False,
) -> None:
    """All that is asked is promised; a part is proposed, and promised when the asker
    agrees. Under the listing's lock. `by`: nobody when the listing's rule says yes.
    `tell`: with a letter to the asker. Where the owner's organisation wants it approved
    first, nothing is said yet; `is_approved`: it was."""
    _check_can_be_given(claim, by=by)
    _check_still_possible(claim, quantity)
    said_by = by or claim.listing.made_by
    if not is_approved and approving.begin_giving(claim, quantity, by=said_by):
        return
    if quantity < claim.quantity:
        waiting_list.propose(claim, quantity, by=by, tell=tell)
        return
    step = claim.move(State.ACCEPTED, by=by)
    holding.keep(claim, quantity, by=by)
    deadlines.set_clock(claim, step.at)
    claim.save(update_fields=waiting_list.CLOCK)
    if tell:
        letters.tell_asker("accepted", step)


def _check_can_be_given(claim: Claim, *, by: User | None) -> None:
    """Refuse what nobody waits for any more, and who answers before the day that they
    named."""
    check_is(claim, State.ASKED, State.WAITING)
    approving.check_waits_not(claim)
    if by and claim.listing.decides_later:
        raise _too_early(claim.listing)
    _check_both_share(claim)


def _too_early(listing: Listing) -> Refused:
    day = {"day": date_format(deadlines.day_to_choose(listing), "MONTH_DAY_FORMAT")}
    sentence = _("You choose on %(day)s; until then everybody can ask.") % day
    address = reverse("listings:edit", args=[listing.pk])
    return Refused(sentence, instead=(_("Choose another day"), address))


def _check_both_share(claim: Claim) -> None:
    """Either side may have stopped by now."""
    if not claim.organisation.is_active:
        raise Refused(_("The asker does not share at the moment."))
    if claim.listing.state not in PROMISABLE:
        raise Refused(claim.listing.refusal(), instead=to_page(claim))


def _check_still_possible(claim: Claim, quantity: int) -> None:
    """What was asked for earlier may be gone by now."""
    if claim.is_temporary and claim.last_day < timezone.localdate():
        raise Refused(_("The period is over."), instead=to_decline(claim))
    left = availability.free_for(claim)
    if quantity > left:
        sentence = what_is_left(left, claim.starts_on)
        raise Refused(sentence, instead=to_decline(claim))
