"""What the clock does with e-mail that comes in; after a full batch, it goes on at
once."""

from celery import shared_task
from django.db.models import F

from base.due_rows import DueRows, unwatched, watched
from base.sweeps import BATCH
from conversations.mail import intake, mailbox
from conversations.models import Incoming
from conversations.querysets import KEEP_MAIL_FOR


@shared_task
@unwatched("What waits lies in a mailbox elsewhere; that it can't be read is booked.")
def fetch_mail() -> None:
    """Take what lies in the mailbox."""
    if mailbox.fetch() == mailbox.BATCH:
        fetch_mail.delay()


@shared_task
@watched(DueRows(lambda _now: Incoming.objects.unread(), since="came_at"))
def read_mail() -> None:
    """Put what came in where it belongs."""
    if intake.read_incoming() == BATCH:
        read_mail.delay()


@shared_task
@watched(
    DueRows(
        lambda now: Incoming.objects.came_before(now - KEEP_MAIL_FOR),
        since=F("came_at") + KEEP_MAIL_FOR,
    )
)
def forget_old_mail() -> None:
    """Delete e-mail as it came."""
    intake.forget_old()
