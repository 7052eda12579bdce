"""What a title says about a thing: its category, and what is usual there."""

from dataclasses import dataclass
from decimal import Decimal

from catalogue import synonyms
from catalogue.kinds import NOTHING, Chances, chances
from catalogue.models import Category, Habit

WORTH = 0.05  # of certainty, below which a category is no suggestion


@dataclass(frozen=True)
class Usual:
    """What a thing of this category usually weighs, measures and costs. None: not
    known. Start values to be changed, never facts."""

    unit: str
    weight_kg: Decimal | int | None = None
    length_cm: int | None = None
    width_cm: int | None = None
    height_cm: int | None = None
    new_price_eur: Decimal | int | None = None
    price_eur: Decimal | None = None


def likely(text: str) -> Chances:
    """The categories that a text may name and how sure each is, the surest first. What
    moderators made a synonym is sure."""
    code = synonyms.known().get(synonyms.key(text))
    return ((code, 1.0),) if code else chances(text)


def ranked(title: str) -> list[str]:
    """Codes of the categories that a title may belong to, the best first."""
    return [code for code, _sure in likely(title) if code != NOTHING]


def suggest(title: str, most: int = 3) -> list[Category]:
    """The categories that a title most likely belongs to; empty: not known."""
    found = likely(title)
    if not found or found[0][0] == NOTHING:
        return []
    codes = [code for code, sure in found if sure >= WORTH and code != NOTHING][:most]
    categories = Category.objects.in_bulk(codes)
    return [categories[code] for code in codes if code in categories]


def usual(category: Category) -> Usual:
    """What members filled in before, else what the tree says."""
    habit = Habit.objects.filter(category=category).first() or Habit()
    return Usual(
        unit=category.unit_nl,
        weight_kg=_plain(habit.weight_kg or category.typical_weight_kg),
        length_cm=habit.length_cm,
        width_cm=habit.width_cm,
        height_cm=habit.height_cm,
        new_price_eur=_plain(habit.new_price_eur or category.typical_new_price_eur),
        price_eur=habit.price_eur,
    )


def _plain(number: Decimal | None) -> Decimal | int | None:
    """As people write it: 15, not 15.000."""
    if number is None or number != int(number):
        return number
    return int(number)
