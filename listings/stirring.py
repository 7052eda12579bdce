"""No dead stock: its people are asked in time about what goes out of date, what ends
and what lies still; what they answer is done and recorded.

Goods that go out of date come up six months, three months and one month before; an
offer with a last day in the last third of its time, at most two weeks before. What
nobody touched for sixty days is asked after twice; after two silences it is paused.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.sweeps import BATCH, sweep
from listings import actions, rules
from listings.letters import tell_all
from listings.models import Listing, Nudge, Term
from members.models import User
from outbox.kinds import Kind

Cause, Answer, State = Nudge.Cause, Nudge.Answer, Listing.State
AHEAD = {  # days before the expiry date
    Cause.SIX_MONTHS: 183,
    Cause.THREE_MONTHS: 92,
    Cause.ONE_MONTH: 31,
}
PATIENCE = timedelta(days=14)  # until a silence counts
SILENCES = 2


# -- Asking, by the clock ------------------------------------------------------


def ask_all() -> bool:
    """Ask about everything that is due, and pause what was silent. True: there was
    more than fits in one go."""
    today = timezone.localdate()
    done = [sweep(Listing.objects.ending(today), _ask_about_its_end)]
    for cause, days in AHEAD.items():
        done.append(sweep(_expiring(today, cause, days), _asker(cause)))
    done.append(sweep(Listing.objects.quiet(timezone.now()), _stir))
    return max(done) >= BATCH


def _expiring(today: date, cause: str, days: int) -> QuerySet[Listing]:
    shorter = [other for other in AHEAD.values() if other < days]
    return Listing.objects.expiring(
        today, days=days, not_within=max(shorter, default=0), cause=cause
    )


def _asker(cause: str) -> Callable[[Listing], None]:
    return lambda listing: _ask(listing, cause, listing.expiry_date, "expiring")


def _ask_about_its_end(listing: Listing) -> None:
    _ask(listing, Cause.ENDING, listing.available_until, "ending")


def _stir(listing: Listing) -> None:
    """Ask whether it is still there; after two silences it is paused."""
    if listing.silences >= SILENCES:
        listing.quiet_at = None
        listing.save(update_fields=["quiet_at"])
        step = listing.move(State.PAUSED)
        tell_all("silent", listing, about=step)
        return
    listing.silences += 1
    listing.quiet_at = timezone.now() + PATIENCE
    listing.save(update_fields=["silences", "quiet_at"])
    _ask(listing, Cause.QUIET, timezone.localdate(), "still_there")


def _ask(listing: Listing, cause: str, day: date, letter: str) -> None:
    nudge, is_new = Nudge.objects.get_or_create(listing=listing, cause=cause, day=day)
    if is_new:
        tell_all(letter, listing, about=nudge, alert=Kind.NEWS)


# -- Answering -----------------------------------------------------------------


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
    said = {"answer": answer, "answered_at": timezone.now(), "answered_by": by}
    said["pieces"] = listing.left if pieces is None else pieces
    if not listing.nudges.unanswered().update(**said):
        today = timezone.localdate()
        listing.nudges.create(cause=Cause.OWN, day=today, **said)
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
