"""What the clock does with listings."""

from celery import shared_task

from listings import title_statistics


@shared_task
def learn() -> None:
    """Read what members' own titles teach."""
    title_statistics.learn()
