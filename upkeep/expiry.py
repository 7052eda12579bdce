"""What time does to listings."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from listings.letters import tell
from listings.models import Listing
from outbox.kinds import Kind

BATCH = 200


def open_up() -> int:
    """Open what its own organisation had to itself long enough, as new as on its first
    day; whoever wants it is looked for next. Returns how many."""
    due = Listing.objects.due_to_open()
    return due.update(live_at=F("opens_at"), opens_at=None)


def expire_past() -> int:
    """End what is past its last day or its expiry date, at most `BATCH` at a time;
    safe to run twice at once. Returns how many were found."""
    past = Listing.objects.past(timezone.localdate()).order_by()
    found = list(past.values_list("pk", flat=True)[:BATCH])
    for pk in found:
        _expire(pk)
    return len(found)


@transaction.atomic
def _expire(pk: int) -> None:
    past = Listing.objects.past(timezone.localdate()).filter(pk=pk)
    for listing in past.select_for_update(skip_locked=True):
        tell(
            "upkeep/letters/expired",
            listing.move(Listing.State.EXPIRED),
            alert=Kind.NEWS,
        )
