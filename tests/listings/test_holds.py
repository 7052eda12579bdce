"""Pieces that are kept: against a count moment by moment."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from listings.holds import FOREVER, Kept, busiest_of, levels, peak

HOUR = timedelta(hours=1)
MONDAY = datetime(2027, 3, 1, tzinfo=UTC)


def moments(most=40):
    return st.integers(0, most).map(lambda number: MONDAY + number * HOUR)


@st.composite
def times(draw):
    start, end = sorted([draw(moments()), draw(moments(39))])
    return start, max(end, start + HOUR)


@st.composite
def kept(draw):
    start, end = draw(times())
    end = draw(st.sampled_from([end, FOREVER]))
    return Kept(start, end, draw(st.integers(1, 9)))


def at(moment, holds):
    return sum(hold.quantity for hold in holds if hold.start <= moment < hold.end)


@given(st.lists(kept(), max_size=12), times())
def test_the_sweep_finds_the_busiest_moment_of_a_time(holds, time):
    start, end = time
    hours = (end - start) // HOUR
    assert peak(holds, start, end) == max(
        at(start + n * HOUR, holds) for n in range(hours)
    )


@given(st.lists(kept(), max_size=12), times())
def test_the_stretches_are_the_whole_time_and_true_at_each_moment(holds, time):
    moment, end = time
    for level in levels(holds, moment, end):
        assert level.start == moment
        while moment < level.end:
            assert at(moment, holds) == level.quantity
            moment += HOUR
    assert moment == end


@given(st.lists(kept(), max_size=12), moments())
def test_from_a_moment_on_without_end(holds, start):
    far = MONDAY + 50 * HOUR
    assert peak(holds, start, FOREVER) == peak(holds, start, far)


def test_what_ends_at_a_moment_is_free_at_that_moment():
    holds = [
        Kept(MONDAY, MONDAY + HOUR, 1),
        Kept(MONDAY + HOUR, MONDAY + 3 * HOUR, 1),
    ]
    assert peak(holds, MONDAY, MONDAY + 9 * HOUR) == 1
    one_more = [*holds, Kept(MONDAY, MONDAY + HOUR, 1)]
    assert peak(one_more, MONDAY, MONDAY + HOUR) == 2
    assert peak(one_more, MONDAY + HOUR, MONDAY + 2 * HOUR) == 1


@given(st.lists(kept(), max_size=12), moments())
def test_the_busiest_is_the_first_with_the_most_pieces(holds, now):
    found = busiest_of(holds, now)
    counted = [at(now + n * HOUR, holds) for n in range(45)]
    if found is None:
        assert max(counted) == 0
    else:
        assert found.quantity == max(counted)
        assert found.start == now + counted.index(found.quantity) * HOUR
        assert at(found.end - HOUR, holds) == found.quantity or found.is_endless


def test_what_people_read_are_days():
    midnight = datetime(2027, 3, 1, 23, tzinfo=UTC)  # 2 March on Dutch clocks
    kept = Kept(midnight, midnight + 24 * HOUR, 1)
    assert (kept.first, kept.last) == (date(2027, 3, 2), date(2027, 3, 2))
    assert Kept(midnight, FOREVER, 1).last == date.max
