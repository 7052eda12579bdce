"""Files of cases that `manage.py score_…` compares with."""

import csv
from pathlib import Path

from django.core.management.base import CommandError


def read_cases(path: Path, columns: set[str]) -> list[dict[str, str]]:
    """The rows of a .csv (UTF-8) that has these columns, and at least one row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path}: {error}") from error
    if not rows or not set(rows[0]) >= columns:
        raise CommandError(f"{path}: no rows with {sorted(columns)}")
    return rows
