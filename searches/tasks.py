"""What the clock does with saved searches."""

from celery import shared_task
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from listings.models import Listing
from searches import actions

# When the first thing was offered that it has not looked at.
OFFERED_AT = Subquery(
    Listing.objects.live()
    .filter(announced_at__gt=OuterRef("looked_until"))
    .order_by("announced_at")
    .values("announced_at")[:1]
)


@shared_task
@watched(DueRows(actions.due, since=Greatest("next_look_at", OFFERED_AT)))
def look() -> None:
    """Tell who looks for it what is new; after a full batch, go on at once."""
    if actions.look() == BATCH:
        look.delay()
