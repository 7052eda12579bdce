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
from claims.actions.completing import (
    ask_after_services,
    check_can_say_done,
    check_can_say_wrong,
    confirm_done,
    counts_hours,
    say_done,
    say_wrong,
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
from claims.actions.feedback import (
    check_can_give_feedback,
    give_feedback,
    may_be_told,
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
from claims.actions.moving_times import (
    agree_to_move,
    check_can_move,
    move_times,
    refuse_move,
)
from claims.actions.quoting import (
    Line,
    accept_quote,
    check_can_decline_quote,
    check_can_quote,
    check_can_undo,
    decline_quote,
    honour_quote,
    send_quote,
    undo_acceptance,
)
from claims.actions.serving import JobWish, ask_service, job_misfits, spoke
from claims.actions.settling import remind_of_damages, remind_of_deposits
from claims.actions.steps import lock, lock_all
from claims.actions.times import add_time, cancel_times, remind_of_rooms
from claims.actions.trading import can_be_had, check_can_trade
from claims.actions.visiting import (
    agree_visit,
    cancel_visit,
    check_can_plan,
    propose_visit,
    remind_of_visits,
)
from claims.actions.waiting_list import place

__all__ = [
    "JobWish",
    "Line",
    "Wish",
    "accept",
    "accept_quote",
    "add_time",
    "agree",
    "agree_on_damage",
    "agree_to_all",
    "agree_to_move",
    "agree_visit",
    "answer_together",
    "ask",
    "ask_after_services",
    "ask_extension",
    "ask_service",
    "ask_together",
    "book",
    "can_be_had",
    "cancel_times",
    "cancel_visit",
    "change",
    "check_can_agree",
    "check_can_agree_to_all",
    "check_can_answer_extension",
    "check_can_ask",
    "check_can_change",
    "check_can_decline",
    "check_can_decline_quote",
    "check_can_extend",
    "check_can_finish",
    "check_can_give_feedback",
    "check_can_move",
    "check_can_plan",
    "check_can_quote",
    "check_can_say_done",
    "check_can_say_wrong",
    "check_can_stay",
    "check_can_trade",
    "check_can_undo",
    "check_can_withdraw",
    "check_is_there",
    "check_moves",
    "close_on_withdrawn_listings",
    "confirm_done",
    "counts_hours",
    "day_misfits",
    "decline",
    "decline_extension",
    "decline_quote",
    "divide",
    "earlier_ask",
    "end_what_is_over",
    "expire_extensions",
    "expire_unanswered",
    "extend",
    "finish",
    "give_back",
    "give_back_rest",
    "give_feedback",
    "grant_extension",
    "hand_over",
    "honour_quote",
    "job_misfits",
    "lapse",
    "lock",
    "lock_all",
    "mark_scheduled",
    "mark_unscheduled",
    "may_be_told",
    "mend_damaged",
    "most",
    "move_times",
    "obstacles_of",
    "place",
    "propose_for_damage",
    "propose_visit",
    "put_in",
    "receive_deposit",
    "refuse_move",
    "remember_rest",
    "remind_of_damages",
    "remind_of_deposits",
    "remind_of_rooms",
    "remind_of_visits",
    "remind_unanswered",
    "report_damage",
    "return_deposit",
    "rivals_of",
    "say_done",
    "say_wrong",
    "send_quote",
    "spoke",
    "stay",
    "take_back",
    "take_out",
    "undo_acceptance",
    "wait_for_all",
    "warn_of_lapsing",
    "withdraw",
    "withdraw_extension",
    "write_off",
]
