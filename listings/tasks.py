"""What the clock does with listings."""

from celery import shared_task

from base.due_rows import unwatched
from listings import title_statistics


@shared_task
@unwatched("It reads all that is live anew; nothing waits to be read.")
def learn() -> None:
    """Read what members' own titles teach."""
    title_statistics.learn()
