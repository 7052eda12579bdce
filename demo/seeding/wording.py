"""Words that demo rows are made of, from `demo/data/wording.json`."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from catalogue.models import Category
from listings.intake.prohibited import judge

WORDING = Path(__file__).parent.parent / "data" / "wording.json"


@lru_cache(maxsize=1)
def words() -> dict:
    """Lists of words by subject."""
    return json.loads(WORDING.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A category, and the titles that its demo listings have."""

    code: str
    kind: str
    titles: tuple[str, ...]
    details: tuple[str, ...]
    unit: str
    price: float | None
    weight_kg: float | None
    expires: bool


def kinds() -> list[Kind]:
    """Every shareable category; only titles that the intake rules let through."""
    leaves = Category.objects.shareable().select_related("parent")
    return [_kind(category) for category in leaves]


def title(kind: Kind, random: Random) -> str:
    """Such as "Bureaustoel, zwart"."""
    detail = random.choice(kind.details)
    name = random.choice(kind.titles)
    return f"{name}, {detail}" if random.random() < 0.7 else name


def description(random: Random) -> str:
    """Two or three short sentences."""
    parts = [
        random.choice(words()[list_]) for list_ in ("why", "state_of_it", "fetching")
    ]
    return " ".join(part for part in parts if part)


def _kind(category: Category) -> Kind:
    names = [category.name_nl, *category.synonyms_nl[:6]]
    titles = tuple(name[0].upper() + name[1:] for name in names if not judge(name).hits)
    details = words()["details"].get(category.parent_id, ["compleet"])
    price = category.typical_new_price_eur
    weight = category.typical_weight_kg
    return Kind(
        code=category.code,
        kind=category.kind,
        titles=titles or (category.name_nl,),
        details=tuple(detail for detail in details if not judge(detail).hits),
        unit=category.unit_nl,
        price=float(price) if price else None,
        weight_kg=float(weight) if weight else None,
        expires=category.parent_id in ("care-supplies", "ppe-hygiene"),
    )
