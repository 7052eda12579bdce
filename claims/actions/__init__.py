"""What members do with claims. Each function is one deed, done whole or not at all.

Locks go from the ground up: the listing, then the claim, then (in `logistics`) the
pickup. Under the listing's lock nothing is promised twice.
"""

from claims.actions.answering import accept, check_can_decline, decline
from claims.actions.asking import (
    ask,
    can_be_had,
    check_can_ask,
    check_can_withdraw,
    earlier_ask,
    withdraw,
)
from claims.actions.bundling import (
    agree_to_all,
    answer_together,
    ask_together,
    check_can_agree_to_all,
    put_in,
    take_out,
)
from claims.actions.changing import change, check_can_change, most
from claims.actions.clock import (
    close_on_withdrawn_listings,
    expire_unanswered,
    remind_unanswered,
)
from claims.actions.dividing import (
    agree,
    check_can_agree,
    check_can_stay,
    divide,
    stay,
    wait_for_all,
)
from claims.actions.lapsing import lapse, warn_of_lapsing
from claims.actions.moving import (
    check_is_there,
    hand_over,
    mark_scheduled,
    mark_unscheduled,
    take_back,
)
from claims.actions.steps import lock
from claims.actions.waiting_list import follow, place

__all__ = [
    "accept",
    "agree",
    "agree_to_all",
    "answer_together",
    "ask",
    "ask_together",
    "can_be_had",
    "change",
    "check_can_agree",
    "check_can_agree_to_all",
    "check_can_ask",
    "check_can_change",
    "check_can_decline",
    "check_can_stay",
    "check_can_withdraw",
    "check_is_there",
    "close_on_withdrawn_listings",
    "decline",
    "divide",
    "earlier_ask",
    "expire_unanswered",
    "follow",
    "hand_over",
    "lapse",
    "lock",
    "mark_scheduled",
    "mark_unscheduled",
    "most",
    "place",
    "put_in",
    "remind_unanswered",
    "stay",
    "take_back",
    "take_out",
    "wait_for_all",
    "warn_of_lapsing",
    "withdraw",
]
