"""What the clock does with letters."""

from celery import shared_task

from outbox import actions


@shared_task
def deliver_due() -> None:
    """Send what is due; after a full batch, go on at once."""
    if actions.deliver_due() == actions.BATCH:
        deliver_due.delay()


@shared_task
def gather_daily() -> None:
    """Write the daily letters."""
    actions.gather_daily()


@shared_task
def forget_old() -> None:
    """Delete letters that were sent long ago."""
    actions.forget_old()
