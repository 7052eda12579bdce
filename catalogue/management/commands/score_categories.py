"""How well is the category of a title predicted?"""

import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import Case, in_parts, read_cases
from catalogue.kinds import NOTHING, chances

COLUMNS = {"title", "category_code"}
CERTAINLY = 0.8  # what is said with so much certainty is counted apart


class Command(BaseCommand):
    requires_system_checks = []  # texts only: no database and no pages
    help = (
        "Print the titles of FILE whose category is not the first suggestion, and how "
        "many are right: of the fifth that nothing is learned from, and of the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        cases = read_cases(file, COLUMNS)
        started = time.perf_counter()
        for case in cases:
            self._say(case)
        taken = 1000 * (time.perf_counter() - started) / len(cases)
        self.stdout.write(f"{len(cases)} titles, {taken:.2f} ms each")
        for line in in_parts(cases, ["title"], _figures):
            self.stdout.write(line)

    def _say(self, case: Case) -> None:
        codes = _predicted(case)
        if codes[0] not in _right(case):
            predicted = ", ".join(codes)
            self.stdout.write(f"{case['title']}: {case['category_code']} ({predicted})")


def _predicted(case: Case) -> list[str]:
    """The three first codes; `NOTHING` is an answer as well."""
    return [code for code, _sure in chances(case["title"])][:3]


def _right(case: Case) -> list[str]:
    return case["category_code"].split(";")


def _figures(cases: list[Case]) -> dict[str, float]:
    first = [case for case in cases if _predicted(case)[0] in _right(case)]
    three = [case for case in cases if set(_predicted(case)) & set(_right(case))]
    sure = [case for case in cases if _is_sure(case)]
    return {
        "top1": len(first) / len(cases),
        "top3": len(three) / len(cases),
        "certain": len(sure) / len(cases),
        "certain_right": sum(case in first for case in sure) / (len(sure) or 1),
    }


def _is_sure(case: Case) -> bool:
    code, sure = chances(case["title"])[0]
    return code != NOTHING and sure >= CERTAINLY
