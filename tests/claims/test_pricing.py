"""What a rent comes to: the cheapest way that the stated rents allow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pricing import Part, months_later, rent

DAY = timedelta(days=1)
MONDAY = date(2027, 3, 1)
DAILY, WEEKLY, MONTHLY = Decimal(15), Decimal(60), Decimal(150)


def days(number):
    return MONDAY, MONDAY + (number - 1) * DAY


def parts(rents, number, first=MONDAY):
    found = rent(rents, first, first + (number - 1) * DAY)
    return [(part.count, str(part.per)) for part in found.parts]


@pytest.mark.parametrize(
    ("number", "expected", "total"),
    [
        (1, [(1, "day")], 15),
        (3, [(3, "day")], 45),
        (4, [(1, "week")], 60),  # four days cost as much; one part is read faster
        (7, [(1, "week")], 60),
        (9, [(1, "week"), (2, "day")], 90),
        (11, [(2, "week")], 120),
        (16, [(1, "month")], 150),
        (31, [(1, "month")], 150),
        (32, [(1, "month"), (1, "day")], 165),
        (40, [(1, "month"), (1, "week"), (2, "day")], 240),
    ],
)
def test_the_cheapest_way_is_taken(number, expected, total):
    rents = {"day": DAILY, "week": WEEKLY, "month": MONTHLY}
    assert parts(rents, number) == expected
    assert rent(rents, *days(number)).total_eur == total


def test_without_days_a_week_that_began_is_paid():
    assert parts({"week": WEEKLY}, 8) == [(2, "week")]
    assert parts({"month": MONTHLY}, 32) == [(2, "month")]


def test_a_month_ends_the_day_before_the_same_day():
    assert parts({"day": DAILY, "month": MONTHLY}, 28, date(2027, 2, 1)) == [
        (1, "month")
    ]
    last_of_january = date(2027, 1, 31)
    assert months_later(last_of_january, 1) == date(2027, 2, 28)
    assert months_later(last_of_january, 2) == date(2027, 3, 31)
    assert months_later(date(2027, 12, 1), 1) == date(2028, 1, 1)


@pytest.mark.parametrize("rents", [{}, {"hour": Decimal(9)}])
def test_what_days_are_not_counted_in_is_to_be_agreed(rents):
    assert rent(rents, *days(3)) is None


money = st.decimals(0, 500, places=2)
some_rents = st.dictionaries(
    st.sampled_from(["day", "week", "month"]), money, min_size=1
)


@given(some_rents, st.integers(1, 400), st.integers(0, 800))
def test_it_covers_the_period_and_no_other_way_is_cheaper(rents, number, offset):
    first = MONDAY + offset * DAY
    end = first + number * DAY
    found = rent(rents, first, end - DAY)
    assert _covered(found.parts, first) >= end
    assert found.total_eur == _cheapest(rents, first, end)


@given(some_rents, st.integers(1, 200))
def test_a_day_longer_is_never_cheaper(rents, number):
    shorter, longer = rent(rents, *days(number)), rent(rents, *days(number + 1))
    assert shorter.total_eur <= longer.total_eur


def _covered(parts: tuple[Part, ...], first):
    end = first
    for part in parts:
        end = {
            "month": lambda day, n: months_later(day, n),
            "week": lambda day, n: day + 7 * n * DAY,
            "day": lambda day, n: day + n * DAY,
        }[str(part.per)](end, part.count)
    return end


def _cheapest(rents, first, end):
    """Every combination, counted out."""
    ways = []
    for months in range(15 if "month" in rents else 1):
        after = months_later(first, months)
        left = max((end - after).days, 0)
        for weeks in range(-(-left // 7) + 1 if "week" in rents else 1):
            rest = max(left - 7 * weeks, 0)
            if rest and "day" not in rents:
                continue
            total = months * rents.get("month", 0) + weeks * rents.get("week", 0)
            ways.append(total + rest * rents.get("day", 0))
    return min(ways)
