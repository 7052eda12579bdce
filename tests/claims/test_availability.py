"""How many are free, and how many there must stay."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.periods import period
from base.refusal import Refused
from claims.availability import free, free_on, soon
from claims.models import Claim
from listings import actions as offering
from listings.forms.offer import ListingForm
from listings.intake.publication import too_few
from tests.factories import ClaimFactory, ListingFactory

DAY = timedelta(days=1)


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
    assert free_on(beds, today + 4 * DAY, today + 8 * DAY) == 4
    assert free_on(beds, today + 3 * DAY, today + 9 * DAY) == 2


def test_only_what_was_promised_is_kept(db, today):
    beds = ListingFactory(terms=["loan"], quantity=3)
    for state in ["asked", "declined", "withdrawn", "expired", "returned"]:
        lend(beds, today, today + DAY, 1, state)
    assert free_on(beds, today, today + DAY) == 3
    for state in ["accepted", "scheduled", "handed_over"]:
        lend(beds, today, today + DAY, 1, state)
    assert free_on(beds, today, today + DAY) == 0


def test_what_should_be_back_but_is_not_is_kept_without_end(db, today):
    beds = ListingFactory(terms=["loan"], quantity=1)
    lend(beds, today - 9 * DAY, today - DAY, 1, "handed_over")
    assert free_on(beds, today + 300 * DAY, today + 310 * DAY) == 0


def test_what_was_promised_but_never_fetched_is_free_after_its_period(db, today):
    beds = ListingFactory(terms=["loan"], quantity=1)
    lend(beds, today - 9 * DAY, today - DAY, 1, "accepted")
    assert free_on(beds, today, today + DAY) == 1


def test_what_was_fetched_early_is_kept_from_today(db, today):
    beds = ListingFactory(terms=["loan"], quantity=1)
    lend(beds, today + 3 * DAY, today + 5 * DAY, 1, "handed_over")
    assert free_on(beds, today, today + DAY) == 0


def test_free_goes_below_zero_rather_than_hiding_it(db, today):
    beds = ListingFactory(terms=["loan"], quantity=3)
    lend(beds, today, today + DAY, 3)
    beds.left = 1
    assert free_on(beds, today, today) == -2


def test_soon_names_the_stretches_in_which_something_is_kept(db, today):
    beds = ListingFactory(terms=["loan"], quantity=3)
    lend(beds, today + DAY, today + 4 * DAY, 1)
    lend(beds, today + 3 * DAY, today + 6 * DAY, 2)
    assert [(kept.first, kept.last, kept.quantity) for kept in soon(beds)] == [
        (today + DAY, today + 2 * DAY, 1),
        (today + 3 * DAY, today + 4 * DAY, 3),
        (today + 5 * DAY, today + 6 * DAY, 2),
    ]


def test_soon_is_empty_for_what_is_given_away(db, django_assert_num_queries):
    given_away = ListingFactory(terms=["free"])
    with django_assert_num_queries(0):
        assert soon(given_away) == []


# -- The quantity is lowered -----------------------------------------------------


def test_the_quantity_stays_what_is_lent_on_the_busiest_days(db, today):
    beds = ListingFactory(terms=["free", "loan"], quantity=9, left=8)
    lend(beds, today + DAY, today + 9 * DAY, 2)
    lend(beds, today + 5 * DAY, today + 6 * DAY, 2)
    with pytest.raises(Refused) as refused:
        offering.revise(beds, by=beds.made_by, quantity=4)
    days = period(today + 5 * DAY, today + 6 * DAY)
    assert str(refused.value) == (
        f"5 pieces are promised for {days}: the quantity can't be lower."
    )
    lower = offering.revise(beds, by=beds.made_by, quantity=5)
    assert (lower.quantity, lower.left) == (5, 4)


def test_the_form_says_so_beside_the_quantity(db, today):
    beds = ListingFactory(terms=["loan"], quantity=2)
    lend(beds, today, today, 2)
    typed = {"quantity": "1", "title": "Hoog-laagbed"}
    form = ListingForm(typed, instance=beds, organisation=beds.organisation)
    days = period(today, today)
    assert form.errors["quantity"] == [
        f"2 pieces are promised for {days}: the quantity can't be lower."
    ]


def test_what_is_not_back_yet_counts_without_end(db, today):
    beds = ListingFactory(terms=["loan"], quantity=5)
    lend(beds, today - 9 * DAY, today - DAY, 4, "handed_over")
    assert too_few(beds, 3) == (
        "4 pieces are promised or not back yet: the quantity can't be lower."
    )


def test_too_few_already_can_be_raised_and_the_rest_changed(db, today):
    beds = ListingFactory(terms=["loan"], quantity=2)
    lend(beds, today - 9 * DAY, today - DAY, 2, "handed_over")  # late
    lend(beds, today, today + DAY, 2)
    assert offering.revise(beds, by=beds.made_by, quantity=3).left == 3
    assert offering.revise(beds, by=beds.made_by, title="Twee bedden").left == 3


loans = st.tuples(
    st.integers(-9, 9),
    st.integers(0, 9),
    st.integers(1, 4),
    st.sampled_from(Claim.State),
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(loans, max_size=6), st.integers(0, 3))
def test_as_many_stay_as_are_kept_on_any_day_to_come(db, today, lent, for_good):
    beds = ListingFactory(terms=["free", "loan"], quantity=40, left=40 - for_good)
    for first, length, quantity, state in lent:
        start = today + first * DAY
        lend(beds, start, start + length * DAY, quantity, state)
    kept = max(_kept_on(today + n * DAY, today, lent) for n in range(40))
    fewest = max(for_good + kept, 1)
    assert too_few(beds, fewest) == ""
    assert bool(too_few(beds, fewest - 1)) is (for_good + kept > 0)


def _kept_on(day, today, lent):
    """Counted by hand: what is out stays out, from now until it is back."""
    total = 0
    for first, length, quantity, state in lent:
        start, end = today + first * DAY, today + (first + length) * DAY
        if state == "handed_over":
            start, end = min(start, today), date.max if end < today else end
        holds = state in ("proposed", "accepted", "scheduled", "handed_over")
        total += quantity * (holds and start <= day <= end)
    return total
