"""The whole timetable. Every task takes no arguments and may run twice."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import celeryd_after_setup

from deelplatform.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deelplatform.settings")

app = Celery("deelplatform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Before it forks the processes that do the work.
celeryd_after_setup.connect(warm_up)


def every(seconds: int, task: str) -> dict:
    """A sweep; a tick that nobody took before the next one is thrown away."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


HOUR = 3600
app.conf.beat_schedule = {
    "deliver letters": every(5, "outbox.tasks.deliver_due"),
    "match listings": every(5, "wanted.tasks.match_new_listings"),
    "match wants": every(5, "wanted.tasks.match_new_wants"),
    "look for saved searches": every(60, "searches.tasks.look"),
    "close wants": every(HOUR, "wanted.tasks.close_past"),
    "meet wants": every(60, "wanted.tasks.mark_met"),
    "retire listings": every(HOUR, "upkeep.tasks.expire_past"),
    "place lists": every(3, "lists.tasks.place"),
    "open listings": every(60, "upkeep.tasks.open_up"),
    "chase claims": every(300, "claims.tasks.remind_unanswered"),
    "expire claims": every(300, "claims.tasks.expire_unanswered"),
    "close claims": every(60, "claims.tasks.close_on_withdrawn_listings"),
    "remind of pickups": every(300, "logistics.tasks.remind_of_tomorrow"),
    "ask what happened": every(300, "logistics.tasks.ask_what_happened"),
    "remind of returns": every(300, "logistics.tasks.remind_of_returns"),
    "daily letters": {
        "task": "outbox.tasks.gather_daily",
        "schedule": crontab(hour=7, minute=0),
    },
    "ask owners": {
        "task": "upkeep.tasks.ask_owners",
        "schedule": crontab(hour=6, minute=30),
    },
    "forget old lists": {
        "task": "lists.tasks.forget_old_files",
        "schedule": crontab(hour=3, minute=30),
    },
    "learn from titles": {
        "task": "listings.tasks.learn",
        "schedule": crontab(hour=4, minute=0),
    },
    "forget old letters": {
        "task": "outbox.tasks.forget_old",
        "schedule": crontab(hour=3, minute=30),
    },
}
