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
from claims.actions.booking import Wish, book, obstacles_of, rivals_of
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
from claims.actions.damage import (
    agree_on_damage,
    mend_damaged,
    propose_for_damage,
    report_damage,
    write_off,
)
from claims.actions.deposits import receive_deposit, return_deposit
from claims.actions.dividing import (
    agree,
    check_can_agree,
    check_can_stay,
    divide,
    stay,
    wait_for_all,
)
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
from claims.actions.finishing import check_can_finish, end_what_is_over, finish
from claims.actions.lapsing import lapse, warn_of_lapsing
from claims.actions.moving import (
    check_is_there,
    check_moves,
    give_back,
    give_back_rest,
    hand_over,
    mark_scheduled,
    mark_unscheduled,
    remember_rest,
    take_back,
)
from claims.actions.settling import remind_of_damages, remind_of_deposits
from claims.actions.steps import lock, lock_all
from claims.actions.times import add_time, cancel_times
from claims.actions.trading import can_be_had, check_can_trade
from claims.actions.waiting_list import place

__all__ = [
    "Wish",
    "accept",
    "add_time",
    "agree",
    "agree_on_damage",
    "agree_to_all",
    "answer_together",
    "ask",
    "ask_extension",
    "ask_together",
    "book",
    "can_be_had",
    "cancel_times",
    "change",
    "check_can_agree",
    "check_can_agree_to_all",
    "check_can_answer_extension",
    "check_can_ask",
    "check_can_change",
    "check_can_decline",
    "check_can_extend",
    "check_can_finish",
    "check_can_stay",
    "check_can_trade",
    "check_can_withdraw",
    "check_is_there",
    "check_moves",
    "close_on_withdrawn_listings",
    "day_misfits",
    "decline",
    "decline_extension",
    "divide",
    "earlier_ask",
    "end_what_is_over",
    "expire_extensions",
    "expire_unanswered",
    "extend",
    "finish",
    "give_back",
    "give_back_rest",
    "grant_extension",
    "hand_over",
    "lapse",
    "lock",
    "lock_all",
    "mark_scheduled",
    "mark_unscheduled",
    "mend_damaged",
    "most",
    "obstacles_of",
    "place",
    "propose_for_damage",
    "put_in",
    "receive_deposit",
    "remember_rest",
    "remind_of_damages",
    "remind_of_deposits",
    "remind_unanswered",
    "report_damage",
    "return_deposit",
    "rivals_of",
    "stay",
    "take_back",
    "take_out",
    "wait_for_all",
    "warn_of_lapsing",
    "withdraw",
    "withdraw_extension",
    "write_off",
]
