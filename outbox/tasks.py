"""What the clock does with letters."""

from celery import shared_task
from django.db.models import F

from base.due_rows import DueRows, watched
from outbox import actions
from outbox.models import Letter, Told


@shared_task
@watched(DueRows(Letter.objects.due, since="next_try_at"))
def deliver_due() -> None:
    """Send what is due; after a full batch, go on at once."""
    if actions.deliver_due() == actions.BATCH:
        deliver_due.delay()


@shared_task
@watched(DueRows(lambda _now: actions.kept_for_daily(), since="created_at"))
def gather_daily() -> None:
    """Write the daily letters."""
    actions.gather_daily()


@shared_task
@watched(
    DueRows(
        lambda now: Letter.objects.sent_before(now - actions.KEEP_FOR),
        since=F("sent_at") + actions.KEEP_FOR,
    ),
    DueRows(
        lambda now: Told.objects.before(now - actions.KEEP_FOR),
        since=F("at") + actions.KEEP_FOR,
    ),
)
def forget_old() -> None:
    """Delete letters that were sent long ago."""
    actions.forget_old()
