"""Who reads what about a pickup."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import translation

from claims.letters import askers
from claims.models import Claim
from logistics.calendar import appointment, both_sides, facts
from logistics.models import PickupStep
from members.models import User
from outbox.actions import post

LATE_AGAIN = 7  # days


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


def tell_of_bringing_back(claim: Claim, days_late: int) -> None:
    """Before the last day to the asker; after it to both sides."""
    name = "overdue_again" if days_late > LATE_AGAIN else "overdue"
    name = name if days_late > 0 else "bring_back"
    readers = both_sides(claim) if days_late > 0 else askers(claim)
    _tell(name, readers, claim, claim=claim)


def _tell(name: str, readers: Iterable[User], about: Model, **context: Any) -> None:
    for reader in readers:
        post(f"logistics/letters/{name}", to=reader, about=about, **context)
