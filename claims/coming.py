"""Which letter about a claim the clock writes next: on its page, before it is sent."""

from collections.abc import Iterator
from functools import partial

from base.page_parts import Coming, foresees
from claims import letters
from claims.actions.clock import tell_that_it_waits
from claims.actions.lapsing import ENDED, tell_that_it_ends
from claims.models import Claim, ClaimStep
from claims.states import ACCEPTED, ASKED, LAPSING

State = Claim.State


@foresees("claim")
def about_a_claim(claim: Claim) -> Iterator[Coming]:
    """That it waits, that it ends before long, and that it has ended. What is handed
    over or planned is spoken of by the apps above."""
    if claim.state == ASKED:
        yield from _unanswered(claim)
    elif claim.state in LAPSING and _lapses(claim):
        if claim.remind_at:
            yield Coming(claim.remind_at, partial(tell_that_it_ends, claim))
        yield Coming(claim.expires_at, partial(_tell_that_it_ended, claim))


def _unanswered(claim: Claim) -> Iterator[Coming]:
    if claim.remind_at and claim.listing.decides_on:
        tell = partial(letters.remind_to_choose, claim)
        yield Coming(claim.remind_at, tell)
    elif claim.remind_at:
        yield Coming(claim.remind_at, partial(tell_that_it_waits, claim))
    ended = ClaimStep(subject=claim, state=State.EXPIRED)
    yield Coming(claim.expires_at, partial(letters.tell_both, "expired", ended))


def _lapses(claim: Claim) -> bool:
    """An agreed use of a room or a service, and the rest of what went in part, end
    otherwise."""
    return claim.state != ACCEPTED or (claim.is_of_thing and not claim.handed_over)


def _tell_that_it_ended(claim: Claim) -> None:
    step = ClaimStep(subject=claim, state=State.EXPIRED)
    letters.tell_asker(ENDED[claim.state], step)
    if claim.state != State.WAITING:
        letters.tell_owner(ENDED[claim.state], step)
