"""What members do with claims. Each function is one deed, done whole or not at all.

Locks go from the ground up: the listing, then the claim, then (in `logistics`) the
pickup. Under the listing's lock nothing is promised twice.
"""

from claims.actions.answering import accept, check_can_decline, decline
from claims.actions.asking import (
    ask,
    check_can_ask,
    check_can_withdraw,
    earlier_ask,
    withdraw,
)
from claims.actions.clock import (
    close_on_withdrawn_listings,
    expire_unanswered,
    remind_unanswered,
)
from claims.actions.damage import agree, mend, propose, report_damage, write_off
from claims.actions.moving import (
    check_is_there,
    give_back,
    give_back_rest,
    hand_over,
    mark_scheduled,
    mark_unscheduled,
    remember_rest,
    take_back,
)
from claims.actions.steps import lock, lock_all

__all__ = [
    "accept",
    "agree",
    "ask",
    "check_can_ask",
    "check_can_decline",
    "check_can_withdraw",
    "check_is_there",
    "close_on_withdrawn_listings",
    "decline",
    "earlier_ask",
    "expire_unanswered",
    "give_back",
    "give_back_rest",
    "hand_over",
    "lock",
    "lock_all",
    "mark_scheduled",
    "mark_unscheduled",
    "mend",
    "propose",
    "remember_rest",
    "remind_unanswered",
    "report_damage",
    "take_back",
    "withdraw",
    "write_off",
]
