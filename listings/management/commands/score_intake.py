"""How well do the intake rules judge a text?"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import read_cases
from listings.intake import prohibited

COLUMNS = {"text", "expected_action", "expected_kind"}


class Command(BaseCommand):
    requires_system_checks = []  # the rules need no database and no pages
    help = "Print the verdict on each text of FILE, and how many of them are right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        cases = read_cases(file, COLUMNS)
        right = 0
        for case in cases:
            verdict = prohibited.judge(case["text"])
            is_right = _agrees(verdict, case)
            right += is_right
            mark = "right" if is_right else f"WRONG, {case['expected_action']} expected"
            self.stdout.write(f"{verdict.action} ({mark}): {case['text']}")
            for hit in verdict.hits:
                self.stdout.write(f"    {hit.rule.id}: {hit}")
        self.stdout.write(json.dumps({"right": round(right / len(cases), 4)}))


def _agrees(verdict: prohibited.Verdict, case: dict[str, str]) -> bool:
    """The expected action, and where a kind is expected a rule of that kind."""
    deciding = [hit for hit in verdict.hits if hit.rule.action == verdict.action]
    kinds = {hit.rule.kind for hit in deciding}
    kind = case["expected_kind"]
    return verdict.action == case["expected_action"] and (not kind or kind in kinds)
