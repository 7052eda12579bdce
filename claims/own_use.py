"""The owner uses a room of their own: those hours are taken for everybody else."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from base.refusal import Refused
from claims import rooms
from claims.actions import waiting_list
from claims.models import Hold, OwnUse
from claims.rooms import Diary
from claims.series import MOST, NOTHING, overlaps
from listings.models import Listing
from listings.opening import Span
from listings.rules import can_manage
from members.models import User


@transaction.atomic
def block(
    listing: Listing, spans: Sequence[Span], *, title: str, by: User
) -> tuple[OwnUse, list[Span]]:
    """Keep a room for one's own people; outside its hours too. Returns what was kept,
    and the times at which it was promised already."""
    if not can_manage(by, listing):
        raise PermissionDenied
    rooms.lock(listing.pk)
    room = rooms.room_of(listing)
    here = (_("To the week"), reverse("claims:room", args=[listing.pk]))
    if room is None or not spans or len(spans) > MOST or overlaps(spans, NOTHING):
        raise Refused(_("These times can't be kept."), instead=here)
    diary = Diary(
        room,
        min(spans).start,
        max(span.end for span in spans),
        parties=listing.quantity,
    )
    taken = [span for span in spans if diary.taken(span) or span.start < diary.now]
    free = [span for span in spans if span not in taken]
    if not free:
        raise Refused(_("The room is promised already at that time."), instead=here)
    use = OwnUse.objects.create(listing=listing, title=title, made_by=by)
    Hold.objects.bulk_create(
        Hold(
            own_use=use,
            listing=need.listing,
            quantity=need.quantity,
            period=TimestamptzRange(*diary.period(span)),
        )
        for span in free
        for need in diary.needed
    )
    return use, taken


@transaction.atomic
def unblock(use: OwnUse, *, by: User) -> None:
    """It is not needed after all: what is to come is free again."""
    held = rooms.lock(use.listing_id)
    if not can_manage(by, use.listing):
        raise PermissionDenied
    use.delete()
    for listing in held.values():
        waiting_list.follow(listing)


@transaction.atomic
def leave_out(use: OwnUse, starts_at: datetime, *, by: User) -> None:
    """One of its times is not needed after all; with the last one all of it ends."""
    held = rooms.lock(use.listing_id)
    if not can_manage(by, use.listing):
        raise PermissionDenied
    of_that_time = use.holds.filter(period__startswith=starts_at)
    of_that_time.delete()
    if not use.holds.exists():
        use.delete()
    for listing in held.values():
        waiting_list.follow(listing)


def times_to_come(listing: Listing) -> list[tuple[OwnUse, list[Span]]]:
    """Every own use with its times to come, each once however many rooms it keeps."""
    uses = listing.own_uses.prefetch_related("holds")
    now = timezone.now()
    found = []
    for use in uses:
        spans = {Span(it.period.lower, it.period.upper) for it in use.holds.all()}
        found.append((use, sorted(span for span in spans if span.end > now)[:MOST]))
    return found
