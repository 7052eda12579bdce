"""Plans of several owners, held against every plan that there is."""

import random
from itertools import product

import pytest

from wanted.cheapest_plan import Part, Source, assemble, cost_of

CASES = 200
WITHIN = 1.05  # of the optimum


def every_plan(sources, needed):
    """All ways to take pieces, without any cleverness."""
    for amounts in product(*(range(source.left + 1) for source in sources)):
        if sum(amounts) == needed:
            taken = zip(sources, amounts, strict=True)
            yield [Part(source, amount) for source, amount in taken if amount]


def optimum(sources, needed):
    there = min(needed, sum(source.left for source in sources))
    return min(cost_of(plan) for plan in every_plan(sources, there))


def random_case(seed):
    dice = random.Random(seed)
    places = {n: dice.uniform(0, 150) for n in range(dice.randint(1, 4))}
    sources = []
    for key in range(dice.randint(1, 5)):
        place = dice.choice(list(places))
        price = dice.choice([0, 0, dice.uniform(0, 60)])
        left = dice.randint(1, 7)
        sources.append(Source(key, place, places[place], left, price))
    return sources, dice.randint(1, 25)


@pytest.mark.parametrize("seed", range(CASES))
def test_no_plan_is_much_better(seed):
    sources, needed = random_case(seed)
    plan = assemble(sources, needed)
    there = min(needed, sum(source.left for source in sources))
    assert sum(part.quantity for part in plan) == there
    assert all(0 < part.quantity <= part.source.left for part in plan)
    assert len({part.source for part in plan}) == len(plan)
    assert cost_of(plan) <= WITHIN * optimum(sources, needed)


def test_one_owner_who_has_enough_is_better_than_two_that_are_nearer():
    enough, near, nearer = Source(1, 1, 30, 60), Source(2, 2, 9, 30), Source(3, 3, 8, 9)
    assert assemble([near, nearer, enough], 60) == [Part(enough, 60)]


def test_a_great_many_pieces_come_of_as_many_owners_as_it_takes():
    sources = [Source(key, key, 10, 20) for key in range(14)]
    assert sum(part.quantity for part in assemble(sources, 250)) == 250


def test_a_full_set_is_better_than_a_part_of_one():
    whole, larger = Source(1, 1, 10, 20), Source(2, 2, 10, 50)
    assert assemble([whole, larger], 20) == [Part(whole, 20)]


def test_all_there_is_when_it_is_not_enough():
    sources = [Source(1, 1, 10, 5), Source(2, 2, 200, 3)]
    assert {part.quantity for part in assemble(sources, 60)} == {5, 3}


def test_nothing_is_made_of_nothing():
    assert assemble([], 5) == []
