"""What the clock does with listings."""

from celery import shared_task

from listings import ageing, learning, placing, stirring


@shared_task
def expire_past() -> None:
    """End what is past its last day; after a full batch, go on at once."""
    if ageing.expire_past() == ageing.BATCH:
        expire_past.delay()


@shared_task
def open_up() -> None:
    """What its own organisation had to itself opens to the others."""
    ageing.open_up()


@shared_task
def place_lists() -> None:
    """Make listings of the lists that were confirmed."""
    placing.place_due()


@shared_task
def forget_lists() -> None:
    """The files of lists that were sent long ago go."""
    ageing.forget_lists()


@shared_task
def ask_owners() -> None:
    """Ask about what lies still; when more is due than fits, go on at once."""
    if stirring.ask_all():
        ask_owners.delay()


@shared_task
def learn() -> None:
    """Read what members' own titles teach."""
    learning.learn()
