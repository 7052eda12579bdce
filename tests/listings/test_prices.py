"""What the use of a room costs: the cheapest combination that covers it."""

from datetime import timedelta
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.models import Room
from listings.prices import cheapest, total

HOUR = timedelta(hours=1)


def lines(hours, **prices):
    found = cheapest(Room(**prices), timedelta(hours=hours))
    return found and [(line.unit, line.number) for line in found]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (1, [("uur", 1)]),
        (3, [("uur", 3)]),
        (3.5, [("dagdeel", 1)]),
        (5, [("dagdeel", 1), ("uur", 1)]),
        (8, [("dag", 1)]),
        (10, [("dag", 1)]),
    ],
)
def test_hours_half_days_and_days(hours, expected):
    prices = {"hour_eur": Decimal(25), "half_day_eur": Decimal(80)}
    assert lines(hours, **prices, day_eur=Decimal(150)) == expected


def test_without_a_price_it_is_to_be_agreed():
    assert lines(2) is None


def test_a_half_day_alone_is_taken_as_often_as_needed():
    assert lines(5, half_day_eur=Decimal(80)) == [("dagdeel", 2)]


PRICE = st.none() | st.decimals(0, 500, places=2)


@settings(max_examples=200, deadline=None)
@given(PRICE, PRICE, PRICE, st.integers(1, 24 * 4))
def test_no_other_lawful_way_is_cheaper(hour, half_day, day, quarters):
    length = timedelta(minutes=15 * quarters)
    room = Room(hour_eur=hour, half_day_eur=half_day, day_eur=day)
    found, hours = cheapest(room, length), ceil(length / HOUR)
    ways = [
        hour is not None and hour * hours,
        half_day is not None and half_day * ceil(hours / 4),
        day,
    ]
    named = [way for way in ways if way is not None and way is not False]
    assert (found is None) is (not named)
    if found is not None:
        lasts = {"uur": 1, "dagdeel": 4, "dag": 24}
        assert total(found) <= min(named)
        assert sum(line.number * lasts[line.unit] for line in found) >= hours
