"""Who may do what with money."""

from billing.models import Statement
from members.models import User
from members.rules import can_manage


def can_charge(user: User, statement: Statement) -> bool:
    """Choose its VAT, fill in prices, fix it, give back: a coordinator of who sells."""
    return can_manage(user, statement.seller)
