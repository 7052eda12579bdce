"""What the clock does so that no offer is forgotten."""

from datetime import timedelta

from celery import shared_task
from django.db.models import DateTimeField
from django.db.models.functions import Cast, Greatest, Least
from django.utils import timezone

from base.due_rows import DueRows, watched
from listings.models import Listing
from upkeep import expiry, nudges

# The end of its last day, or when it was offered, should that be later.
ENDED_AT = Greatest(
    Cast(Least("available_until", "expiry_date"), DateTimeField()) + timedelta(days=1),
    "live_at",
)


@shared_task
@watched(
    DueRows(lambda now: Listing.objects.past(timezone.localdate(now)), since=ENDED_AT)
)
def expire_past() -> None:
    """End what is past its last day; after a full batch, go on at once."""
    if expiry.expire_past() == expiry.BATCH:
        expire_past.delay()


@shared_task
@watched(DueRows(lambda _now: Listing.objects.due_to_open(), since="opens_at"))
def open_up() -> None:
    """What its own organisation had to itself opens to the others."""
    expiry.open_up()


@shared_task
# What nears its end is found by its day, which its people may change at any moment: it
# says not since when it waits. The same sweep asks about what is quiet.
@watched(DueRows(Listing.objects.quiet, since="quiet_at"))
def ask_owners() -> None:
    """Ask about what lies still; when more is due than fits, go on at once."""
    if nudges.ask_all():
        ask_owners.delay()
