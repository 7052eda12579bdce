"""No dead stock: its people are asked in time about what goes out of date, what ends
and what lies still. What they answer stands in `actions.py`.

Goods that go out of date come up six months, three months and one month before; an
offer with a last day in the last third of its time, at most two weeks before. What
nobody touched for sixty days is asked after twice; after two silences it is paused.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from base.sweeps import BATCH, sweep
from listings.letters import tell_all
from listings.models import Listing
from outbox.kinds import Kind
from upkeep.models import Nudge
from upkeep.querysets import ending, expiring

Cause, State = Nudge.Cause, Listing.State
AHEAD = {  # days before the expiry date
    Cause.SIX_MONTHS: 183,
    Cause.THREE_MONTHS: 92,
    Cause.ONE_MONTH: 31,
}
ANSWER_WITHIN = timedelta(days=14)  # until a silence counts
SILENCES = 2


def ask_all() -> bool:
    """Ask about everything that is due, and pause what was silent. True: there was
    more than fits in one go."""
    today = timezone.localdate()
    done = [sweep(ending(today), _ask_about_its_end)]
    for cause, days in AHEAD.items():
        name = f"{__name__}.{cause}"
        done.append(sweep(_expiring(today, cause, days), _asker(cause), name))
    done.append(sweep(Listing.objects.quiet(timezone.now()), _ask_if_there))
    return max(done) >= BATCH


def _expiring(today: date, cause: str, days: int) -> QuerySet[Listing]:
    shorter = [other for other in AHEAD.values() if other < days]
    return expiring(today, days=days, not_within=max(shorter, default=0), cause=cause)


def _asker(cause: str) -> Callable[[Listing], None]:
    return lambda listing: _ask(
        listing, cause, listing.expiry_date, "upkeep/letters/expiring"
    )


def _ask_about_its_end(listing: Listing) -> None:
    _ask(listing, Cause.ENDING, listing.available_until, "upkeep/letters/ending")


def _ask_if_there(listing: Listing) -> None:
    """Ask whether it is still there; after two silences it is paused."""
    if listing.silences >= SILENCES:
        listing.quiet_at = None
        listing.save(update_fields=["quiet_at"])
        step = listing.move(State.PAUSED)
        tell_all("upkeep/letters/silent", listing, about=step)
        return
    listing.silences += 1
    listing.quiet_at = timezone.now() + ANSWER_WITHIN
    listing.save(update_fields=["silences", "quiet_at"])
    _ask(listing, Cause.QUIET, timezone.localdate(), "upkeep/letters/still_there")


def _ask(listing: Listing, cause: str, day: date | None, letter: str) -> None:
    assert day is not None  # that is why it is due
    nudge, is_new = Nudge.objects.get_or_create(listing=listing, cause=cause, day=day)
    if is_new:
        tell_all(letter, listing, about=nudge, alert=Kind.NEWS)
