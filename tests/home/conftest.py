"""Time that passes, from one moment of the clock to the next."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db.models import Min
from django.utils import timezone

from base.due_rows import due_rows_by_task
from home.promises import CLAIMS_OF, FAR

MINUTE = timedelta(minutes=1)
MOVING_ON = ("approvals.tasks", "claims.tasks", "logistics.tasks")


def next_moment():
    """The next one at which a sweep comes to any claim."""
    moments = [
        due.at(FAR).order_by().aggregate(next=Min(due.since))["next"]
        for task in due_rows_by_task().values()
        for due in task
        if due.at(FAR).model in CLAIMS_OF
    ]
    return min(filter(None, moments), default=None)


@pytest.fixture
def let_time_pass(monkeypatch):
    """To the next moment of the clock, and all that it then does with claims."""
    names = [name for name in due_rows_by_task() if name.startswith(MOVING_ON)]

    def go_on():
        now = max(next_moment(), timezone.now()) + MINUTE
        monkeypatch.setattr(timezone, "now", lambda: now)
        for name in names:
            current_app.tasks[name]()

    return go_on
