"""`manage.py import_listings FILE --organisation KVK`: a surplus list by hand."""

from argparse import ArgumentParser
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model, QuerySet
from django.utils import translation

from base.refusal import Refused
from lists import actions, placement
from lists.lines import Lines, summary
from lists.models import Import
from members.models import Organisation, User
from surplus.unreadable import Unreadable

Row = TypeVar("Row", bound=Model)


class Command(BaseCommand):
    """Read a list, print a verdict per row, and place what can be placed."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose it is, and what happens with it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, help="KvK number or name")
        parser.add_argument("--by", help="e-mail address; else a coordinator")
        parser.add_argument("--location", help="name; else the first location")
        parser.add_argument("--live", action="store_true", help="publish at once")
        parser.add_argument("--preview", action="store_true", help="place nothing")

    def handle(self, *, file: Path, organisation: str, **options) -> None:
        """All or nothing."""
        member = _one(Organisation.objects.named(organisation), organisation)
        people = User.objects.of(member).coordinators_first()
        by = _one(
            people.filter(email=options["by"]) if options["by"] else people[:1],
            options["by"] or "a person of this organisation",
        )
        with translation.override(settings.LANGUAGE_CODE):
            self._import(file, by, options)

    def _import(self, file: Path, by: User, options: dict) -> None:
        try:
            with file.open("rb") as opened:
                imported = actions.read(opened, file.name, by=by)
        except (OSError, Unreadable) as error:
            raise CommandError(str(error)) from error
        except PermissionDenied:
            raise CommandError(f"{by.organisation} does not share now.") from None
        self._show(Lines(imported))
        if not options["preview"]:
            self._place(imported, by, options)

    def _show(self, lines: Lines) -> None:
        for line in lines:
            reasons = " ".join(line.reasons)
            sentence = (
                f"{line.row.sheet} {line.row.row}: {line.row.title}: {line.label}"
            )
            self.stdout.write(f"{sentence}. {reasons}".rstrip())
        self.stdout.write(summary(lines.counts))

    def _place(self, imported: Import, by: User, options: dict) -> None:
        name = options["location"]
        places = by.trades_for.locations.open()
        location = _one(
            places.filter(name=name) if name else places[:1],
            name or "a location of this organisation",
        )
        try:
            placed = placement.place(
                imported, by=by, location=location, live=options["live"]
            )
        except Refused as refusal:
            self.stdout.write(str(refusal))
            return
        self.stdout.write(f"{placed} placed")


def _one(rows: QuerySet[Row], what: str) -> Row:
    found = rows.first()
    if found is None:
        raise CommandError(f"Not found: {what}.")
    return found
