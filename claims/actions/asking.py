"""What an asker does: asking, and taking it back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.terms import Term
from claims import availability, deadlines, letters, rules
from claims.actions import waiting_list
from claims.actions.answering import give
from claims.actions.steps import check_is, end, lock, to_page
from claims.fitting import misfits
from claims.models import Bundle, Claim
from claims.states import TEMPORARY
from listings.models import Listing
from members.models import Location, User
from members.rules import may_trade

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
) -> Claim:
    """Somebody asks for (part of) what is offered; the owner gets a letter. `wait`:
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
    claim = _write_down(listing, by, **wish)
    if listing.first_asked_at is None:
        listing.first_asked_at = claim.asked_at
        listing.save(update_fields=["first_asked_at"])
    _start(claim, by=by)
    return claim


def check_can_ask(listing: Listing, *, by: User) -> None:
    """Refuse an asker who may not, comes too late, or asked already."""
    if not may_trade(by):
        raise PermissionDenied
    if by.organisation_id == listing.organisation_id:
        own = (_("To your offer"), reverse("listings:detail", args=[listing.pk]))
        raise Refused(_("This is an offer of your own organisation."), instead=own)
    if not (rules.can_ask(by, listing) and can_be_had(listing)):
        elsewhere = (_("See other offers"), reverse("listings:index"))
        raise Refused(_("This can't be asked for now."), instead=elsewhere)
    if earlier := earlier_ask(listing, by=by):
        raise Refused(_("You have asked for this already."), instead=to_page(earlier))


def can_be_had(listing: Listing) -> bool:
    """Is it live, or may something of it come free again?"""
    return listing.is_live or waiting_list.may_come_free(listing)


def earlier_ask(listing: Listing, *, by: User) -> Claim | None:
    """What this person's organisation asked before and waits for."""
    asked = Claim.objects.undecided().asked_by(by.organisation)
    return asked.filter(listing=listing).first()


@transaction.atomic
def withdraw(claim: Claim, *, by: User, why: str = "") -> Claim:
    """The asker needs it no longer; what was promised is free again."""
    claim = lock(claim)
    check_can_withdraw(claim, by=by)
    letters.tell_owner("withdrawn", end(claim, State.WITHDRAWN, by=by, why=why))
    return claim


def check_can_withdraw(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    check_is(claim, State.ASKED, State.WAITING, State.PROPOSED, State.ACCEPTED)


def _start(claim: Claim, *, by: User) -> None:
    """Nothing free for it: on the waiting list, and the owner needs to do nothing. Who
    asks first gets it at once where that is the owner's rule."""
    step = claim.steps.create(state=State.ASKED, by=by)
    if availability.free_for(claim) < 1:
        waiting_list.wait(claim, by=by)
    elif claim.listing.is_first_come:
        give(claim, claim.quantity, by=None)
        waiting_list.put_on_list(claim.listing)
        letters.tell_owner("taken", step)
    elif claim.bundle is None:
        letters.tell_owner("asked", step)


def check_fits(listing: Listing, wish: dict, *, wait: bool) -> None:
    """Refuse what is not offered in this way, or not so many of it."""
    for sentence in misfits(listing, wait=wait, **wish).values():
        again = (_("Ask for something else"), reverse("claims:ask", args=[listing.pk]))
        raise Refused(sentence, instead=again)


def _write_down(listing: Listing, by: User, *, term: str, **wish: Any) -> Claim:
    price: dict[str, tuple[Decimal | None, str]] = {
        Term.SALE: (listing.price_eur, ""),
        Term.RENT: (listing.rent_eur, listing.rent_per),
    }
    price_eur, price_per = price.get(term, (None, ""))
    claim = Claim(
        listing=listing,
        offered_by=listing.organisation,
        asker=by,
        organisation=by.trades_for,
        term=term,
        price_eur=price_eur,
        price_per=price_per,
        asked_at=timezone.now(),
        **wish,
    )
    deadlines.set_answer_clock(claim, claim.asked_at)
    claim.save(force_insert=True)
    return claim
