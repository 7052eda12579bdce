"""What members do with pickups. Each function is one deed, done whole or not at all.

Whoever plans something here tells `claims`, which lies below; the locks go from the
ground up: listings, claims and pickups, each in the order of their numbers.
"""

from logistics.actions.assuming import assume_handed_over
from logistics.actions.clock import (
    ask_for_the_rest,
    ask_what_happened,
    remind_of_returns,
    remind_of_tomorrow,
)
from logistics.actions.confirming import (
    check_can_have_happened,
    complete,
    happened,
    unplanned,
)
from logistics.actions.planning import (
    call_off,
    check_can_schedule,
    reschedule,
    schedule,
)
from logistics.actions.steps import check_can_change, standing

__all__ = [
    "ask_for_the_rest",
    "ask_what_happened",
    "assume_handed_over",
    "call_off",
    "check_can_change",
    "check_can_have_happened",
    "check_can_schedule",
    "complete",
    "happened",
    "remind_of_returns",
    "remind_of_tomorrow",
    "reschedule",
    "schedule",
    "standing",
    "unplanned",
]
