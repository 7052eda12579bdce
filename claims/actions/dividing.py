"""Giving a part, and dividing over several who asked; and what the asker says to it."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import availability, deadlines, letters, rules
from claims.actions import waiting_list
from claims.actions.answering import give
from claims.actions.steps import check_is, let_go, lock
from claims.fitting import what_is_left
from claims.models import Claim
from claims.states import WANTED
from listings.models import Listing
from listings.rules import can_manage
from members.models import User

State = Claim.State


@transaction.atomic
def divide(
    listing: Listing, pieces: Mapping[int, int], *, by: User, tell: bool = True
) -> list[Claim]:
    """The owner gives so many pieces to each of several claims, by their numbers, in
    one deed: all that one asks, or a part. Nobody gets anything when it can't be done
    whole. Who gets none here keeps waiting. `tell`: with a letter to each."""
    listing = Listing.objects.lock(listing.pk)
    if not can_manage(by, listing):
        raise PermissionDenied
    claims = _chosen(listing, {pk: n for pk, n in pieces.items() if n})
    for claim in claims:
        _check_amount(claim, pieces[claim.pk])
    _check_total(listing, {claim: pieces[claim.pk] for claim in claims})
    for claim in claims:
        give(claim, pieces[claim.pk], by=by, tell=tell)
    waiting_list.put_on_list(listing)
    return claims


@transaction.atomic
def agree(claim: Claim, *, by: User) -> Claim:
    """The asker takes what is proposed; it is promised, and the owner gets a letter."""
    claim = lock(claim)
    check_can_agree(claim, by=by)
    step = claim.move(State.ACCEPTED, by=by)
    deadlines.set_clock(claim, step.at)
    claim.save(update_fields=waiting_list.CLOCK)
    letters.tell_owner("agreed", step)
    return claim


def check_can_agree(claim: Claim, *, by: User) -> None:
    """Refuse whom it is not for, and what is proposed no longer."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    check_is(claim, State.PROPOSED)


@transaction.atomic
def wait_for_all(claim: Claim, *, by: User) -> Claim:
    """The asker lets a part go and keeps the place on the list, until all of it is
    free. The part goes to who waits next."""
    claim = lock(claim)
    check_can_agree(claim, by=by)
    if claim.asked_quantity is None:
        raise Refused(_("This is all that you asked for."))
    claim.quantity, claim.asked_quantity = claim.asked_quantity, None
    claim.only_whole_since = timezone.now()
    claim.save(update_fields=["quantity", "asked_quantity", "only_whole_since"])
    step = waiting_list.wait(claim, by=by)
    letters.tell_owner("waits_for_all", step)
    let_go(claim, by=by)
    return claim


@transaction.atomic
def stay(claim: Claim, *, by: User) -> Claim:
    """Who is on the list still needs it: the place stands as long as at first."""
    claim = lock(claim)
    check_can_stay(claim, by=by)
    deadlines.set_clock(claim, timezone.now())
    claim.save(update_fields=waiting_list.CLOCK)
    return claim


def check_can_stay(claim: Claim, *, by: User) -> None:
    """Refuse whom it is not for, and who is on no list."""
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    check_is(claim, State.WAITING)


def _chosen(listing: Listing, pieces: Mapping[int, int]) -> list[Claim]:
    """The claims that get something, held; the first who asked first."""
    if not pieces:
        raise Refused(
            _("Fill in how many pieces somebody gets."), instead=_here(listing)
        )
    of_it = Claim.objects.of_pieces().filter(listing=listing, pk__in=pieces)
    claims = waiting_list.locked(of_it, listing)
    if len(claims) < len(pieces):
        raise PermissionDenied
    return claims


def _check_amount(claim: Claim, quantity: int) -> None:
    """Nobody gets more than they asked for, and nobody twice."""
    if claim.state not in WANTED:
        raise Refused(
            _("%(asker)s: it is now “%(state)s”.")
            % {"asker": claim.organisation, "state": claim.get_state_display()},
            instead=_here(claim.listing),
        )
    if quantity > claim.quantity:
        sentence = _("%(asker)s asks for %(quantity)s, not for more.")
        asked = {"asker": claim.organisation, "quantity": localize(claim.quantity)}
        raise Refused(sentence % asked, instead=_here(claim.listing))


def _check_total(listing: Listing, pieces: Mapping[Claim, int]) -> None:
    """What is given for good comes out of the same pieces, so the sum counts. Rentals
    and loans are counted moment by moment, as each of them is kept."""
    for_good = sum(n for claim, n in pieces.items() if not claim.is_temporary)
    left = availability.free(listing)
    if for_good and for_good > left:
        sentence = _("You divide %(given)s. %(left)s")
        told = {"given": localize(for_good), "left": what_is_left(left)}
        raise Refused(sentence % told, instead=_here(listing))


def _here(listing: Listing) -> tuple[str, str]:
    return _("To who asked for it"), reverse("claims:compare", args=[listing.pk])
