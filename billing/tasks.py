"""What the clock does with statements; after a full batch, it goes on at once."""

from celery import shared_task

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from billing import actions
from billing.models import Look, Statement


@shared_task
@watched(DueRows(Look.objects.due, since="due_at"))
def look_at_claims() -> None:
    """Put what is owed for claims on the statement of the month."""
    if actions.look_at_claims() == BATCH:
        look_at_claims.delay()


@shared_task
@watched(DueRows(Statement.objects.to_close, since="closes_at"))
def close_months() -> None:
    """Ask sellers to look through the month that is over."""
    if actions.close_months() == BATCH:
        close_months.delay()


@shared_task
@watched(DueRows(Statement.objects.to_fix, since="fix_at"))
def fix_what_is_due() -> None:
    """Fix what its seller had time enough to look through."""
    if actions.fix_what_is_due() == BATCH:
        fix_what_is_due.delay()
