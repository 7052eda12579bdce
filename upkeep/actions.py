"""What its people answer about a listing that lies still; it is done and recorded."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.terms import Term
from listings import actions, rules
from listings.models import Listing
from members.models import User
from upkeep.models import Nudge

Answer, Cause, State = Nudge.Answer, Nudge.Cause, Listing.State


@transaction.atomic
def keep(listing: Listing, *, by: User) -> Listing:
    """It is still there; a paused one is offered again."""
    if listing.state == State.PAUSED:
        listing = actions.resume(listing, by=by)
    return _answered(listing, Answer.KEEP, by=by)


@transaction.atomic
def extend(listing: Listing, *, by: User, available_until: date) -> Listing:
    """Offered until another day."""
    if listing.state == State.EXPIRED:
        actions.relist(listing, by=by, available_until=available_until)
    else:
        actions.revise(listing, by=by, available_until=available_until)
    return _answered(listing, Answer.EXTEND, by=by)


@transaction.atomic
def lower(listing: Listing, *, by: User, price_eur: Decimal) -> Listing:
    """For less money."""
    if listing.price_eur is None or price_eur >= listing.price_eur:
        raise Refused(_("That is not lower than the price was."))
    actions.revise(listing, by=by, price_eur=price_eur)
    return _answered(listing, Answer.LOWER, by=by)


@transaction.atomic
def give_away(listing: Listing, *, by: User) -> Listing:
    """For free from now on."""
    free = {"terms": [Term.FREE], "price_eur": None, "rent_eur": None, "rent_per": ""}
    actions.revise(listing, by=by, **free)
    return _answered(listing, Answer.GIVE_AWAY, by=by)


@transaction.atomic
def donate(listing: Listing, *, by: User) -> Listing:
    """It went to somebody outside the network."""
    return _ended(listing, Answer.DONATED, by=by)


@transaction.atomic
def recycle(listing: Listing, *, by: User) -> Listing:
    """It was taken apart or thrown away with care."""
    return _ended(listing, Answer.RECYCLED, by=by)


def _ended(listing: Listing, answer: str, *, by: User) -> Listing:
    left = listing.left
    listing = actions.withdraw(listing, by=by)
    return _answered(listing, answer, by=by, pieces=left)


def _answered(
    listing: Listing, answer: str, *, by: User, pieces: int | None = None
) -> Listing:
    """Record it, with the questions that it answers; and it was touched."""
    listing = Listing.objects.lock(listing.pk)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    recorded = {"answer": answer, "answered_at": timezone.now(), "answered_by": by}
    recorded["pieces"] = listing.left if pieces is None else pieces
    if not listing.nudges.unanswered().update(**recorded):
        today = timezone.localdate()
        listing.nudges.create(cause=Cause.OWN, day=today, **recorded)
    listing.touch()
    return listing


DEEDS: dict[str, Callable[..., Listing]] = {
    Answer.KEEP: keep,
    Answer.EXTEND: extend,
    Answer.LOWER: lower,
    Answer.GIVE_AWAY: give_away,
    Answer.DONATED: donate,
    Answer.RECYCLED: recycle,
}


def possible(listing: Listing) -> list[str]:
    """What can be answered about it now, in order."""
    if listing.state == State.EXPIRED:
        return [Answer.EXTEND, Answer.DONATED, Answer.RECYCLED]
    if listing.state not in (State.LIVE, State.PAUSED):
        return []
    answers = [Answer.KEEP, Answer.EXTEND]
    answers += [Answer.LOWER] if listing.price_eur else []
    answers += [Answer.GIVE_AWAY] if listing.terms != [Term.FREE] else []
    return [*answers, Answer.DONATED, Answer.RECYCLED]
