"""What the clock does with claims; after a full batch, it goes on at once."""

from celery import shared_task
from django.db.models import DateTimeField, F, OuterRef, Subquery
from django.db.models.functions import Cast, Greatest

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from claims import actions, free_days
from claims.models import Claim, Damage, Deposit, Extension, Occasion, Visit
from listings.models import Listing, ListingStep
from listings.rules import UNDO_FOR

# When the listing that a claim asks for came to stay in the state that it is in.
CLOSED_AT = Subquery(
    ListingStep.objects.filter(
        subject=OuterRef("listing"), state=OuterRef("listing__state")
    )
    .order_by("-at")
    .values(closed_at=F("at") + UNDO_FOR)[:1]
)
# At the beginning of that day; not before it was offered.
CAME_FREE_AT = Greatest(Cast("free_from", DateTimeField()), "live_at")


@shared_task
@watched(DueRows(Claim.objects.to_remind, since="remind_at"))
def remind_unanswered() -> None:
    """Remind owners of what they have not answered."""
    if actions.remind_unanswered() == BATCH:
        remind_unanswered.delay()


@shared_task
@watched(DueRows(Claim.objects.to_expire, since="expires_at"))
def expire_unanswered() -> None:
    """End what nobody answered."""
    if actions.expire_unanswered() == BATCH:
        expire_unanswered.delay()


@shared_task
@watched(DueRows(Extension.objects.to_expire, since="expires_at"))
def expire_extensions() -> None:
    """End what nobody answered: it comes back as it was agreed."""
    if actions.expire_extensions() == BATCH:
        expire_extensions.delay()


@shared_task
@watched(DueRows(Listing.objects.free_again, since=CAME_FREE_AT))
def note_what_is_free() -> None:
    """Cards say from when something is free; that day has come."""
    if free_days.note_what_is_free() == BATCH:
        note_what_is_free.delay()


@shared_task
@watched(DueRows(Claim.objects.to_end, since="over_at"))
def end_what_is_over() -> None:
    """End uses of rooms that are over."""
    if actions.end_what_is_over() == BATCH:
        end_what_is_over.delay()


@shared_task
@watched(DueRows(Claim.objects.jobs_to_ask_after, since="job__ask_at"))
def ask_after_services() -> None:
    """Ask whether services were done; end those of which nobody spoke."""
    if actions.ask_after_services() == BATCH:
        ask_after_services.delay()


@shared_task
@watched(DueRows(Occasion.objects.to_remind, since="remind_at"))
def remind_of_rooms() -> None:
    """Say the day before that a room is booked."""
    if actions.remind_of_rooms() == BATCH:
        remind_of_rooms.delay()


@shared_task
@watched(DueRows(Visit.objects.to_remind, since="remind_at"))
def remind_of_visits() -> None:
    """Say the day before that a service is planned."""
    if actions.remind_of_visits() == BATCH:
        remind_of_visits.delay()


@shared_task
@watched(DueRows(Claim.objects.to_warn, since="remind_at"))
def warn_of_lapsing() -> None:
    """Warn of what ends by itself before long."""
    if actions.warn_of_lapsing() == BATCH:
        warn_of_lapsing.delay()


@shared_task
@watched(DueRows(Claim.objects.to_lapse, since="expires_at"))
def lapse() -> None:
    """End what nobody kept, and let the waiting lists move up."""
    if actions.lapse() == BATCH:
        lapse.delay()


@shared_task
@watched(DueRows(Damage.objects.to_remind, since="remind_at"))
def remind_of_damages() -> None:
    """Ask for the next word about damage."""
    if actions.remind_of_damages() == BATCH:
        remind_of_damages.delay()


@shared_task
@watched(DueRows(Deposit.objects.to_give_back, since="remind_at"))
def remind_of_deposits() -> None:
    """Ask for deposits of what is over."""
    if actions.remind_of_deposits() == BATCH:
        remind_of_deposits.delay()


@shared_task
@watched(DueRows(Claim.objects.on_closed_listings, since=CLOSED_AT))
def close_on_withdrawn_listings() -> None:
    """Answer those who asked for what is no longer offered."""
    if actions.close_on_withdrawn_listings() == BATCH:
        close_on_withdrawn_listings.delay()
