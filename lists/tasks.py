"""What the clock does with lists."""

from celery import shared_task
from django.db.models import F
from django.db.models.functions import Greatest

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from lists import placement, reading
from lists.models import Import
from lists.querysets import KEPT


@shared_task
@watched(DueRows(lambda _now: Import.objects.to_read(), since="to_read_since"))
def read() -> None:
    """Read the lists that were sent."""
    reading.read_due()


@shared_task
@watched(DueRows(lambda _now: Import.objects.to_place(), since="confirmed_at"))
def place() -> None:
    """Make listings of the lists that were confirmed."""
    placement.place_due()


@shared_task
@watched(
    DueRows(
        Import.objects.with_old_files, since=Greatest(F("made_at") + KEPT, "done_at")
    )
)
def forget_old_files() -> None:
    """The files of lists that were sent long ago go; after a full batch, on at once."""
    if placement.forget_old_files() == BATCH:
        forget_old_files.delay()
