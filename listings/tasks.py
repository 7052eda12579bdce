"""What the clock does with listings."""

import subprocess
import sys

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from base.due_rows import unwatched
from catalogue import searched
from listings import title_statistics, unknown_words

MANAGE = str(settings.BASE_DIR / "manage.py")
MONDAY = 0
LONGEST_S = 900  # some twenty seconds on a quiet machine


@shared_task
@unwatched("It reads all that is live anew; nothing waits to be read.")
def learn() -> None:
    """Read what members' own titles and searches teach; on Mondays moderators read of
    words that nobody knew. The kinds are learned by a process of its own, so that none
    that stays grows by the library's 150 MB."""
    searched.forget_old()
    if timezone.localdate().weekday() == MONDAY:
        unknown_words.tell()
    title_statistics.learn_habits()
    subprocess.run(
        [sys.executable, MANAGE, "learn_kinds"], check=True, timeout=LONGEST_S
    )
