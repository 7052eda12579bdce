"""Words that demo rows are made of, from `demo/data/wording.json` and `goods.txt`."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from catalogue.models import Category
from listings.intake.prohibited import judge

DATA = Path(__file__).parent.parent / "data"
WORDING, GOODS = DATA / "wording.json", DATA / "goods.txt"
GAP = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def words() -> dict:
    """Lists of words by subject."""
    return json.loads(WORDING.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A category, and what its demo listings are called and cost: new, or for a room or
    a service in the time `per`."""

    code: str
    kind: str
    titles: tuple[str, ...]
    unit: str
    price: float
    per: str
    weight_kg: float | None
    expires: bool


def kinds() -> list[Kind]:
    """Every shareable category that goods.txt knows."""
    leaves = Category.objects.shareable().select_related("parent")
    return [_kind(category, *_goods()[category.pk]) for category in leaves]


def title(kind: Kind, random: Random) -> str:
    """Such as "Bureaustoel, zwart"."""
    lists = _lists()
    return GAP.sub(lambda gap: random.choice(lists[gap[1]]), random.choice(kind.titles))


def description(kind: Kind, condition: str, random: Random) -> str:
    """Two or three short sentences that fit such a thing in that condition."""
    fitting = words()["sentences"]["supplies" if kind.expires else kind.kind]
    state = words()["state_of_it"][condition]
    parts = [random.choice(sentences or state) for sentences in fitting]
    return " ".join(part for part in parts if part)


def _kind(category: Category, price: str, titles: tuple[str, ...]) -> Kind:
    weight = category.typical_weight_kg
    amount, _space, per = price.partition(" ")
    return Kind(
        code=category.code,
        kind=category.kind,
        titles=titles,
        unit="stuk" if per else category.unit_nl,
        price=float(amount),
        per=per,
        weight_kg=float(weight) if weight else None,
        expires=category.parent_id in ("care-supplies", "ppe-hygiene"),
    )


@lru_cache(maxsize=1)
def _lines() -> list[list[str]]:
    lines = GOODS.read_text(encoding="utf-8").splitlines()
    return [line.split(": ") for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _goods() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Price and titles by category; only titles that the intake rules let through."""
    rows = (line for line in _lines() if not line[0].startswith("*"))
    return {
        code: (price, tuple(it for it in titles.split("; ") if not judge(it).hits))
        for code, price, titles in rows
    }


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    """What fills the gaps in titles."""
    rows = (line for line in _lines() if line[0].startswith("*"))
    return {name.removeprefix("*"): values.split("; ") for name, values in rows}
