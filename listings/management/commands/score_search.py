"""How well does the search understand what is typed?"""

import math
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from django.core.management.base import BaseCommand

from base.cases import Case, in_parts, read_cases
from catalogue.kinds import NOTHING
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.search.meaning import meaning_among
from listings.search.ranking import BEST_FIRST, find

COLUMNS = {"query", "category_codes"}
SHOWN = 10  # results that are judged


class Judged(NamedTuple):
    """Is the first result right, and the gain of the first ten."""

    right: bool
    gain: float


class Command(BaseCommand):
    help = (
        "Search for each query of FILE among the live listings, and print those where "
        "another kind of thing stands on top, or anything where there is nothing; with "
        "figures of the fifth that nothing is learned from, and of the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        cases = read_cases(file, COLUMNS)
        live = Listing.objects.live()
        self.there = Counter(live.order_by().values_list("category_id", flat=True))
        started = time.perf_counter()
        self.judged = {case["query"]: self._judge(live, case) for case in cases}
        taken = 1000 * (time.perf_counter() - started) / len(cases)
        self.stdout.write(f"{len(cases)} queries, {taken:.1f} ms each")
        for line in in_parts(cases, ["query"], self._figures):
            self.stdout.write(line)

    def _figures(self, cases: list[Case]) -> dict[str, float]:
        """Of queries for which there is something: how often the right kind stands on
        top, and the gain; of the others, how often nothing is found."""
        kinds = [self.judged[case["query"]] for case in cases if not _is_nothing(case)]
        empty = [self.judged[case["query"]] for case in cases if _is_nothing(case)]
        figures = {"top1": _mean([judged.right for judged in kinds])}
        figures["ndcg10"] = _mean([judged.gain for judged in kinds])
        if empty:
            figures["nothing"] = _mean([judged.right for judged in empty])
        return figures

    def _judge(self, live: ListingQuerySet, case: Case) -> Judged:
        """nDCG: a result is worth the more, the earlier its category stands among the
        right ones."""
        found = find(live, meaning_among(live, case["query"])).order_by(*BEST_FIRST)
        shown = list(found.values_list("category_id", flat=True)[:SHOWN])
        codes = case["category_codes"].split(";")
        right = not shown if _is_nothing(case) else bool(shown) and shown[0] in codes
        if not right:
            kinds = ", ".join(dict.fromkeys(shown)) or "nothing"
            self.stdout.write(f"{case['query']}: {case['category_codes']} ({kinds})")
        worth = {code: len(codes) - place for place, code in enumerate(codes)}
        best = [worth[code] for code in codes for _n in range(self.there[code])]
        ideal = _gain(best[:SHOWN])
        return Judged(
            right, _gain([worth.get(code, 0) for code in shown]) / (ideal or 1)
        )


def _is_nothing(case: Case) -> bool:
    return case["category_codes"] == NOTHING


def _mean(values: list) -> float:
    return sum(values) / (len(values) or 1)


def _gain(worths: list[int]) -> float:
    """Discounted cumulative gain (Järvelin and Kekäläinen, 2002)."""
    return sum(worth / math.log2(place + 2) for place, worth in enumerate(worths))
