"""What the clock does so that no offer is forgotten."""

from celery import shared_task

from upkeep import expiry, nudges


@shared_task
def expire_past() -> None:
    """End what is past its last day; after a full batch, go on at once."""
    if expiry.expire_past() == expiry.BATCH:
        expire_past.delay()


@shared_task
def open_up() -> None:
    """What its own organisation had to itself opens to the others."""
    expiry.open_up()


@shared_task
def ask_owners() -> None:
    """Ask about what lies still; when more is due than fits, go on at once."""
    if nudges.ask_all():
        ask_owners.delay()
