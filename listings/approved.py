"""What becomes of an offer when somebody inside its organisation said yes or no."""

from approvals.models import Approval
from listings import actions, approving
from listings.intake import publication
from listings.models import Listing
from members.models import User

State = Listing.State


def hold(approval: Approval) -> None:
    """Lock the listing that waits for it."""
    _locked(approval)


def follow(approval: Approval, by: User | None) -> None:
    """Approved: it goes live, or to a moderator first, by who wanted to offer it. Else
    it stays what it is, and can be changed and tried again."""
    listing = _locked(approval)
    if listing is None or approval.state != Approval.State.APPROVED:
        return
    # What changed since asks for another yes before it is offered.
    if approval.facts != approving.what_is_offered(listing).kept:
        return
    if listing.state == State.PAUSED:
        publication.check(listing)
        actions.go_live(listing, by=approval.asked_by)
    elif listing.state in (State.DRAFT, State.WITHDRAWN, State.EXPIRED):
        actions.offer(listing, by=approval.asked_by)


def _locked(approval: Approval) -> Listing | None:
    found = Listing.objects.filter(approval=approval).first()
    return found and Listing.objects.lock(found.pk)
