"""How well are listings told from what was not asked for?"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import read_cases
from wanted.likeness import likeness, read
from wanted.matching import ANNOUNCE

COLUMNS = {
    *("listing_title", "listing_description"),
    *("wanted_title", "wanted_description", "should_match"),
}


class Command(BaseCommand):
    requires_system_checks = []  # texts only: no database and no pages
    help = "Print the pairs of FILE that are judged otherwise than by a person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        matched = right = wanted = 0
        for row in read_cases(file, COLUMNS):
            alike, should = _alike(row), row["should_match"] == "yes"
            is_told = alike >= ANNOUNCE
            matched, wanted = matched + is_told, wanted + should
            right += is_told and should
            if is_told != should:
                pair = f"{row['wanted_title']} / {row['listing_title']}"
                self.stdout.write(f"{pair}: {alike:.2f}, but {row['should_match']}")
        shares = {"precision": right / (matched or 1), "recall": right / (wanted or 1)}
        shares = {name: round(share, 4) for name, share in shares.items()}
        self.stdout.write(json.dumps(shares | {"threshold": ANNOUNCE}))


def _alike(row: dict[str, str]) -> float:
    listing = read(row["listing_title"], row["listing_description"])
    return likeness(read(row["wanted_title"], row["wanted_description"]), listing)
