"""Pieces that are kept: against a count day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from listings.holds import Hold, busiest_of, levels, peak

DAY = timedelta(days=1)
MONDAY = date(2027, 3, 1)


def days(most=40):
    return st.integers(0, most).map(lambda number: MONDAY + number * DAY)


@st.composite
def kept(draw):
    first, last = sorted([draw(days()), draw(days())])
    return Hold(first, draw(st.sampled_from([last, date.max])), draw(st.integers(1, 9)))


@st.composite
def periods(draw):
    first, last = sorted([draw(days()), draw(days())])
    return first, last


def on(day, holds):
    return sum(hold.quantity for hold in holds if hold.first <= day <= hold.last)


@given(st.lists(kept(), max_size=12), periods())
def test_the_sweep_finds_the_busiest_day_of_a_period(holds, period):
    first, last = period
    number = (last - first).days + 1
    counted = max(on(first + n * DAY, holds) for n in range(number))
    assert peak(holds, first, last) == counted


@given(st.lists(kept(), max_size=12), periods())
def test_the_stretches_are_the_whole_period_and_true_on_each_day(holds, period):
    first, last = period
    day = first
    for level in levels(holds, first, last):
        assert level.first == day
        while day <= level.last:
            assert on(day, holds) == level.quantity
            day += DAY
    assert day == last + DAY


@given(st.lists(kept(), max_size=12), days())
def test_from_a_day_on_without_end(holds, first):
    far = MONDAY + 50 * DAY
    assert peak(holds, first, date.max) == peak(holds, first, far)


def test_what_ends_on_a_day_is_free_on_the_next():
    holds = [Hold(MONDAY, MONDAY + DAY, 1), Hold(MONDAY + 2 * DAY, MONDAY + 3 * DAY, 1)]
    assert peak(holds, MONDAY, MONDAY + 9 * DAY) == 1
    assert peak([*holds, Hold(MONDAY + DAY, MONDAY + DAY, 1)], MONDAY, MONDAY) == 1
    assert (
        peak([*holds, Hold(MONDAY + DAY, MONDAY + DAY, 1)], MONDAY, MONDAY + DAY) == 2
    )


@given(st.lists(kept(), max_size=12), days())
def test_the_busiest_days_are_the_first_with_the_most_pieces(holds, today):
    found = busiest_of(holds, today)
    counted = [on(today + n * DAY, holds) for n in range(45)]
    if found is None:
        assert max(counted) == 0
    else:
        assert found.quantity == max(counted)
        assert found.first == today + counted.index(found.quantity) * DAY
        assert on(found.last, holds) == found.quantity
