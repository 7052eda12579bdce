"""The whole timetable. Every task takes no arguments and may run twice; what waits for
it stands beside it (`base.due_rows`). Staff read these names in the admin."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import celeryd_after_setup
from django.utils.translation import gettext_noop as _

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
    _("deliver letters"): every(5, "outbox.tasks.deliver_due"),
    _("match listings"): every(5, "wanted.tasks.match_new_listings"),
    _("match wants"): every(5, "wanted.tasks.match_new_wants"),
    _("look for saved searches"): every(60, "searches.tasks.look"),
    _("tell what is free"): every(60, "searches.tasks.tell_of_free"),
    _("close wants"): every(HOUR, "wanted.tasks.close_past"),
    _("meet wants"): every(60, "wanted.tasks.mark_met"),
    _("retire listings"): every(HOUR, "upkeep.tasks.expire_past"),
    _("read lists"): every(2, "lists.tasks.read"),
    _("place lists"): every(3, "lists.tasks.place"),
    _("go on with many offers"): every(3, "selections.tasks.go_on"),
    _("open listings"): every(60, "upkeep.tasks.open_up"),
    _("fetch mail"): every(15, "conversations.tasks.fetch_mail"),
    _("read mail"): every(5, "conversations.tasks.read_mail"),
    _("chase approvals"): every(300, "approvals.tasks.go_on"),
    _("end approvals"): every(300, "approvals.tasks.end"),
    _("chase claims"): every(300, "claims.tasks.remind_unanswered"),
    _("expire claims"): every(300, "claims.tasks.expire_unanswered"),
    _("end longer times"): every(300, "claims.tasks.expire_extensions"),
    _("tell what comes free"): every(HOUR, "claims.tasks.note_what_is_free"),
    _("end uses of rooms"): every(300, "claims.tasks.end_what_is_over"),
    _("ask after services"): every(300, "claims.tasks.ask_after_services"),
    _("remind of rooms"): every(300, "claims.tasks.remind_of_rooms"),
    _("remind of services"): every(300, "claims.tasks.remind_of_visits"),
    _("warn of what lapses"): every(300, "claims.tasks.warn_of_lapsing"),
    _("let promises lapse"): every(60, "claims.tasks.lapse"),
    _("ask after damage"): every(HOUR, "claims.tasks.remind_of_damages"),
    _("ask after deposits"): every(HOUR, "claims.tasks.remind_of_deposits"),
    _("close claims"): every(60, "claims.tasks.close_on_withdrawn_listings"),
    _("look at what is owed"): every(60, "billing.tasks.look_at_claims"),
    _("close months"): every(HOUR, "billing.tasks.close_months"),
    _("fix statements"): every(HOUR, "billing.tasks.fix_what_is_due"),
    _("remind of pickups"): every(300, "logistics.tasks.remind_of_tomorrow"),
    _("ask what happened"): every(300, "logistics.tasks.ask_what_happened"),
    _("assume handed over"): every(300, "logistics.tasks.assume_handed_over"),
    _("ask for the rest"): every(300, "logistics.tasks.ask_for_the_rest"),
    _("remind of returns"): every(300, "logistics.tasks.remind_of_returns"),
    _("daily letters"): {
        "task": "outbox.tasks.gather_daily",
        "schedule": crontab(hour=7, minute=0),
    },
    _("ask owners"): {
        "task": "upkeep.tasks.ask_owners",
        "schedule": crontab(hour=6, minute=30),
    },
    _("forget old lists"): {
        "task": "lists.tasks.forget_old_files",
        "schedule": crontab(hour=3, minute=30),
    },
    _("forget what was done with many"): {
        "task": "selections.tasks.forget_old",
        "schedule": crontab(hour=3, minute=30),
    },
    _("learn from titles"): {
        "task": "listings.tasks.learn",
        "schedule": crontab(hour=4, minute=0),
    },
    _("forget mail"): {
        "task": "conversations.tasks.forget_old_mail",
        "schedule": crontab(hour=3, minute=30),
    },
    _("forget old letters"): {
        "task": "outbox.tasks.forget_old",
        "schedule": crontab(hour=3, minute=30),
    },
}
