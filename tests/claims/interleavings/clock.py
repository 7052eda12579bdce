"""Time that a test moves along, of Python and of PostgreSQL alike."""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

# Before PostgreSQL's own `now()` on the search path, so that triggers read it too.
OWN_NOW = """
CREATE SCHEMA clock;
CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT current_setting('clock.moment')::timestamptz $$;
SET LOCAL search_path = clock, public, pg_catalog;
"""


class _AnyDatetime(type):
    def __instancecheck__(cls, value):
        return isinstance(value, datetime)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, moment):
        self.moment = moment

    def set(self, moment):
        self.moment = moment
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('clock.moment', %s, true)", [f"{moment}"])

    def forward(self, step):
        self.set(self.moment + step)


@contextmanager
def own_clock(moment):
    """In a transaction that is rolled back."""
    clock = Clock(moment)

    class Then(datetime, metaclass=_AnyDatetime):
        @classmethod
        def now(cls, tz=None):
            return clock.moment.astimezone(tz)

    with connection.cursor() as cursor:
        cursor.execute(OWN_NOW)
    clock.set(moment)
    with patch.object(timezone, "datetime", Then):
        yield clock
