"""Who reads what about the times of a booking, with the appointments that go along."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone, translation

from base import ics
from claims import letters
from claims.booking_calendar import appointments
from claims.models import Claim, ClaimStep, Occasion
from members.models import User
from outbox.actions import post, post_all


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


def tell_of_tomorrow(claim: Claim, occasion: Occasion) -> None:
    """To both sides, with the appointment once more."""
    for reader in [*letters.askers(claim), *letters.owners(claim)]:
        with translation.override(reader.language):
            calendar = appointments(claim, [occasion], ics.REQUEST)
        post(
            "claims/letters/room_tomorrow",
            to=reader,
            about=occasion,
            occasion=f"{occasion.sequence}",
            claim=claim,
            times=[occasion],
            calendar=calendar,
        )


def tell_of_move(
    name: str, claim: Claim, times: Sequence[Occasion], *, by: User
) -> None:
    """To the side that did not say it: other hours are asked for, or it stays as it
    was."""
    is_owner = by.organisation_id == claim.offered_by_id
    readers = letters.askers(claim) if is_owner else letters.owners(claim)
    now = f"{timezone.now():%Y-%m-%dT%H:%M:%S}"
    told: dict[str, Any] = {"claim": claim, "times": times, "by": by}
    post_all(f"claims/letters/{name}", to=readers, about=claim, occasion=now, **told)


def _left_out(claim: Claim) -> list[Occasion]:
    return [it for it in claim.booking.occasions.all() if it.left_out]
