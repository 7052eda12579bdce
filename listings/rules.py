"""Who may do what with listings."""

from datetime import timedelta
from typing import Protocol

from listings.models import Listing
from members.models import User
from members.rules import can_moderate, may_trade

UNDO_FOR = timedelta(minutes=10)  # after a pause or a withdrawal


class Kept(Protocol):
    """What an organisation keeps: a listing, a list that was sent, a group."""

    organisation_id: int


def can_offer(user: User) -> bool:
    """Who may trade may offer."""
    return may_trade(user)


def can_manage(user: User, kept: Kept) -> bool:
    """A listing is kept by every colleague of its organisation; so are a list that was
    sent and a clearance."""
    return may_trade(user) and user.organisation_id == kept.organisation_id


def can_edit(user: User, listing: Listing) -> bool:
    """Its organisation, and moderators: they mend a word or remove a photo."""
    return can_manage(user, listing) or can_moderate(user)


def can_relist(user: User, listing: Listing) -> bool:
    """What a moderator took down, only a moderator brings back."""
    return can_manage(user, listing) and listing.taken_down_at is None


# What its own organisation can do with a listing beside changing and copying it.
DEEDS: dict[str, set[str]] = {
    Listing.State.DRAFT: {"publish", "withdraw"},
    Listing.State.IN_REVIEW: {"withdraw"},
    Listing.State.LIVE: {"pause", "withdraw"},
    Listing.State.PAUSED: {"resume", "withdraw"},
    Listing.State.EXPIRED: {"relist"},
    Listing.State.WITHDRAWN: {"relist"},
}


def deeds(user: User, listing: Listing) -> set[str]:
    """What this person can do with it now, by the names of the actions. It only
    decides which buttons show: every action asks for itself."""
    if not can_manage(user, listing):
        return {"edit"} if can_edit(user, listing) else set()
    possible = {"edit", "copy"} | DEEDS.get(listing.state, set())
    return possible if can_relist(user, listing) else possible - {"relist"}
