"""The clock finds the tasks by the names in its timetable."""

import pytest

from deelplatform.celery import app

NAMES = [
    "claims.tasks.remind_unanswered",
    "claims.tasks.expire_unanswered",
    "claims.tasks.close_on_withdrawn_listings",
    "logistics.tasks.remind_of_tomorrow",
    "logistics.tasks.ask_what_happened",
    "logistics.tasks.remind_of_returns",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_task_runs_without_arguments_when_nothing_is_due(db, name):
    app.loader.import_default_modules()
    assert app.tasks[name]() is None
    planned = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert name in planned
