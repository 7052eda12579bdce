"""Who reads what about the times of a booking, with the appointments that go along."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation

from base import ics
from claims import letters
from claims.booking_calendar import appointments
from claims.models import Claim, ClaimStep, Occasion
from outbox.actions import post


def tell_both(
    name: str,
    step: ClaimStep,
    times: Sequence[Occasion],
    *,
    method: str = ics.REQUEST,
    **context: Any,
) -> None:
    """The same letter to both sides, with these times for their calendars, written in
    each reader's own language."""
    claim: Claim = step.subject
    for reader in [*letters.askers(claim), *letters.owners(claim)]:
        with translation.override(reader.language):
            calendar = appointments(claim, times, method)
        post(
            f"claims/letters/{name}",
            to=reader,
            about=step,
            claim=claim,
            times=times,
            left_out=_left_out(claim),
            calendar=calendar,
            **context,
        )


def _left_out(claim: Claim) -> list[Occasion]:
    return [it for it in claim.booking.occasions.all() if it.left_out]
