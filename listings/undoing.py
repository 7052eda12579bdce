"""Taking back, for a few minutes, that an offer was paused or withdrawn.

Until then nobody else is told: who asked for it hears of the end only afterwards
(`claims.querysets.on_closed_listings`).
"""

from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.states import move_all
from listings import approving, batches, rules
from listings.batches import Done
from listings.intake import publication
from listings.models import Listing, ListingStep
from members.models import User

State = Listing.State
UNDONE = [State.PAUSED, State.WITHDRAWN]


def can_undo(user: User, listing: Listing, steps: Sequence[ListingStep]) -> bool:
    """Was the last of its steps such a deed of its own people, just now?"""
    if not steps[1:] or not rules.can_relist(user, listing):
        return False
    last = steps[-1]
    is_fresh = timezone.now() - last.at <= rules.UNDO_FOR
    return is_fresh and last.by_id is not None and listing.state in UNDONE


@transaction.atomic
def undo(listing: Listing, *, by: User) -> Listing:
    """It is what it was before."""
    listing = Listing.objects.lock(listing.pk)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    listing.move(_state_before(listing, by), by=by)
    return listing


@transaction.atomic
def undo_all(keys: Collection[int], *, by: User) -> Done:
    """The same for many, in as many queries for a hundred as for one."""
    held = batches.hold(keys)
    prefetch_related_objects(held, "steps")
    judged, refused = batches.sift(held, lambda row: _state_before(row, by), by=by)
    for state in {before for _listing, before in judged}:
        move_all([row for row, before in judged if before == state], state, by=by)
    return Done([listing for listing, _before in judged], refused)


def _state_before(listing: Listing, by: User) -> str:
    """Where it goes back to; refused when there is no way back."""
    steps = list(listing.steps.all())  # in their order
    if not can_undo(by, listing, steps):
        raise Refused(_("This can't be undone any more."))
    before = steps[-2].state
    if listing.approval and listing.approval.is_waiting:
        raise approving.waits(listing.approval)
    if before == State.LIVE:
        publication.check(listing)
    if before == State.GONE and listing.left:
        before = State.LIVE
    if not listing.may_move(before):
        raise Refused(listing.refusal())
    return before
