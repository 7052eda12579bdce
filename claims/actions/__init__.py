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
from claims.actions.deposits import receive_deposit, return_deposit
from claims.actions.extending import (
    ask_extension,
    check_can_answer_extension,
    check_can_extend,
    day_misfits,
    decline_extension,
    expire_extensions,
    extend,
    grant_extension,
    withdraw_extension,
)
from claims.actions.moving import (
    check_is_there,
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
    "ask",
    "ask_extension",
    "check_can_answer_extension",
    "check_can_ask",
    "check_can_decline",
    "check_can_extend",
    "check_can_withdraw",
    "check_is_there",
    "close_on_withdrawn_listings",
    "day_misfits",
    "decline",
    "decline_extension",
    "earlier_ask",
    "expire_extensions",
    "expire_unanswered",
    "extend",
    "give_back_rest",
    "grant_extension",
    "hand_over",
    "lock",
    "lock_all",
    "mark_scheduled",
    "mark_unscheduled",
    "receive_deposit",
    "remember_rest",
    "remind_unanswered",
    "return_deposit",
    "take_back",
    "withdraw",
    "withdraw_extension",
]
