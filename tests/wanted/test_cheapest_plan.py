"""Plans of several owners, held against every plan that there is."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wanted.cheapest_plan import FEW, MOST, Part, Source, assemble, cost_of

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


def test_a_plan_costs_its_goods_its_trips_and_the_sets_that_it_breaks():
    """€ 40 and € 1 a km for each place, € 15 for each set."""
    near, same_place = Source(1, 1, 10, 5, 2.0), Source(2, 1, 10, 4, 3.0)
    far = Source(3, 2, 100, 1)
    assert cost_of([Part(near, 5)]) == 10 + 50
    assert cost_of([Part(near, 3)]) == 6 + 15 + 50
    assert cost_of([Part(near, 5), Part(same_place, 4), Part(far, 1)]) == 22 + 50 + 140


def test_all_that_the_first_owners_have_may_be_exactly_enough():
    sources = [Source(key, key, 10, 20) for key in range(MOST + 1)]
    plan = assemble(sources, 20 * MOST)
    assert [part.quantity for part in plan] == [20] * MOST


@pytest.mark.parametrize(("needed", "is_seen"), [(FEW, True), (FEW + 1, False)])
def test_of_many_pieces_only_those_that_cost_least_by_themselves_are_combined(
    needed, is_seen
):
    """The last one costs a little more by itself, but it alone would be enough."""
    sources = [Source(key, key, 0, 150, 1.0) for key in range(MOST)]
    exact = Source(99, 99, 0, needed, 1.1)
    assert (assemble([*sources, exact], needed) == [Part(exact, needed)]) is is_seen


def test_what_many_sources_cost_by_themselves_is_price_and_their_share_of_the_trip():
    """Dear goods, or a long way for a few, are no match for the others."""
    usual = [Source(key, key, 20, 30, 2.0) for key in range(MOST)]
    dear, far = Source(97, 97, 20, 30, 9.0), Source(98, 98, 900, 30, 0.0)
    plan = assemble([dear, far, *usual], 30 * MOST)
    assert {part.source for part in plan} == set(usual)


def test_sources_at_one_place_share_its_trip_also_of_many_pieces():
    """Four together at a far place are cheaper than four places that are near."""
    near = [Source(key, key, 20, 60, 1.0) for key in range(MOST)]
    together = [Source(50 + key, 50, 100, 60, 0.5) for key in range(4)]
    plan = assemble([*near, *together], 240)
    assert {part.source for part in plan} == set(together)


def test_a_full_set_is_better_than_a_part_of_one():
    whole, larger = Source(1, 1, 10, 20), Source(2, 2, 10, 50)
    assert assemble([whole, larger], 20) == [Part(whole, 20)]


def test_all_there_is_when_it_is_not_enough():
    sources = [Source(1, 1, 10, 5), Source(2, 2, 200, 3)]
    assert {part.quantity for part in assemble(sources, 60)} == {5, 3}


def test_nothing_is_made_of_nothing():
    assert assemble([], 5) == []


many_sources = st.lists(
    st.builds(
        Source,
        key=st.integers(),
        place=st.integers(1, 9),
        km=st.just(30.0),
        left=st.integers(1, 60),
        price=st.sampled_from([0.0, 2.5]),
    ),
    min_size=MOST + 1,
    max_size=MOST + 8,
    unique_by=lambda source: source.key,
)


@settings(max_examples=30, deadline=None)  # thousands of sums each, on a busy machine
@given(many_sources, st.integers(FEW + 1, 600))
def test_a_great_many_pieces_come_of_as_many_owners_as_it_takes(sources, needed):
    plan = assemble(sources, needed)
    there = min(needed, sum(source.left for source in sources))
    assert sum(part.quantity for part in plan) == there
    assert all(0 < part.quantity <= part.source.left for part in plan)
    assert len({part.source for part in plan}) == len(plan)
    assert {part.source for part in plan} <= set(sources)
