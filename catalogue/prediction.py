"""What a title says about a thing: its category, and what is usual there.

The words of the tree come first (`vocabulary.py`); what members' own titles
taught (`TitleWord`) adds to it, and knows names that the tree does not have.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from catalogue.models import Category, Habit, TitleWord
from catalogue.vocabulary import points
from catalogue.words import stem, words

LEARNED = 8.0  # points of a word that everybody uses for one category only
CLEARLY = 0.4  # the share of a word's uses from which it tells anything
DOUBT = 4.0  # organisations: half of them use a word → half of its points
NEAR = 0.3  # of the best one's points: what is further off is no suggestion


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


def ranked(title: str, *, learned: Iterable[tuple[str, str, int]] = ()) -> list[str]:
    """Codes of the categories that a title may belong to, the best first; empty when
    no word of it is known. `learned`: rows of word, category, organisations."""
    found = scored(title, learned=learned)
    best = max(found.values(), default=0)
    near = [code for code, number in found.items() if number >= NEAR * best]
    return sorted(near, key=lambda code: -found[code])


def scored(
    title: str, *, learned: Iterable[tuple[str, str, int]] = ()
) -> defaultdict[str, float]:
    """Points by the code of each category that a title may belong to."""
    found = defaultdict(float, points(title))
    for code, extra in _learned_points(learned).items():
        found[code] += extra
    return found


def suggest(title: str, most: int = 3) -> list[Category]:
    """The categories that a title most likely belongs to; empty: not known."""
    codes = ranked(title, learned=learned_of(title))[:most]
    categories = Category.objects.in_bulk(codes)
    return [categories[code] for code in codes if code in categories]


def learned_of(title: str) -> list[tuple[str, str, int]]:
    """What members' titles taught about the words of this one."""
    return list(TitleWord.objects.about(telling_words(title)))


def telling_words(title: str) -> set[str]:
    """The stems in a title that may tell what it is: no numbers, no short words."""
    return {stem(word) for word in words(title) if len(word) > 2 and word.isalpha()}


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


def _learned_points(rows: Iterable[tuple[str, str, int]]) -> dict[str, float]:
    """Points by category: the word that tells most decides."""
    uses: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for word, code, number in rows:
        uses[word].append((code, number))
    best: dict[str, float] = {}
    for numbers in uses.values():
        total = sum(number for _code, number in numbers)
        for code, number in numbers:
            if number >= CLEARLY * total:
                sure = LEARNED * number / (total + DOUBT)
                best[code] = max(best.get(code, 0), sure)
    return best
