"""What was to go out and of which nobody said a word: after two weeks it counts as
handed over, so that no claim stays open because nobody pressed a button."""

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_noop

from base.sweeps import sweep
from claims import availability
from claims.deadlines import in_a_week
from listings.models import Listing
from listings.querysets import ListingQuerySet
from logistics.actions.confirming import finish
from logistics.actions.steps import lock
from logistics.models import Pickup
from logistics.querysets import PickupQuerySet

# Kept in the source language, read in everybody's own.
UNSAID = gettext_noop("Nobody said otherwise for two weeks.")


def assume_handed_over() -> int:
    """Pickups that nobody spoke of are done, and both sides read so. By the first
    listing of each: listings are locked before pickups, as in every deed."""
    return sweep(_first_listings(_due()), _assume)


def _due() -> PickupQuerySet:
    to_assume = Pickup.objects.to_assume(timezone.now())
    return to_assume.annotate(first=Min("lines__claim__listing"))


def _first_listings(pickups: PickupQuerySet) -> ListingQuerySet:
    return Listing.objects.filter(pk__in=pickups.order_by().values("first"))


def _assume(listing: Listing) -> None:
    """Pieces that somebody else has still can't have gone: of these it is looked at
    again in a week, and meanwhile they are asked for as what is overdue."""
    for due in _due().filter(first=listing.pk):
        pickup = lock(due)
        if not pickup.is_planned:
            continue
        lines = pickup.lines.all()
        if all(availability.is_there(line.claim, line.quantity) for line in lines):
            finish(pickup, by=None, why=UNSAID, name="assumed")
        else:
            pickup.assumed_at = in_a_week()
            pickup.save(update_fields=["assumed_at"])
