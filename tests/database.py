"""The tests' database: made once, copied, and emptied of all but what it began with."""

import hashlib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

# What a database is made of, beside the versions in the requirements.
MADE_OF = ("*/migrations/*.py", "*/data/*", "base/geonames.py", "requirements/*.txt")
TEMPLATE = "test_template_"
ONE_AT_A_TIME = 13  # the number of a lock, of our own choosing
UNSAFE_AND_FAST = ("fsync", "full_page_writes", "synchronous_commit")


# -- Making it ---------------------------------------------------------------
def hurry(cursor):
    """Nothing in the tests' own server has to survive a power cut. Nobody else's
    server is touched: whoever gives no VAR shares it with a demo."""
    if settings.EMBEDDED and settings.VAR != settings.BASE_DIR / "var":
        for name in UNSAFE_AND_FAST:
            cursor.execute(f"ALTER SYSTEM SET {name} = off")
        cursor.execute("SELECT pg_reload_conf()")


def template():
    """The name of a database to copy, with all tables and towns in it; made when there
    is none, or when what it is made of has changed."""
    name = TEMPLATE + fingerprint()
    with connection._nodb_cursor() as cursor, alone(cursor):
        hurry(cursor)
        former = databases(cursor)
        if name not in former:
            make(name, cursor)
        for other in former - {name}:
            cursor.execute(f"DROP DATABASE {other}")
    return name


def fingerprint():
    """Says whether a migration, or what one reads, has changed."""
    seen = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            seen.update(path.read_bytes() if path.is_file() else b"")
    return seen.hexdigest()[:16]


@contextmanager
def alone(cursor):
    """The other workers of this run wait meanwhile."""
    cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def databases(cursor):
    """The names of the templates that there are."""
    cursor.execute("SELECT datname FROM pg_database")
    return {name for (name,) in cursor.fetchall() if name.startswith(TEMPLATE)}


def make(name, cursor):
    """Under another name until it is complete, so that no half one is copied."""
    own = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    made = connection.settings_dict["NAME"]
    connection.close()
    cursor.execute(f"ALTER DATABASE {made} RENAME TO {name}")
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own


# -- Emptying it -------------------------------------------------------------
class Beginning:
    """What stands in the database before the first test: towns, sectors, categories,
    content types. Known in this process, so that it need not be computed again."""

    def __init__(self):
        tables = connection.introspection.django_table_names(only_existing=True)
        self.rows = {table: copied_out(table) for table in sorted(tables)}
        # Whose rows nobody may delete, but for a test that is over.
        kept = ("papers_", "billing_")
        self.guarded = {table for table in tables if table.startswith(kept)}

    def come_back(self):
        """Empty what tests have filled, and put back what they have changed. In one
        transaction: which table is emptied first does not matter then."""
        changed = [
            table for table in self.rows if copied_out(table) != self.rows[table]
        ]
        guarded = [table for table in changed if table in self.guarded]
        with transaction.atomic(), connection.cursor() as cursor:
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for table in changed:
                cursor.execute(f"DELETE FROM {table}")
            for table in changed:
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(self.rows[table])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def copied_out(table):
    """All rows of a table, as PostgreSQL writes them."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} TO STDOUT") as copy,
    ):
        return b"".join(copy)


def empty_quickly(beginning):
    """From now on a test with real transactions leaves the database as it began,
    instead of without any row."""
    TransactionTestCase._fixture_teardown = lambda _test: beginning.come_back()
