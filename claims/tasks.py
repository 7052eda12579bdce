"""What the clock does with claims; after a full batch, it goes on at once."""

from celery import shared_task

from base.sweeps import BATCH
from claims import actions


@shared_task
def remind_unanswered() -> None:
    """Remind owners of what they have not answered."""
    if actions.remind_unanswered() == BATCH:
        remind_unanswered.delay()


@shared_task
def expire_unanswered() -> None:
    """End what nobody answered."""
    if actions.expire_unanswered() == BATCH:
        expire_unanswered.delay()


@shared_task
def close_on_withdrawn_listings() -> None:
    """Answer those who asked for what is no longer offered."""
    if actions.close_on_withdrawn_listings() == BATCH:
        close_on_withdrawn_listings.delay()
