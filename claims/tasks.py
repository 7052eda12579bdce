"""What the clock does with claims; after a full batch, it goes on at once."""

from celery import shared_task
from django.db.models import F, OuterRef, Subquery

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from claims import actions
from claims.models import Claim
from listings.models import ListingStep
from listings.rules import UNDO_FOR

# When the listing that a claim asks for came to stay in the state that it is in.
CLOSED_AT = Subquery(
    ListingStep.objects.filter(
        subject=OuterRef("listing"), state=OuterRef("listing__state")
    )
    .order_by("-at")
    .values(closed_at=F("at") + UNDO_FOR)[:1]
)


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
@watched(DueRows(Claim.objects.on_closed_listings, since=CLOSED_AT))
def close_on_withdrawn_listings() -> None:
    """Answer those who asked for what is no longer offered."""
    if actions.close_on_withdrawn_listings() == BATCH:
        close_on_withdrawn_listings.delay()
