"""Changing what is asked: how many, which days."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from base.periods import period
from base.refusal import Refused
from claims import approving, deadlines, holding, letters, rules
from claims.actions import waiting_list
from claims.actions.approved import ask_owner
from claims.actions.steps import check_is, lock, to_page
from claims.fitting import misfits
from claims.models import Claim
from members.models import User

State = Claim.State
DAYS = ["needed_by", "starts_on", "ends_on"]


@transaction.atomic
def change(
    claim: Claim,
    *,
    by: User,
    quantity: int,
    needed_by: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Claim:
    """The asker needs another number, or other days. Its place is kept: so who is on
    the waiting list can't ask for more, and of what was promised only pieces can be
    given back. What comes free goes to who waits."""
    claim = lock(claim)
    check_can_change(claim, by=by)
    before, waited = _in_words(claim), claim.state == State.TO_APPROVE
    if waited:
        approving.let_go(claim)
    approving.stop_giving(claim)
    if claim.state == State.ACCEPTED:
        _give_back(claim, quantity, by=by)
    else:
        days = {"starts_on": starts_on, "ends_on": ends_on}
        wish = days if claim.is_temporary else {"needed_by": needed_by}
        _ask_otherwise(claim, {"quantity": quantity, **wish})
    if (after := _in_words(claim)) != before:
        _tell_of_change(claim, f"{before} → {after}", by=by)
    elif waited:
        approving.keep(claim, claim.quantity)
    waiting_list.follow(claim.listing)
    claim.refresh_from_db(fields=["state", "quantity"])
    return claim


def _tell_of_change(claim: Claim, why: str, *, by: User) -> None:
    """What was approved is approved no more: who approves sees the difference, and its
    owner the change when it is approved."""
    agreed = claim.state == State.ACCEPTED
    if not agreed and approving.begin_anew(claim, by=by):
        if claim.state == State.TO_APPROVE:
            claim.steps.create(state=claim.state, by=by, why=why)
        else:
            claim.move(State.TO_APPROVE, by=by, why=why)
    elif claim.state == State.TO_APPROVE:
        approving.reach(claim)
        ask_owner(claim, by=by)
    else:
        step = claim.steps.create(state=claim.state, by=by, why=why)
        letters.tell_owner("changed", step)


def check_can_change(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    asked = (State.TO_APPROVE, State.ASKED, State.WAITING)
    check_is(claim, *asked, State.ACCEPTED)
    if claim.is_job:
        sentence = _("Write to each other what should be different.")
        raise Refused(sentence, instead=to_page(claim))
    if claim.by_hour:
        raise Refused(_("Cancel single times of it instead."), instead=to_page(claim))


def most(claim: Claim) -> int | None:
    """How many it can ask for at most; None: as many as are free."""
    may_be_more = claim.state in (State.TO_APPROVE, State.ASKED)
    return None if may_be_more else claim.quantity


def _give_back(claim: Claim, quantity: int, *, by: User) -> None:
    """Fewer of what was promised, and is not handed over."""
    _check_not_more(claim, quantity)
    if quantity <= claim.handed_over:
        sentence = _("%(quantity)s were handed over; withdraw the rest instead.")
        gone = {"quantity": localize(claim.handed_over)}
        raise Refused(sentence % gone, instead=to_page(claim))
    if quantity < claim.quantity:
        holding.lower(claim, claim.quantity - quantity, by=by)
        claim.quantity = quantity
        claim.save(update_fields=["quantity"])


def _ask_otherwise(claim: Claim, wish: dict[str, Any]) -> None:
    waits = claim.state == State.WAITING
    if waits:
        _check_not_more(claim, wish["quantity"])
    unfit = misfits(
        claim.listing,
        term=claim.term,
        wait=waits or claim.state == State.TO_APPROVE,
        **wish,
    )
    for sentence in unfit.values():
        raise Refused(sentence, instead=to_page(claim))
    for name, value in wish.items():
        setattr(claim, name, value)
    if waits:
        deadlines.set_clock(claim, timezone.now())
    claim.save(update_fields=["quantity", *DAYS, *waiting_list.CLOCK])


def _check_not_more(claim: Claim, quantity: int) -> None:
    if quantity > claim.quantity:
        sentence = _("It is %(quantity)s now, and can't become more.")
        asked = {"quantity": localize(claim.quantity)}
        raise Refused(sentence % asked, instead=to_page(claim))


def _in_words(claim: Claim) -> str:
    days = claim.needed_by and period(claim.needed_by, claim.needed_by)
    if claim.is_temporary:
        days = period(claim.first_day, claim.last_day)
    return f"{localize(claim.quantity)}, {days}" if days else localize(claim.quantity)
