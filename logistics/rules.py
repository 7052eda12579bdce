"""Who may do what with a pickup."""

from logistics.models import Pickup
from members.models import User
from members.rules import may_trade


def can_change(user: User, pickup: Pickup) -> bool:
    """Either side moves it, calls it off and says that it happened."""
    sides = (pickup.organisation_id, pickup.offered_by_id)
    return may_trade(user) and user.organisation_id in sides
