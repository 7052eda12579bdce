"""What the page of a booking shows of its times."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from claims import actions, rooms
from claims.models import Claim, Occasion
from claims.rooms import Diary
from listings.opening import Span

SHOWN = 12  # times to come; the next ones are folded
FOLDED = 50  # together; of what follows, how many and until when


def times_of(claim: Claim, *, is_owner: bool) -> dict[str, Any]:
    """Its times with what stands in the way of each, and for the owner who else asks
    for them. Nothing for what is not by the hour."""
    if not claim.by_hour:
        return {}
    waits = claim.state == Claim.State.ASKED
    # Whether it is open is asked only while somebody can still say yes.
    room = (rooms.opening_of if waits else rooms.said_of)(claim.listing)
    if room is None:
        return {}
    prefetch_related_objects([claim.booking], "things")
    times = claim.booking.times
    standing = [occasion for occasion in times if occasion.stands]
    ahead = [occasion for occasion in standing if occasion.is_ahead]
    # Of a booking that has begun, what is to come; of one that is over, all of it.
    shown = [it for it in standing if it.ends_at > timezone.now()] or standing
    found: dict[str, Any] = {
        "room": room,
        "booking": claim.booking,
        "times": shown[:SHOWN],
        "more_times": shown[SHOWN:FOLDED],
        "last_time": shown[-1] if len(shown) > FOLDED else None,
        "not_shown": max(0, len(shown) - FOLDED),
        "past": len(standing) - len(shown),
        "left_out": [occasion for occasion in times if occasion.left_out],
        "cancelled": [occasion for occasion in times if occasion.cancelled_at],
        "is_ahead": bool(ahead),
        "next_time": next((it for it in ahead), None),
        "moving": next((it for it in standing if it.new_span), None),
        "late": bool(ahead) and timezone.now() > ahead[0].free_until,
    }
    if waits:
        diary = rooms.diary_of(claim, room, times)
        found["conflicts"] = _conflicts(diary, standing)
    if waits and is_owner:
        found["rivals"] = actions.rivals_of(claim, room, standing)
    return found


def _conflicts(diary: Diary, times: list[Occasion]) -> list[tuple[Occasion, str]]:
    seen = [(it, diary.obstacle(Span(it.starts_at, it.ends_at))) for it in times]
    return [(occasion, why) for occasion, why in seen if why]
