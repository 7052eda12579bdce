"""What the clock does with listings."""

from celery import shared_task

from listings import actions, learning


@shared_task
def expire_past() -> None:
    """End what is past its last day; after a full batch, go on at once."""
    if actions.expire_past() == actions.BATCH:
        expire_past.delay()


@shared_task
def learn() -> None:
    """Read what members' own titles teach."""
    learning.learn()
