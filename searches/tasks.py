"""What the clock does with saved searches."""

from celery import shared_task

from base.sweeps import BATCH
from searches import actions


@shared_task
def look() -> None:
    """Tell who looks for it what is new; after a full batch, go on at once."""
    if actions.look() == BATCH:
        look.delay()
