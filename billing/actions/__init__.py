"""What people and the clock do with statements."""

from billing.actions.choosing import (
    check_can_choose,
    choose,
    choose_all,
    choose_for_all,
    complete,
    fill_in,
)
from billing.actions.clock import close_months, fix_what_is_due, look_at_claims
from billing.actions.crediting import check_can_credit, give_credit
from billing.actions.fixing import check_can_fix, fix, obstacles
from billing.actions.reckoning import reckon

__all__ = [
    "check_can_choose",
    "check_can_credit",
    "check_can_fix",
    "choose",
    "choose_all",
    "choose_for_all",
    "close_months",
    "complete",
    "fill_in",
    "fix",
    "fix_what_is_due",
    "give_credit",
    "look_at_claims",
    "obstacles",
    "reckon",
]
