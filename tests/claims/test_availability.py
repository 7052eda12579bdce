"""How many are free: against a count day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from claims.availability import Hold, free, levels, peak, soon
from claims.models import Claim
from tests.factories import ClaimFactory, ListingFactory

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


def lend(listing, first, last, quantity=1, state=Claim.State.ACCEPTED):
    return ClaimFactory(
        listing=listing,
        term="loan",
        quantity=quantity,
        starts_on=first,
        ends_on=last,
        state=state,
    )


def test_for_good_leaves_what_is_lent_at_its_most(db, today):
    beds = ListingFactory(terms=["free", "loan"], quantity=5, left=4)
    lend(beds, today + DAY, today + 3 * DAY, 2)
    lend(beds, today + 9 * DAY, today + 12 * DAY, 1)
    assert free(beds) == 2
    assert free(beds, today + 4 * DAY, today + 8 * DAY) == 4
    assert free(beds, today + 3 * DAY, today + 9 * DAY) == 2


def test_only_what_was_promised_is_kept(db, today):
    beds = ListingFactory(terms=["loan"], quantity=3)
    for state in ["asked", "declined", "withdrawn", "expired", "returned"]:
        lend(beds, today, today + DAY, 1, state)
    assert free(beds, today, today + DAY) == 3
    for state in ["accepted", "scheduled", "handed_over"]:
        lend(beds, today, today + DAY, 1, state)
    assert free(beds, today, today + DAY) == 0


def test_what_should_be_back_but_is_not_is_kept_without_end(db, today):
    beds = ListingFactory(terms=["loan"], quantity=1)
    lend(beds, today - 9 * DAY, today - DAY, 1, "handed_over")
    assert free(beds, today + 300 * DAY, today + 310 * DAY) == 0


def test_what_was_promised_but_never_fetched_is_free_after_its_period(db, today):
    beds = ListingFactory(terms=["loan"], quantity=1)
    lend(beds, today - 9 * DAY, today - DAY, 1, "accepted")
    assert free(beds, today, today + DAY) == 1


def test_what_was_fetched_early_is_kept_from_today(db, today):
    beds = ListingFactory(terms=["loan"], quantity=1)
    lend(beds, today + 3 * DAY, today + 5 * DAY, 1, "handed_over")
    assert free(beds, today, today + DAY) == 0


def test_free_goes_below_zero_rather_than_hiding_it(db, today):
    beds = ListingFactory(terms=["loan"], quantity=3)
    lend(beds, today, today + DAY, 3)
    beds.left = 1
    assert free(beds, today, today) == -2


def test_soon_names_the_stretches_in_which_something_is_kept(db, today):
    beds = ListingFactory(terms=["loan"], quantity=3)
    lend(beds, today + DAY, today + 4 * DAY, 1)
    lend(beds, today + 3 * DAY, today + 6 * DAY, 2)
    assert soon(beds) == [
        Hold(today + DAY, today + 2 * DAY, 1),
        Hold(today + 3 * DAY, today + 4 * DAY, 3),
        Hold(today + 5 * DAY, today + 6 * DAY, 2),
    ]


def test_soon_is_empty_for_what_is_given_away(db, django_assert_num_queries):
    given_away = ListingFactory(terms=["free"])
    with django_assert_num_queries(0):
        assert soon(given_away) == []
