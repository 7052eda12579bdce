"""What members do with claims. Each function is one deed, done whole or not at all.

Locks go from the ground up: the listing, then the claim, then (in `logistics`) the
pickup. Under the listing's lock nothing is promised twice.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from base.refusal import Refused
from base.returning import BACK
from base.sweeps import sweep
from catalogue.terms import Term
from claims import availability, deadlines, letters, rules
from claims.fitting import misfits, what_is_left
from claims.models import Claim, ClaimStep
from claims.states import TEMPORARY
from listings.models import Listing
from members.models import Location, User
from members.rules import may_trade

State = Claim.State
# While it is in one of these, what was asked for can still be promised.
PROMISABLE = [Listing.State.LIVE, Listing.State.PAUSED, Listing.State.GONE]
# Kept in the source language, read in everybody's own.
NO_LONGER_OFFERED = gettext_noop("This is no longer offered.")


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
) -> Claim:
    """Somebody asks for (part of) what is offered; the owner gets a letter."""
    listing = Listing.objects.lock(listing.pk)
    check_can_ask(listing, by=by)
    if location.organisation_id != by.organisation_id or location.closed_at:
        raise PermissionDenied
    wish: dict[str, Any] = {"term": term, "quantity": quantity}
    if term in TEMPORARY:
        wish |= {"starts_on": starts_on, "ends_on": ends_on}
    else:
        wish |= {"needed_by": needed_by}
    _check_fits(listing, wish)
    claim = _write_down(listing, by, location=location, message=message, **wish)
    if listing.first_asked_at is None:
        listing.first_asked_at = claim.asked_at
        listing.save(update_fields=["first_asked_at"])
    letters.tell_owner("asked", claim.steps.create(state=State.ASKED, by=by))
    return claim


def check_can_ask(listing: Listing, *, by: User) -> None:
    """Refuse an asker who may not, comes too late, or asked already."""
    if not may_trade(by):
        raise PermissionDenied
    if by.organisation_id == listing.organisation_id:
        own = (_("To your offer"), reverse("listings:detail", args=[listing.pk]))
        raise Refused(_("This is an offer of your own organisation."), instead=own)
    if not rules.can_ask(by, listing):
        elsewhere = (_("See other offers"), reverse("listings:index"))
        raise Refused(_("This can't be asked for now."), instead=elsewhere)
    if earlier := earlier_ask(listing, by=by):
        raise Refused(_("You have asked for this already."), instead=_page(earlier))


def earlier_ask(listing: Listing, *, by: User) -> Claim | None:
    """What this person's organisation asked before and waits for."""
    asked = Claim.objects.unanswered().asked_by(by.organisation)
    return asked.filter(listing=listing).first()


@transaction.atomic
def accept(claim: Claim, *, by: User) -> Claim:
    """The owner says yes; the goods are promised and the asker gets a letter."""
    claim = lock(claim)
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    _check_is(claim, State.ASKED)
    _check_still_possible(claim)
    claim.takes_all = claim.quantity == claim.listing.quantity
    claim.save(update_fields=["takes_all"])
    step = claim.move(State.ACCEPTED, by=by)
    if not claim.is_temporary:
        claim.listing.set_aside(claim.quantity, by=by)
    letters.tell_asker("accepted", step)
    return claim


@transaction.atomic
def decline(claim: Claim, *, by: User, why: str) -> Claim:
    """The owner says no, or takes a yes back before a pickup is planned, and why."""
    claim = lock(claim)
    check_can_decline(claim, by=by)
    if not why.strip():
        raise Refused(_("Say why, so that the asker understands."))
    letters.tell_asker("declined", _end(claim, State.DECLINED, by=by, why=why))
    return claim


def check_can_decline(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    _check_is(claim, State.ASKED, State.ACCEPTED)


@transaction.atomic
def withdraw(claim: Claim, *, by: User, why: str = "") -> Claim:
    """The asker needs it no longer; what was promised is free again."""
    claim = lock(claim)
    check_can_withdraw(claim, by=by)
    letters.tell_owner("withdrawn", _end(claim, State.WITHDRAWN, by=by, why=why))
    return claim


def check_can_withdraw(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    _check_is(claim, State.ASKED, State.ACCEPTED)


@transaction.atomic
def mark_scheduled(claim: Claim, *, by: User) -> Claim:
    """A pickup is planned."""
    return _arrange(claim, State.ACCEPTED, State.SCHEDULED, by=by)


@transaction.atomic
def mark_unscheduled(claim: Claim, *, by: User, why: str = "") -> Claim:
    """The pickup is called off; the promise stands."""
    return _arrange(claim, State.SCHEDULED, State.ACCEPTED, by=by, why=why)


@transaction.atomic
def hand_over(claim: Claim, *, by: User) -> Claim:
    """The goods are with the asker: for good, or until the period ends."""
    claim = _arrange(claim, State.SCHEDULED, State.HANDED_OVER, by=by)
    claim.remind_at = deadlines.bring_back_reminder(claim)
    claim.save(update_fields=["remind_at"])
    return claim


def check_is_there(claim: Claim, *, by: User) -> None:
    """Refuse to hand over what somebody else still has. Its owner reads who has it, and
    can say that it is back; the asker does not."""
    out = Claim.objects.out_of(claim.listing).for_lines().first()
    if out is None or availability.is_there(claim):
        return
    if not rules.can_answer(by, claim):
        sentence = _("This is not back yet. %(owner)s says first that it is.")
        raise Refused(sentence % {"owner": claim.owner}, instead=_page(claim))
    sentence = _("Say first that %(who)s brought it back.")
    then = urlencode({BACK: reverse("logistics:schedule", args=[claim.pk])})
    address = f"{reverse('logistics:returned', args=[out.pk])}?{then}"
    instead = (_("It is back"), address)
    raise Refused(sentence % {"who": out.organisation}, instead=instead)


@transaction.atomic
def take_back(claim: Claim, *, by: User) -> Claim:
    """What was rented or lent is back with its owner; its pieces are free again."""
    return _arrange(claim, State.HANDED_OVER, State.RETURNED, by=by)


def remind_unanswered() -> int:
    """After three workdays the owner is reminded once, with their coordinators."""
    return sweep(Claim.objects.to_remind(timezone.now()), _remind)


def expire_unanswered() -> int:
    """What nobody answered in time ends, and both sides read so."""
    return sweep(Claim.objects.to_expire(timezone.now()), _expire)


def close_on_withdrawn_listings() -> int:
    """Whoever asked for what is no longer offered gets a no, and reads why."""
    return sweep(Claim.objects.on_closed_listings(timezone.now()), _close)


def lock(claim: Claim) -> Claim:
    """The claim read afresh and held, after its listing. Only in a transaction."""
    listing = Listing.objects.lock(claim.listing_id)
    people = Claim.objects.select_related("organisation", "asker", "location")
    claim = people.select_for_update(of=("self",)).get(pk=claim.pk)
    claim.listing = listing
    return claim


def _remind(claim: Claim) -> None:
    letters.tell_owner_and_coordinators("unanswered", claim)
    claim.remind_at = None
    claim.save(update_fields=["remind_at"])


def _expire(claim: Claim) -> None:
    letters.tell_both("expired", claim.move(State.EXPIRED))


def _close(claim: Claim) -> None:
    letters.tell_asker("closed", claim.move(State.DECLINED, why=NO_LONGER_OFFERED))


def _check_fits(listing: Listing, wish: dict) -> None:
    for sentence in misfits(listing, **wish).values():
        again = (_("Ask for something else"), reverse("claims:ask", args=[listing.pk]))
        raise Refused(sentence, instead=again)


def _write_down(listing: Listing, by: User, *, term: str, **wish: Any) -> Claim:
    now = timezone.now()
    price: dict[str, tuple[Decimal | None, str]] = {
        Term.SALE: (listing.price_eur, ""),
        Term.RENT: (listing.rent_eur, listing.rent_per),
    }
    price_eur, price_per = price.get(term, (None, ""))
    return Claim.objects.create(
        listing=listing,
        offered_by=listing.organisation,
        title=listing.title,
        asker=by,
        organisation=by.trades_for,
        term=term,
        price_eur=price_eur,
        price_per=price_per,
        takes_all=wish["quantity"] == listing.quantity,
        asked_at=now,
        remind_at=deadlines.workdays_later(now, deadlines.WORKDAYS_TO_ANSWER),
        expires_at=now + deadlines.EXPIRES_AFTER,
        **wish,
    )


def _arrange(
    claim: Claim, before: str, after: str, *, by: User, why: str = ""
) -> Claim:
    """One of the steps after the yes; either side may cause it."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    _check_is(claim, before)
    if after == State.RETURNED and not claim.is_temporary:
        raise Refused(_("This was given for good."), instead=_page(claim))
    if after == State.HANDED_OVER:
        check_is_there(claim, by=by)
    claim.move(after, by=by, why=why)
    return claim


def _end(claim: Claim, state: str, *, by: User | None, why: str) -> ClaimStep:
    """Nothing comes of it; a promise is given back."""
    promised = claim.state == State.ACCEPTED and not claim.is_temporary
    step = claim.move(state, by=by, why=why)
    if promised:
        claim.listing.put_back(claim.quantity, by=by)
    return step


def _check_is(claim: Claim, *states: str) -> None:
    """Refuse who comes too late, with what is possible now. Stricter than the table
    of moves: a claim becomes accepted by a yes, and by calling a pickup off."""
    if claim.state in states:
        return
    if claim.state == State.SCHEDULED and State.ACCEPTED in states:
        pickup = reverse("logistics:schedule", args=[claim.pk])
        sentence = _("A pickup is planned. Call it off first.")
        raise Refused(sentence, instead=(_("To the pickup"), pickup))
    raise Refused(claim.refusal(), instead=_page(claim))


def _check_still_possible(claim: Claim) -> None:
    """What was asked for earlier may be gone by now."""
    if not claim.organisation.is_active:
        raise Refused(_("The asker does not share at the moment."))
    if claim.listing.state not in PROMISABLE:
        raise Refused(claim.listing.refusal(), instead=_page(claim))
    if claim.is_temporary and claim.last_day < timezone.localdate():
        raise Refused(_("The period is over."), instead=_decline(claim))
    left = availability.free(claim.listing, claim.starts_on, claim.ends_on)
    if claim.quantity > left:
        sentence = what_is_left(left, claim.starts_on)
        raise Refused(sentence, instead=_decline(claim))


def _page(claim: Claim) -> tuple[str, str]:
    return _("To the claim"), claim.get_absolute_url()


def _decline(claim: Claim) -> tuple[str, str]:
    return _("Decline, and say why"), reverse("claims:decline", args=[claim.pk])
