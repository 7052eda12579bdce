"""How well does the search understand what is typed?"""

import json
import math
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand

from base.cases import read_cases
from catalogue.search_meaning import understand
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.search.ranking import BEST_FIRST, find

COLUMNS = {"query", "category_codes"}
SHOWN = 10  # results that are judged


class Command(BaseCommand):
    help = (
        "Search for each query of FILE among the live listings, and print those where "
        "another kind of thing stands on top."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        rows = read_cases(file, COLUMNS)
        live = Listing.objects.live()
        self.there = Counter(live.order_by().values_list("category_id", flat=True))
        started = time.perf_counter()
        tops, gains = zip(*(self._judge(live, row) for row in rows), strict=True)
        taken = 1000 * (time.perf_counter() - started) / len(rows)
        self.stdout.write(f"{len(rows)} queries, {taken:.1f} ms each")
        figures = {"top1": sum(tops) / len(rows), "ndcg10": sum(gains) / len(rows)}
        self.stdout.write(
            json.dumps({name: round(share, 4) for name, share in figures.items()})
        )

    def _judge(self, live: ListingQuerySet, row: dict[str, str]) -> tuple[bool, float]:
        """Is the first result right, and the gain of the first ten (nDCG): a result is
        worth the more, the earlier its category stands among the right ones."""
        codes = row["category_codes"].split(";")
        found = find(live, understand(row["query"])).order_by(*BEST_FIRST)
        shown = list(found.values_list("category_id", flat=True)[:SHOWN])
        right = shown[:1] != [] and shown[0] in codes
        if not right:
            kinds = ", ".join(dict.fromkeys(shown)) or "nothing"
            self.stdout.write(f"{row['query']}: {row['category_codes']} ({kinds})")
        worth = {code: len(codes) - place for place, code in enumerate(codes)}
        best = [worth[code] for code in codes for _n in range(self.there[code])]
        ideal = _gain(best[:SHOWN])
        return right, _gain([worth.get(code, 0) for code in shown]) / (ideal or 1)


def _gain(worths: list[int]) -> float:
    """Discounted cumulative gain (Järvelin and Kekäläinen, 2002)."""
    return sum(worth / math.log2(place + 2) for place, worth in enumerate(worths))
