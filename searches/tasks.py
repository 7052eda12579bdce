"""What the clock does with saved searches."""

from celery import shared_task
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from claims.models import ClaimStep
from listings.models import Listing, ListingStep
from searches import actions, watching
from searches.models import Watch

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


# When something last happened to the listing, or to a claim of it.
LAST_STEP = Subquery(
    ListingStep.objects.filter(subject=OuterRef("listing"))
    .order_by("-at")
    .values("at")[:1]
)
LAST_CLAIM = Subquery(
    ClaimStep.objects.filter(subject__listing=OuterRef("listing"))
    .order_by("-at")
    .values("at")[:1]
)


@shared_task
@watched(
    DueRows(
        lambda _now: Watch.objects.free(),
        since=Greatest("made_at", LAST_STEP, LAST_CLAIM),
    )
)
def tell_of_free() -> None:
    """Tell who waits for something that it is free."""
    if watching.tell() == BATCH:
        tell_of_free.delay()
