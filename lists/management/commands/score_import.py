"""How well is a surplus list read? Compares with what a careful human read."""

import argparse
import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from surplus.reader import read_surplus
from surplus.rows import Surplus
from surplus.score import score
from surplus.unreadable import Unreadable


class Command(BaseCommand):
    requires_system_checks = []  # reading needs no database and no pages
    help = "Print where the reading of FILE differs from EXPECTED, and how far."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an .xlsx or .csv surplus list")
        parser.add_argument(
            "expected", type=Path, help="the .json of what should be read"
        )

    def handle(self, *, file: Path, expected: Path, **options: object) -> None:
        wanted = self._expected(expected)
        surplus = self._read(file, wanted)
        result = score(surplus, wanted, csv=file.suffix.lower() != ".xlsx")
        for line in result.disagreements:
            self.stdout.write(line)
        self.stdout.write(json.dumps({"agree": result.agree, "rows": result.rows}))

    def _expected(self, path: Path) -> dict:
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error

    def _read(self, path: Path, wanted: dict) -> Surplus:
        today = wanted.get("today")
        day = date.fromisoformat(today) if today else timezone.localdate()
        try:
            with path.open("rb") as file:
                return read_surplus(file, path.name, today=day)
        except (OSError, Unreadable) as error:
            raise CommandError(f"{path}: {error}") from error
