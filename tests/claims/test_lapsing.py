"""What ends by itself, and that somebody is asked before."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import actions
from claims.deadlines import set_clock, workdays_before, workdays_later
from claims.models import Claim
from listings.models import Listing
from tests.claims.conftest import DAY, bram_asks, read_by


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


MONDAY = noon(date(2026, 12, 7))


@pytest.fixture
def agreed(asked, anna):
    return actions.accept(asked, by=anna)


@pytest.fixture
def proposed(beds, anna, bram):
    """One of the two beds that Bram asked for is kept for him."""
    claim = bram_asks(beds, bram, quantity=2)
    actions.divide(beds, {claim.pk: 1}, by=anna)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def waits(beds, anna, bram, carla):
    """Both beds are Bram's; Carla waits."""
    claims = [bram_asks(beds, who, quantity=2) for who in (bram, carla)]
    actions.accept(claims[0], by=anna)
    claims[1].refresh_from_db()
    return claims[1]


def due(claim, column):
    Claim.objects.filter(pk=claim.pk).update(**{column: timezone.now()})


def clock(**fields):
    """When it ends and when its sides are warned, set at noon on a Monday."""
    claim = Claim(**{"listing": Listing(), "term": "free", **fields})
    set_clock(claim, MONDAY)
    return claim.expires_at, claim.remind_at


# -- When --------------------------------------------------------------------
def test_a_proposal_stands_for_three_workdays():
    end, warning = clock(state="proposed")
    assert (end, warning) == (noon(date(2026, 12, 10)), noon(date(2026, 12, 9)))


def test_a_promise_waits_ten_workdays_for_a_plan():
    end, warning = clock(state="accepted")
    assert (end, warning) == (noon(date(2026, 12, 21)), noon(date(2026, 12, 16)))


def test_a_loan_to_come_is_spoken_of_before_its_first_day():
    days = {"starts_on": date(2027, 2, 3), "ends_on": date(2027, 2, 28)}
    end, warning = clock(state="accepted", term="loan", **days)
    assert (end, warning) == (noon(date(2027, 2, 5)), noon(date(2027, 2, 2)))


def test_a_loan_ends_with_its_period_at_the_latest():
    days = {"starts_on": MONDAY.date(), "ends_on": date(2026, 12, 9)}
    end, warning = clock(state="accepted", term="loan", **days)
    assert end == timezone.make_aware(datetime(2026, 12, 10))
    assert warning == MONDAY + (end - MONDAY) / 2


def test_a_place_on_the_list_stands_for_ninety_days():
    end, warning = clock(state="waiting")
    assert (end, warning) == (MONDAY + 90 * DAY, MONDAY + 83 * DAY)


def test_nobody_waits_longer_than_the_day_on_which_it_is_needed():
    end, _warning = clock(state="waiting", needed_by=date(2026, 12, 11))
    assert end == timezone.make_aware(datetime(2026, 12, 12))


starts = st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1)).map(
    lambda moment: timezone.make_aware(moment.replace(hour=12))
)


@settings(deadline=None, max_examples=200)
@given(
    starts,
    st.sampled_from(["waiting", "proposed", "accepted"]),
    st.sampled_from(["free", "loan"]),
    st.integers(0, 99),
    st.integers(0, 60),
)
def test_the_warning_comes_before_the_end_and_leaves_time(
    now, state, term, first, length
):
    day = timezone.localdate(now) + first * DAY
    days = {"starts_on": day, "ends_on": day + length * DAY} if term == "loan" else {}
    claim = Claim(listing=Listing(), state=state, term=term, **days)
    set_clock(claim, now)
    assert now < claim.remind_at < claim.expires_at
    assert claim.remind_at - now >= (claim.expires_at - now) / 2


@settings(deadline=None, max_examples=100)
@given(starts, st.integers(1, 15))
def test_so_many_workdays_earlier_and_back_again(moment, days):
    on_a_workday = workdays_later(moment, 1)
    assert workdays_later(workdays_before(on_a_workday, days), days) == on_a_workday


# -- What happens ------------------------------------------------------------
def test_both_sides_are_warned_of_a_promise_once(agreed):
    assert actions.warn_of_lapsing() == 0
    due(agreed, "remind_at")
    assert [actions.warn_of_lapsing() for _ in range(2)] == [1, 0]
    assert read_by("claims/letters/promise_ends") == [
        "anna@example.org",
        "bram@example.org",
    ]


def test_a_promise_without_a_plan_lapses_and_both_read_so(agreed, beds):
    assert actions.lapse() == 0
    due(agreed, "expires_at")
    assert [actions.lapse() for _ in range(2)] == [1, 0]
    agreed.refresh_from_db()
    beds.refresh_from_db()
    assert (agreed.state, beds.left, agreed.holds.count()) == ("expired", 2, 0)
    assert read_by("claims/letters/promise_ended") == [
        "anna@example.org",
        "bram@example.org",
    ]


def test_who_is_proposed_something_is_warned_and_then_it_lapses(proposed, beds):
    due(proposed, "remind_at")
    actions.warn_of_lapsing()
    assert read_by("claims/letters/proposal_ends") == ["bram@example.org"]
    due(proposed, "expires_at")
    assert actions.lapse() == 1
    proposed.refresh_from_db()
    beds.refresh_from_db()
    assert (proposed.state, beds.left) == ("expired", 2)
    assert read_by("claims/letters/proposal_ended") == [
        "anna@example.org",
        "bram@example.org",
    ]


def test_a_place_is_kept_with_one_press_and_warned_of_again(waits, carla):
    Claim.objects.filter(pk=waits.pk).update(expires_at=timezone.now() + DAY)
    due(waits, "remind_at")
    actions.warn_of_lapsing()
    due(waits, "expires_at")
    actions.stay(waits, by=carla)
    assert actions.lapse() == 0
    due(waits, "remind_at")
    actions.warn_of_lapsing()
    assert read_by("claims/letters/place_ends") == ["carla@example.org"] * 2


def test_a_place_that_nobody_kept_ends(waits):
    due(waits, "expires_at")
    assert actions.lapse() == 1
    waits.refresh_from_db()
    assert waits.state == "expired"
    assert read_by("claims/letters/place_ended") == ["carla@example.org"]


def test_who_moves_up_in_the_same_sweep_does_not_lapse_in_it(waits):
    Claim.objects.update(expires_at=timezone.now())
    assert actions.lapse() == 1
    waits.refresh_from_db()
    assert waits.state == "proposed"
    assert waits.expires_at > timezone.now()
