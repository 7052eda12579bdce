"""What the clock does with listings."""

import subprocess
import sys

from celery import shared_task
from django.conf import settings

from base.due_rows import unwatched
from listings import title_statistics

MANAGE = str(settings.BASE_DIR / "manage.py")
LONGEST_S = 900  # some twenty seconds on a quiet machine


@shared_task
@unwatched("It reads all that is live anew; nothing waits to be read.")
def learn() -> None:
    """Read what members' own titles teach. The kinds are learned by a process of its
    own, so that none that stays grows by the library's 150 MB."""
    title_statistics.learn_habits()
    subprocess.run(
        [sys.executable, MANAGE, "learn_kinds"], check=True, timeout=LONGEST_S
    )
