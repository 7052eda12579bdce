"""How well are listings told from what was not asked for?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import Case, in_parts, read_cases
from wanted.likeness import Text, likeness, read, reasons_against
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
            if (_alike(case) >= ANNOUNCE) != _should(case):
                self.stdout.write(_line(case))
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


def _line(case: Case) -> str:
    want, listing = _both(case)
    pair = f"{case['wanted_title']} / {case['listing_title']}"
    against = "".join(f"; {rule.reason}" for rule in reasons_against(want, listing))
    return f"{pair}: {_alike(case):.2f}, but {case['should_match']}{against}"


def _should(case: Case) -> bool:
    return case["should_match"] == "yes"


def _alike(case: Case) -> float:
    return likeness(*_both(case))


def _both(case: Case) -> tuple[Text, Text]:
    """The want and the listing."""
    want = read(case["wanted_title"], case["wanted_description"])
    return want, read(case["listing_title"], case["listing_description"])
