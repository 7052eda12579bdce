"""`manage.py prepare_demo`: everything between an empty folder and a demo."""

import hashlib
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from members.models import Organisation

SIZES = ("organisations", "listings", "wants")


class Command(BaseCommand):
    """Texts, tables, static files, demo data: each only as far as it is missing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The sizes that `seed_demo` knows."""
        for name in SIZES:
            parser.add_argument(f"--{name}", type=int)

    def handle(self, **options) -> None:
        """Also at the second start, when nearly nothing is left to do."""
        if not settings.DEMO:
            raise CommandError("Only a demo is prepared like this: set DEMO=1.")
        refuse_older_house()
        call_command("messages", compile=True)
        call_command("migrate", verbosity=0, interactive=False)
        collect_static()
        if not Organisation.objects.exists():
            chosen = {name: options[name] for name in SIZES if options[name]}
            call_command("seed_demo", **chosen)


def refuse_older_house() -> None:
    """Tables from before the apps were divided anew can't be brought over: nobody but a
    demo has them."""
    applied = MigrationRecorder(connection).applied_migrations()
    if ("listings", "0002_categories") in applied:
        raise CommandError(
            f"The data in {settings.VAR} were made by an older version, and this one "
            f"can't read them. Start afresh with: rm -r {settings.VAR}"
        )


def collect_static() -> None:
    """Collect the static files when one of them has changed."""
    stamp, now = settings.VAR / "static.stamp", fingerprint()
    if stamp.exists() and settings.STATIC_ROOT.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def fingerprint() -> str:
    """Says whether a static file was added, removed or changed."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            changed = storage.get_modified_time(path).timestamp()
            seen.update(f"{path} {changed} ".encode())
    return seen.hexdigest()
