"""How well is the category of a title predicted?"""

import json
import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import connection

from base.cases import read_cases
from catalogue import prediction
from catalogue.models import TitleWord

COLUMNS = {"title", "category_code"}


class Command(BaseCommand):
    help = "Print the titles of FILE whose category is not the first suggestion."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"a .csv with {sorted(COLUMNS)}")

    def handle(self, *, file: Path, **options: object) -> None:
        rows, asks = read_cases(file, COLUMNS), self._can_ask()
        first = among_three = 0
        started = time.perf_counter()
        for row in rows:
            known = prediction.learned_of(row["title"]) if asks else ()
            codes = prediction.ranked(row["title"], learned=known)[:3]
            first += codes[:1] == [row["category_code"]]
            among_three += row["category_code"] in codes
            if codes[:1] != [row["category_code"]]:
                predicted = ", ".join(codes) or "not known"
                self.stdout.write(
                    f"{row['title']}: {row['category_code']} ({predicted})"
                )
        taken = 1000 * (time.perf_counter() - started) / len(rows)
        self.stdout.write(f"{len(rows)} titles, {taken:.2f} ms each")
        top = {"top1": first / len(rows), "top3": among_three / len(rows)}
        self.stdout.write(
            json.dumps({name: round(share, 4) for name, share in top.items()})
        )

    def _can_ask(self) -> bool:
        """Before the first `migrate`, only the tree's own words are known."""
        has_tables = TitleWord._meta.db_table in connection.introspection.table_names()
        if not has_tables:
            self.stdout.write("No tables yet: only the words of the tree are used.")
        return has_tables
