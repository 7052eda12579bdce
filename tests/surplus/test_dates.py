from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surplus.dates import Period, find_days, read_date, read_period

TODAY = date(2026, 11, 23)
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
THESE_YEARS = st.dates(date(2025, 1, 1), date(2060, 12, 31))


def written(day, year=True):
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if year else text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-12-2026", "2026-12-31"),
        ("31/12/26", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("12/13/2026", "2026-12-13"),
        ("1 mrt 2027", "2027-03-01"),
        ("Dec 31, 2026", "2026-12-31"),
        ("31st March 2027", "2027-03-31"),
        (datetime(2027, 3, 1), "2027-03-01"),
        (46419, "2027-02-01"),
        ("46419", "2027-02-01"),
        ("02-2027", "2027-02-28"),
        ("2028-02", "2028-02-29"),
        ("dec '27", "2027-12-31"),
        ("01/27", "2027-01-31"),
        ("Q1 2027", "2027-03-31"),
        ("week 5", "2027-02-07"),
        ("week 48", "2026-11-29"),
        ("week 5 2028", "2028-02-06"),
        ("15-3", "2027-03-15"),
        ("15 december", "2026-12-15"),
        ("2027", "2027-12-31"),
    ],
)
def test_days_and_months_are_read_as_people_write_them(text, day):
    assert read_date(text, today=TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["31-2-2027", "voor de kerst", 12, 2027.5, None, ""])
def test_what_is_no_day_is_not_read_as_one(text):
    assert read_date(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("31-12-2026", None, "2026-12-31"),
        ("t/m juni 2027", None, "2027-06-30"),
        ("vanaf 1-1-2027", "2027-01-01", None),
        ("per 1 maart 2027", "2027-03-01", None),
        ("juli-aug 2027", "2027-07-01", "2027-08-31"),
        ("1 dec t/m 15 jan", "2026-12-01", "2027-01-15"),
        ("december-februari 2027", "2026-12-01", "2027-02-28"),
        ("medio maart 2027", None, "2027-03-15"),
        ("15 maart 2027 onwards", "2027-03-15", None),
        ("31-1-2027 t/m 31-1-2027", "2027-01-31", "2027-01-31"),
        ("31 juli - 31 aug 2028", "2028-07-31", "2028-08-31"),
        ("augustus-september 2028", "2028-08-01", "2028-09-30"),
        ("1 november t/m 15 januari", "2026-11-01", "2027-01-15"),
        ("29 feb - 1 mrt 2029", "2029-02-01", "2029-03-01"),
        ("1-12-2026 t/m 1-3-2028", "2026-12-01", "2028-03-01"),
        ("1 december tot 2030", "2026-12-01", "2030-12-31"),
        ("", None, None),
        (None, None, None),
        ("doorlopend", None, None),
        ("per direct", None, None),
    ],
)
def test_a_period_may_be_open_at_either_end(text, start, end):
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    assert read_period(text, today=TODAY) == Period(*days)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("februari 2027", "2027-02-01"),
        ("Q2 2027", "2027-04-01"),
        ("2027", "2027-01-01"),
        ("week 5", "2027-02-01"),
        (46419, "2027-02-01"),
    ],
)
def test_a_start_is_the_first_day_of_what_is_named(text, start):
    found = read_period(text, today=TODAY, starts=True)
    assert found == Period(available_from=date.fromisoformat(start))


@given(THESE_YEARS, st.integers(0, 364))
def test_a_day_without_a_year_comes_within_a_year(today, ahead):
    day = today + timedelta(days=ahead)
    if (day.month, day.day) != (2, 29):
        assert read_date(written(day, year=False), today=today) == day


@given(THESE_YEARS)
def test_a_month_without_a_year_is_not_over(today):
    ends = [read_date(month, today=today) for month in MONTHS]
    assert min(ends) >= today
    assert ends[today.month - 1].year == today.year
    assert len({(day.year, day.month) for day in ends}) == 12
    assert max(ends) < today + timedelta(days=366)


def test_february_is_not_over_on_its_leap_day():
    leap_day = date(2028, 2, 29)
    assert read_date("februari", today=leap_day) == leap_day


@given(st.integers(0, 99))
def test_two_digits_are_a_year_of_this_century(year):
    assert read_date(f"31-12-{year:02}", today=TODAY) == date(2000 + year, 12, 31)


@given(THESE_YEARS, st.integers(0, 364), st.booleans(), THESE_YEARS)
def test_a_start_without_a_year_takes_that_of_the_end(start, days, says_year, today):
    end = start + timedelta(days=days)
    if (start.month, start.day) != (2, 29):
        text = f"{written(start, year=says_year)} t/m {written(end)}"
        assert read_period(text, today=today) == Period(start, end)


def test_a_leap_day_is_the_last_of_its_month_in_another_year():
    found = read_period("29 feb - 1 mrt 2029", today=date(2028, 1, 1))
    assert found == Period(date(2029, 2, 28), date(2029, 3, 1))


@pytest.mark.parametrize("text", ["1 jan.2 feb", "jan.2 feb"])
def test_two_days_may_touch(text):
    days = find_days(text, today=TODAY)
    assert [day.first for day in days] == [date(2027, 1, 1), date(2027, 2, 2)]


def test_words_that_name_no_day_are_not_understood():
    assert read_period("na de verbouwing", today=TODAY) == Period(understood=False)
