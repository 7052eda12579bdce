"""Public holidays, held against rules that are not the library's own."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from base.holidays import holiday, is_workday

DAY = timedelta(days=1)
years = st.integers(2024, 2100)  # the library knows them until then


def easter(year):
    """Easter Sunday as Gauss, Meeus and Jones reckon it in the Gregorian calendar."""
    century, rest = divmod(year, 100)
    moon = (
        19 * (year % 19)
        + century
        - century // 4
        - (century - (century + 8) // 25 + 1) // 3
        + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year):
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - DAY if day.weekday() == 6 else day


@settings(deadline=None)
@given(years)
def test_these_days_and_no_others_are_holidays(year):
    sunday = easter(year)
    expected = {
        date(year, 1, 1),
        *(sunday + days * DAY for days in (0, 1, 39, 49, 50)),
        kings_day(year),
        date(year, 12, 25),
        date(year, 12, 26),
    }
    if year % 5 == 0:
        expected.add(date(year, 5, 5))
    days = (date(year, 1, 1) + number * DAY for number in range(366))
    assert {day for day in days if day.year == year and holiday(day)} == expected


@settings(deadline=None)
@given(years)
def test_good_friday_is_a_workday(year):
    assert is_workday(easter(year) - 2 * DAY) is True


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2100, 12, 31)))
def test_a_workday_lies_in_the_week_and_is_no_holiday(day):
    assert is_workday(day) == (day.weekday() < 5 and not holiday(day))


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "Tweede paasdag"), ("en", "Easter Monday")]
)
def test_a_holiday_is_named_in_the_readers_language(language, name):
    with translation.override(language):
        assert holiday(date(2027, 3, 29)) == name
