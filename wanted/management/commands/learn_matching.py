"""Learning how much each sign weighs that a listing is what a want asks for."""

import csv
import math
from collections.abc import Iterator

import numpy as np
from django.core.management.base import BaseCommand
from sklearn.linear_model import LogisticRegression

from base.cases import Case, is_apart, read_cases
from wanted.exclusions import RULES
from wanted.likeness import KIN, WEIGHTS, read, signs
from wanted.management.commands.score_matching import COLUMNS, TEXTS
from wanted.things import DATA

NAMES = [
    *("overlap", "whole overlap", "hardly overlap", "other sort"),
    *(*KIN, "obscure", *(rule.name for rule in RULES)),
]
CLEAR = -2.5  # of a rule that always rules out, however few pairs have it
OBSCURE = -1.2  # at most, of a title that nobody knows: no pair has a category
STRENGTH = 0.5  # C of the regression


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Learn the weights of `data/weights.csv` from `data/pairs/`, without the fifth "
        "that stays apart. What rules out never weighs for a match."
    )

    def handle(self, **options: object) -> None:
        pairs = list(_pairs())
        rows = np.array(
            [[_signs(pair).get(name, 0.0) for name in NAMES] for pair in pairs]
        )
        should = [pair["should_match"] == "yes" for pair in pairs]
        machine = LogisticRegression(C=STRENGTH, max_iter=2_000).fit(rows, should)
        learned = dict(zip(NAMES, machine.coef_[0], strict=True))
        most = {rule.name: CLEAR if rule.is_clear else 0.0 for rule in RULES}
        most["obscure"] = OBSCURE
        with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["sign", "weight"])
            writer.writerow(["always", round(float(machine.intercept_[0]), 3)])
            for name, weight in learned.items():
                bounded = min(float(weight), most.get(name, math.inf))
                writer.writerow([name, round(bounded, 3)])
        self.stdout.write(f"{len(pairs)} pairs: {WEIGHTS}")


def _pairs() -> Iterator[Case]:
    for path in sorted((DATA / "pairs").glob("*.csv")):
        for case in read_cases(path, COLUMNS):
            if not is_apart(*(case[name] for name in TEXTS)):
                yield case


def _signs(case: Case) -> dict[str, float]:
    listing = read(case["listing_title"], case["listing_description"])
    return signs(read(case["wanted_title"], case["wanted_description"]), listing)
