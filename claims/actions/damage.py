"""Damage and loss: reported at the door, agreed on by both, settled by the owner."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import availability, deadlines, letters, rules
from claims.actions import waiting_list
from claims.actions.steps import lock
from claims.free_days import note_when_free
from claims.models import Claim, Damage, DamagePhoto
from listings.photos import Picture, keep
from members.models import User

State, Kind = Damage.State, Damage.Kind
AGREED = ["agreed_by", "agreed_at", "remind_at"]


@transaction.atomic
def report_damage(
    claim: Claim,
    kind: str,
    quantity: int,
    *,
    by: User,
    words: str,
    pictures: Iterable[Picture] = (),
) -> Damage:
    """So many pieces came back damaged, or did not come back; both sides read so. Said
    before the pieces are brought in, so that nobody is promised them."""
    claim = lock(claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    if not words.strip():
        raise Refused(_("Say what happened, so that both sides know."))
    damage = Damage.objects.create(
        claim=claim,
        kind=kind,
        quantity=quantity,
        words=words,
        remind_at=deadlines.settle_reminder(),
    )
    for picture in pictures:
        keep(picture, DamagePhoto(damage=damage))
    note_when_free(claim.listing)
    step = damage.steps.create(state=State.OPEN, by=by, why=words)
    letters.tell_of_damage("damage_reported", step)
    return damage


@transaction.atomic
def propose_for_damage(damage: Damage, *, by: User, words: str) -> Damage:
    """One side says how they would settle it; the other one is asked."""
    damage = _lock(damage, by=by)
    if not words.strip():
        raise Refused(_("Say what you propose."))
    damage.proposal, damage.proposed_by = words, by.trades_for
    damage.agreed_by = damage.agreed_at = None
    damage.remind_at = deadlines.settle_reminder()
    damage.save(update_fields=["proposal", "proposed_by", *AGREED])
    step = damage.move(State.OPEN, by=by, why=words)
    letters.tell_of_damage("damage_proposed", step)
    return damage


@transaction.atomic
def agree_on_damage(damage: Damage, *, by: User, proposal: str) -> Damage:
    """The other side says yes to what was proposed, as it was read; twice is once."""
    damage = _lock(damage, by=by)
    if damage.agreed_by == by and damage.proposal == proposal:
        return damage
    if not rules.can_agree(by, damage):
        raise PermissionDenied
    if damage.proposal != proposal:
        raise Refused(_("The proposal has changed. Read it again."))
    damage.agreed_by, damage.agreed_at = by, timezone.now()
    damage.remind_at = deadlines.settle_reminder()
    damage.save(update_fields=AGREED)
    letters.tell_of_damage("damage_agreed", damage.move(State.OPEN, by=by))
    return damage


@transaction.atomic
def mend_damaged(damage: Damage, *, by: User) -> Damage:
    """The owner says that the pieces are whole, or found: others can have them."""
    damage = _lock(damage, by=by)
    _check_owner(damage, by)
    letters.tell_of_damage("damage_settled", damage.move(State.MENDED, by=by))
    _settled(damage)
    return damage


@transaction.atomic
def write_off(damage: Damage, *, by: User) -> Damage:
    """The owner says that the pieces are lost: the offer has so many less. What is
    missing is written off when both agreed on it."""
    damage = _lock(damage, by=by)
    _check_owner(damage, by)
    if damage.is_missing and not damage.agreed_at:
        raise Refused(_("Agree on it first: it may be found yet."))
    step = damage.move(State.LOST, by=by)
    _lessen(damage, by=by)
    letters.tell_of_damage("damage_settled", step)
    _settled(damage)
    return damage


def _settled(damage: Damage) -> None:
    """Nobody waits for these pieces in vain: who can have them moves up, and when
    none are left, hears so."""
    note_when_free(damage.claim.listing)
    waiting_list.follow(damage.claim.listing)


def _lessen(damage: Damage, *, by: User) -> None:
    """The offer has so many pieces less; of the last ones nothing is left."""
    listing, pieces = damage.claim.listing, damage.quantity
    if availability.free(listing) < pieces:
        raise Refused(_("These pieces were promised to others. Tell them first."))
    if listing.quantity == pieces:
        listing.set_aside(pieces, by=by)
        return
    listing.quantity, listing.left = listing.quantity - pieces, listing.left - pieces
    listing.save(update_fields=["quantity", "left", *listing.touched()])


def _lock(damage: Damage, *, by: User) -> Damage:
    """The damage read afresh and held, after its listing and its claim."""
    claim = lock(damage.claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    damage = Damage.objects.select_for_update().get(pk=damage.pk)
    damage.claim = claim
    if not damage.is_open:
        raise Refused(
            damage.refusal(), instead=(_("To the report"), damage.get_absolute_url())
        )
    return damage


def _check_owner(damage: Damage, by: User) -> None:
    if not rules.can_answer(by, damage.claim):
        raise PermissionDenied
