"""Who may do what with listings."""

from listings.models import Listing
from members.models import User
from members.rules import can_moderate, may_trade


def can_offer(user: User) -> bool:
    """Who may trade may offer."""
    return may_trade(user)


def can_manage(user: User, listing: Listing) -> bool:
    """A listing is kept by every colleague of its organisation."""
    return may_trade(user) and user.organisation_id == listing.organisation_id


def can_edit(user: User, listing: Listing) -> bool:
    """Its organisation, and moderators: they mend a word or remove a photo."""
    return can_manage(user, listing) or can_moderate(user)


def can_relist(user: User, listing: Listing) -> bool:
    """What a moderator took down, only a moderator brings back."""
    return can_manage(user, listing) and listing.taken_down_at is None
