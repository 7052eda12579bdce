"""What the clock does with approvals; after a full batch, it goes on at once."""

from celery import shared_task

from approvals import clock
from approvals.models import Approval
from base.due_rows import DueRows, watched
from base.sweeps import BATCH


@shared_task
@watched(DueRows(Approval.objects.to_go_on, since="due_at"))
def go_on() -> None:
    """Remind who decides, or ask the next in line."""
    if clock.go_on() == BATCH:
        go_on.delay()


@shared_task
@watched(DueRows(Approval.objects.to_end, since="ends_at"))
def end() -> None:
    """End what nobody decided about."""
    if clock.end() == BATCH:
        end.delay()
