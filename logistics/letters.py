"""Who reads what about a pickup."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone, translation

from claims.deadlines import AGAIN_AFTER, LATE
from claims.letters import askers, owners
from claims.models import Claim
from logistics.calendar import appointment, both_sides, facts
from logistics.models import PickupStep
from members.models import User
from outbox.actions import post


def tell_both(name: str, step: PickupStep, **context: Any) -> None:
    """A letter about this step of a pickup to both sides."""
    context |= facts(step.subject)
    _tell(name, context["people"], step, **context)


def invite_both(name: str, step: PickupStep, **context: Any) -> None:
    """The same, with the appointment for everybody's calendar, which is written in
    each reader's own language, as the letter is."""
    context |= facts(step.subject)
    for reader in context["people"]:
        with translation.override(reader.language):
            calendar = appointment(step.subject)
        _tell(name, [reader], step, calendar=calendar, **context)


def tell_of_bringing_back(claim: Claim, waiting: Sequence[Claim]) -> None:
    """Before the last day to the asker, who reads that others wait for it; after it to
    both sides. Of what came back in part it names what is still out."""
    days_late = (timezone.localdate() - claim.last_day).days
    name = "overdue_again" if days_late > AGAIN_AFTER else "overdue"
    name = name if days_late > 0 else "bring_back"
    readers = both_sides(claim) if days_late > 0 else askers(claim)
    what = f"{claim.holds.handed_over().pieces()} × {claim.listing}"
    known = {"claim": claim, "what": what, "next": next(iter(waiting), None)}
    # Once for a last day, and again for each week that it is late.
    occasion = f"{claim.last_day} {max(0, days_late - LATE) // AGAIN_AFTER}"
    _tell(name, readers, claim, **known, occasion=occasion)


def tell_of_the_rest(claim: Claim, pieces: int) -> None:
    """To both sides: so many pieces have no pickup yet. Of this day, so that it is
    said again when it still is so."""
    today = str(timezone.localdate())
    _tell("rest", both_sides(claim), claim, claim=claim, left=pieces, occasion=today)


def tell_it_is_not_back(claim: Claim, late: Claim) -> None:
    """To the next in line and to the owner, once; only the owner reads who is late."""
    _tell("not_back", askers(claim), claim, claim=claim)
    _tell("next_waits", owners(claim), claim, claim=claim, late=late)


def tell_it_is_back(claim: Claim) -> None:
    """To the next in line, once."""
    _tell("there_again", askers(claim), claim, claim=claim)


def _tell(name: str, readers: Iterable[User], about: Model, **context: Any) -> None:
    for reader in readers:
        post(f"logistics/letters/{name}", to=reader, about=about, **context)
