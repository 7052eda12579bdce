"""How well do the intake rules judge a text?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import Case, in_parts, read_cases
from listings.intake import prohibited
from listings.intake.prohibited import NONE

COLUMNS = {"text", "expected_action", "expected_kind"}


class Command(BaseCommand):
    requires_system_checks = []  # the rules need no database and no pages
    help = (
        "Print the verdict on each text of FILE, and how many are right: of the fifth "
        "that no rule was made from, and of the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        cases = read_cases(file, COLUMNS)
        for case in cases:
            self._say(case)
        for line in in_parts(cases, ["text"], _figures):
            self.stdout.write(line)

    def _say(self, case: Case) -> None:
        verdict = prohibited.judge(case["text"])
        expected = f"WRONG, {case['expected_action']} expected"
        mark = "right" if _agrees(verdict, case) else expected
        self.stdout.write(f"{verdict.action} ({mark}): {case['text']}")
        for hit in verdict.hits:
            self.stdout.write(f"    {hit.rule.id}: {hit}")


def _figures(cases: list[Case]) -> dict[str, float]:
    """Verdicts that are right; and of harmless texts and of others apart."""
    verdicts = [(case, _agrees(prohibited.judge(case["text"]), case)) for case in cases]
    harmless = [ok for case, ok in verdicts if case["expected_action"] == NONE]
    others = [ok for case, ok in verdicts if case["expected_action"] != NONE]
    shares = {"right": [ok for _case, ok in verdicts], "harmless": harmless}
    shares["harmful"] = others
    return {name: sum(oks) / (len(oks) or 1) for name, oks in shares.items()}


def _agrees(verdict: prohibited.Verdict, case: Case) -> bool:
    """The expected action, and where a kind is expected a rule of that kind."""
    deciding = [hit for hit in verdict.hits if hit.rule.action == verdict.action]
    kinds = {hit.rule.kind for hit in deciding}
    kind = case["expected_kind"]
    return verdict.action == case["expected_action"] and (not kind or kind in kinds)
