"""Who may say what, and where."""

from claims.models import Claim
from claims.rules import can_arrange
from conversations.models import Question
from listings import rules as listings
from listings.models import Listing
from members.models import User
from members.rules import can_moderate, may_trade

ASKED_ABOUT = [Listing.State.LIVE, Listing.State.PAUSED]


def can_take_part(user: User, claim: Claim) -> bool:
    """Read and write in a claim's conversation: its two sides, nobody else."""
    return can_arrange(user, claim)


def can_ask_about(user: User, listing: Listing) -> bool:
    """Ask a question at an offer of others that one may see."""
    is_other = user.organisation_id != listing.organisation_id
    return may_trade(user) and is_other and listing.state in ASKED_ABOUT


def can_answer(user: User, question: Question) -> bool:
    """Every colleague of its owner."""
    return listings.can_manage(user, question.listing)


def can_settle(user: User) -> bool:
    """Look into what was reported, and take questions away."""
    return can_moderate(user)
