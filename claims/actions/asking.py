"""What an asker does: asking, and taking it back."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.terms import Term
from claims import approving, availability, deadlines, letters, rules
from claims.actions import waiting_list
from claims.actions.answering import give
from claims.actions.moving import give_back_rest
from claims.actions.steps import check_is, check_not_said_done, end, lock, to_page
from claims.actions.trading import check_can_trade
from claims.fitting import misfits
from claims.models import Bundle, Claim, ClaimStep
from claims.states import TEMPORARY
from listings.models import Listing, Room, service_of
from members.models import Location, User

State = Claim.State


@transaction.atomic
def ask(
    listing: Listing,
    *,
    by: User,
    term: str,
    quantity: int,
    location: Location,
    message: str = "",
    needed_by: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    wait: bool = False,
    bundle: Bundle | None = None,
    cost_centre: str = "",
    purchase_order: str = "",
) -> Claim:
    """Somebody asks for (part of) what is offered; the owner gets a letter, after who
    approves it where the asker's organisation wants so. `wait`:
    when nothing is free, on the waiting list. `bundle`: with other things, of which the
    owner reads in one letter."""
    listing = Listing.objects.lock(listing.pk)
    check_can_ask(listing, by=by)
    if location.organisation_id != by.organisation_id or location.closed_at:
        raise PermissionDenied
    wish: dict[str, Any] = {"term": term, "quantity": quantity}
    if term in TEMPORARY:
        wish |= {"starts_on": starts_on, "ends_on": ends_on}
    else:
        wish |= {"needed_by": needed_by}
    check_fits(listing, wish, wait=wait or listing.is_first_come)
    wish |= {"location": location, "message": message, "bundle": bundle}
    wish |= {"cost_centre": cost_centre, "purchase_order": purchase_order}
    claim = _write_down(listing, by, **wish)
    reach = partial(go_to_owner, with_letter=bundle is None)
    approving.set_out(claim, reach, by=by)
    return claim


def check_can_ask(listing: Listing, *, by: User) -> None:
    """Refuse an asker who may not, comes too late, or asked already."""
    check_can_trade(listing, by=by)
    if listing.is_room and Room.objects.filter(pk=listing.pk).exists():
        week = (_("Choose a time"), reverse("claims:room", args=[listing.pk]))
        raise Refused(_("This room is booked by the hour."), instead=week)
    if service_of(listing):
        form = (_("Ask for it"), reverse("claims:ask_service", args=[listing.pk]))
        raise Refused(_("This service has a form of its own."), instead=form)
    if earlier := earlier_ask(listing, by=by):
        raise Refused(_("You have asked for this already."), instead=to_page(earlier))


def earlier_ask(listing: Listing, *, by: User) -> Claim | None:
    """What this person's organisation asked before and waits for."""
    asked = Claim.objects.undecided().asked_by(by.organisation)
    return asked.filter(listing=listing, by_hour=False).first()


@transaction.atomic
def withdraw(claim: Claim, *, by: User, why: str = "") -> Claim:
    """The asker needs it no longer; what was promised is free again."""
    claim = lock(claim)
    check_can_withdraw(claim, by=by)
    if claim.handed_over:
        return give_back_rest(claim, by=by, why=why)
    tell = partial(letters.tell_owner, "withdrawn")
    end(claim, State.WITHDRAWN, by=by, why=why, tell=tell)
    return claim


def check_can_withdraw(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    asked = (State.TO_APPROVE, State.ASKED, State.WAITING, State.PROPOSED)
    check_is(claim, *asked, State.ACCEPTED)
    check_not_said_done(claim)


def go_to_owner(claim: Claim, step: ClaimStep, *, with_letter: bool = True) -> None:
    """It is asked of its owner now, with this step. Nothing free for it: on the waiting
    list, and the owner needs to do nothing. Who asks first gets it at once where that
    is the owner's rule."""
    if availability.free_for(claim) < 1:
        waiting_list.wait(claim, by=step.by)
    elif claim.listing.is_first_come:
        give(claim, claim.quantity, by=None)
        waiting_list.put_on_list(claim.listing)
        if claim.is_agreed:
            letters.tell_owner("taken", step)
    elif with_letter:
        letters.tell_owner("asked", step)


def check_fits(listing: Listing, wish: dict, *, wait: bool) -> None:
    """Refuse what is not offered in this way, or not so many of it."""
    for sentence in misfits(listing, wait=wait, **wish).values():
        again = (_("Ask for something else"), reverse("claims:ask", args=[listing.pk]))
        raise Refused(sentence, instead=again)


def _write_down(listing: Listing, by: User, *, term: str, **wish: Any) -> Claim:
    claim = Claim(
        listing=listing,
        offered_by=listing.organisation,
        title=listing.title,
        asker=by,
        organisation=by.trades_for,
        term=term,
        **_prices(listing, term),
        asked_at=timezone.now(),
        **wish,
    )
    deadlines.set_answer_clock(claim, claim.asked_at)
    claim.save(force_insert=True)
    return claim


def _prices(listing: Listing, term: str) -> dict[str, Any]:
    """What is asked for it now: the owner may change it later, not for this claim."""
    asked: dict[str, Any] = {}
    if term == Term.SALE:
        asked = {"price_eur": listing.price_eur}
    if term == Term.RENT:
        asked = {
            "price_eur": listing.rent_eur,
            "price_per": listing.rent_per,
            "rent_week_eur": listing.rent_week_eur,
            "rent_month_eur": listing.rent_month_eur,
        }
    if term in TEMPORARY:
        asked["deposit_eur"] = listing.deposit_eur
    return asked
