"""How much CO2e sharing saves, and driving costs: rough, cautious, with sources.

`data/footprint.csv` has, per category, what a new piece costs the climate, or what
sharing one saves where a study says so (its `source`); of a range the low end. A
category without a line counts as its parent.
"""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

from listings.models import Listing

FACTORS = Path(__file__).parent / "data" / "footprint.csv"
# A diesel van, tank to wheel: UK DESNZ/DEFRA conversion factors 2025.
VAN_KG_PER_KM = 0.256


def saved_kg(listing: Listing, quantity: int) -> float | None:
    """What so many pieces save when nobody buys them new, in kg CO2e; None when nobody
    knows."""
    category = listing.category
    factors = _factors()
    per_unit, per_kg = factors.get(category.pk) or factors.get(
        category.parent_id or "", (None, None)
    )
    weight = listing.weight_kg or category.typical_weight_kg
    if per_unit is not None:
        return per_unit * quantity
    if per_kg is not None and weight:
        return per_kg * float(weight) * quantity
    return None


def driven_kg(km: float) -> float:
    """A van that drives so far, in kg CO2e."""
    return km * VAN_KG_PER_KM


@cache
def _factors() -> dict[str, tuple[float | None, float | None]]:
    with FACTORS.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (
                _number(row["kg_co2e_per_unit"]),
                _number(row["kg_co2e_per_kg"]),
            )
            for row in csv.DictReader(file)
        }


def _number(text: str) -> float | None:
    return float(Decimal(text)) if text else None
