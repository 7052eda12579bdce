from datetime import date, datetime

import pytest

from surplus.dates import Period, read_date, read_period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-12-2026", "2026-12-31"),
        ("31/12/26", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("1 mrt 2027", "2027-03-01"),
        ("Dec 31, 2026", "2026-12-31"),
        ("31st March 2027", "2027-03-31"),
        (datetime(2027, 3, 1), "2027-03-01"),
        (46419, "2027-02-01"),
        ("46419", "2027-02-01"),
        ("02-2027", "2027-02-28"),
        ("2028-02", "2028-02-29"),
        ("dec '26", "2026-12-31"),
        ("01/27", "2027-01-31"),
        ("Q1 2027", "2027-03-31"),
        ("week 5", "2027-02-07"),
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
        ("doorlopend", None, None),
        ("per direct", None, None),
    ],
)
def test_a_period_may_be_open_at_either_end(text, start, end):
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    assert read_period(text, today=TODAY) == Period(*days)


def test_a_month_starts_on_its_first_day():
    found = read_period("februari 2027", today=TODAY, starts=True)
    assert found == Period(available_from=date(2027, 2, 1))


def test_words_that_name_no_day_are_not_understood():
    assert read_period("na de verbouwing", today=TODAY) == Period(understood=False)
