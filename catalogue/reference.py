"""The category tree as it is delivered: `data/categories.csv`."""

import csv
from collections.abc import Iterator
from pathlib import Path

CATEGORIES = Path(__file__).parent / "data" / "categories.csv"


def category_rows() -> Iterator[dict[str, str]]:
    """Every row of the tree, parents before their children."""
    with CATEGORIES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def category_fields(row: dict[str, str], position: int) -> dict:
    """A row as the fields of a Category."""
    return {
        "code": row["code"],
        "parent_id": row["parent_code"] or None,
        "position": position,
        "kind": row["kind"],
        "name_nl": row["name_nl"],
        "name_en": row["name_en"],
        "synonyms_nl": [word for word in row["synonyms_nl"].split(";") if word],
        "synonyms_en": [word for word in row["synonyms_en"].split(";") if word],
        "unit_nl": row["unit_nl"],
        "typical_weight_kg": row["typical_weight_kg"] or None,
        "typical_new_price_eur": row["typical_new_price_eur"] or None,
        "device": row["device"],
        "route": row["route"],
        "emdn_code": row["emdn_code"],
        "is_crisis_good": row["crisis"] == "1",
        "icon": row["icon"],
    }
