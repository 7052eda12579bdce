"""Files of cases that `manage.py score_…` compares with, and which of them stay apart.

A fifth of the cases teaches nothing: it is left out of all training, so that figures on
it tell what the platform can, and not what it remembers.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from django.core.management.base import CommandError

EACH = 5  # one case of so many stays apart
Case = dict[str, str]
Figures = Mapping[str, float]


def read_cases(path: Path, columns: set[str]) -> list[Case]:
    """The rows of a .csv (UTF-8) that has these columns, and at least one row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path}: {error}") from error
    if not rows or not set(rows[0]) >= columns:
        raise CommandError(f"{path}: no rows with {sorted(columns)}")
    return rows


def is_apart(*texts: str) -> bool:
    """Is a case with these texts one of the fifth that is never learned from? What it
    says decides, whatever its case and spaces, so it is so in every file."""
    key = "\n".join(" ".join(text.casefold().split()) for text in texts)
    return int(sha256(key.encode()).hexdigest(), 16) % EACH == 0


def in_parts(
    cases: Iterable[Case], texts: Iterable[str], score: Callable[[list[Case]], Figures]
) -> Iterator[str]:
    """A line of JSON with the figures of the fifth that stays apart, of the rest, and
    last of all cases. `texts`: the columns that a case is known by."""
    parts: dict[str, list[Case]] = {"apart": [], "rest": [], "all": []}
    names = list(texts)
    for case in cases:
        apart = is_apart(*(case[name] for name in names))
        parts["apart" if apart else "rest"].append(case)
        parts["all"].append(case)
    for name, part in parts.items():
        if part:
            figures = {key: round(value, 4) for key, value in score(part).items()}
            yield json.dumps({"part": name, "cases": len(part), **figures})
