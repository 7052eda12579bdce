"""What the clock does with wants; after a full batch, it goes on at once."""

from datetime import timedelta

from celery import shared_task
from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from claims.models import ClaimStep
from claims.states import HANDED_OVER
from listings.models import Listing
from wanted import actions, news
from wanted.models import Answer, Want

# When its organisation last received something, or it was last changed.
SUPPLIED_AT = Greatest(
    Subquery(
        ClaimStep.objects.filter(
            subject__organisation=OuterRef("organisation"), state=HANDED_OVER
        )
        .order_by("-at")
        .values("at")[:1]
    ),
    "matched_at",
)
# The end of the day, or when it was asked, should that be later.
TOO_LATE_AT = Greatest(
    Cast("needed_by", DateTimeField()) + timedelta(days=1), "posted_at"
)


# When it was found, or its listing or its want was last looked at.
FOUND_AT = Greatest("found_at", "listing__announced_at", "want__matched_at")
# When its listing went live, or it was answered with, should that be later.
ANSWERED_AT = Greatest("at", "listing__live_at")


@shared_task
@watched(
    DueRows(lambda _now: Listing.objects.unannounced(), since="live_at"),
    DueRows(lambda _now: news.next_untold(), since=FOUND_AT),
    DueRows(lambda _now: Answer.objects.waiting(), since=ANSWERED_AT),
)
def match_new_listings() -> None:
    """Tell those who want it what went live."""
    if actions.match_new_listings() == actions.BATCH:
        match_new_listings.delay()


@shared_task
@watched(DueRows(lambda _now: Want.objects.unmatched(), since="posted_at"))
def match_new_wants() -> None:
    """Find what is there for new wants."""
    if actions.match_new_wants() == actions.BATCH:
        match_new_wants.delay()


@shared_task
@watched(
    DueRows(lambda now: Want.objects.past(timezone.localdate(now)), since=TOO_LATE_AT)
)
def close_past() -> None:
    """End what was needed by a day that is over."""
    if actions.close_past() == BATCH:
        close_past.delay()


@shared_task
@watched(DueRows(lambda _now: Want.objects.supplied(), since=SUPPLIED_AT))
def mark_met() -> None:
    """Mark what was handed over as met."""
    if actions.mark_met() == BATCH:
        mark_met.delay()
