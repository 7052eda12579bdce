"""What the clock does with lists."""

from celery import shared_task

from lists import placement


@shared_task
def place() -> None:
    """Make listings of the lists that were confirmed."""
    placement.place_due()


@shared_task
def forget_old_files() -> None:
    """The files of lists that were sent long ago go."""
    placement.forget_old_files()
