"""Who may do what with a pickup."""

from claims.rules import can_arrange
from logistics.models import Pickup
from members.models import User


def can_change(user: User, pickup: Pickup) -> bool:
    """Either side moves it, calls it off and says that it happened."""
    return can_arrange(user, pickup.claim)
