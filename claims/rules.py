"""Who may do what with a claim."""

from claims.models import Bundle, Claim, Damage
from listings.models import Listing
from members.models import User
from members.rules import may_trade


def can_ask(user: User, listing: Listing) -> bool:
    """Somebody of another organisation, while the listing is live and open to it; or
    promised whole, so that it may come free again."""
    is_other = user.organisation_id != listing.organisation_id
    is_offered = listing.state in (Listing.State.LIVE, Listing.State.GONE)
    shared = is_offered and listing.organisation.is_active
    return may_trade(user) and is_other and shared and listing.is_for(user.trades_for)


def can_answer(user: User, claim: Claim) -> bool:
    """The owner's people say yes or no."""
    return may_trade(user) and user.organisation_id == claim.listing.organisation_id


def can_withdraw(user: User, claim: Claim) -> bool:
    """The asker's people take back what they asked."""
    return may_trade(user) and user.organisation_id == claim.organisation_id


def can_arrange(user: User, claim: Claim) -> bool:
    """Either side plans, moves, calls off and confirms."""
    return can_answer(user, claim) or can_withdraw(user, claim)


def can_agree(user: User, damage: Damage) -> bool:
    """Who did not make the proposal says yes to it."""
    proposed = damage.proposed_by_id is not None and not damage.agreed_at
    is_other = user.organisation_id != damage.proposed_by_id
    return proposed and is_other and can_arrange(user, damage.claim)


def can_answer_bundle(user: User, bundle: Bundle) -> bool:
    """The owner's people say yes or no to what was asked together."""
    return may_trade(user) and user.organisation_id == bundle.owner_id


def can_ask_bundle(user: User, bundle: Bundle) -> bool:
    """The asker's people say what becomes of it."""
    return may_trade(user) and user.organisation_id == bundle.organisation_id
