"""How well are listings told from what was not asked for?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import Case, in_parts, read_cases
from wanted.likeness import likeness, read
from wanted.matching import ANNOUNCE

TEXTS = [
    *("listing_title", "listing_description"),
    *("wanted_title", "wanted_description"),
]
COLUMNS = {*TEXTS, "should_match"}


class Command(BaseCommand):
    requires_system_checks = []  # texts only: no database and no pages
    help = (
        "Print the pairs of FILE that are judged otherwise than by a person, and how "
        "many are: of the fifth that nothing is learned from, and of the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        cases = read_cases(file, COLUMNS)
        for case in cases:
            alike = _alike(case)
            if (alike >= ANNOUNCE) != _should(case):
                pair = f"{case['wanted_title']} / {case['listing_title']}"
                self.stdout.write(f"{pair}: {alike:.2f}, but {case['should_match']}")
        for line in in_parts(cases, TEXTS, _figures):
            self.stdout.write(line)


def _figures(cases: list[Case]) -> dict[str, float]:
    told = [case for case in cases if _alike(case) >= ANNOUNCE]
    right = sum(map(_should, told))
    shares = {
        "precision": right / (len(told) or 1),
        "recall": right / (sum(map(_should, cases)) or 1),
    }
    return shares | {"threshold": ANNOUNCE}


def _should(case: Case) -> bool:
    return case["should_match"] == "yes"


def _alike(case: Case) -> float:
    listing = read(case["listing_title"], case["listing_description"])
    return likeness(read(case["wanted_title"], case["wanted_description"]), listing)
