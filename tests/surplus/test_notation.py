"""Figures and days that only their column tells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surplus.dates import read_period
from surplus.identification import read_expiry
from surplus.notation import Shown, notation, shown
from surplus.numbers import decimal

TODAY = date(2026, 11, 29)
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN"]
MONTHS += ["JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
MAANDEN = ["januari", "februari", "maart", "april", "mei", "juni"]
MAANDEN += ["juli", "augustus", "september", "oktober", "november", "december"]
TEN_YEARS = [date(2026, 12, 1) + timedelta(days=n) for n in range(3653)]


def month(day):
    return MONTHS[day.month - 1]


NOTATIONS = {
    "a date": lambda day: day,
    "spreadsheet's number": lambda day: (day - date(1899, 12, 30)).days,
    "30-06-2027": lambda day: f"{day:%d-%m-%Y}",
    "30-6-2027": lambda day: f"{day.day}-{day.month}-{day.year}",
    "30/06/2027": lambda day: f"{day:%d/%m/%Y}",
    "30.06.2027": lambda day: f"{day:%d.%m.%Y}",
    "30-06-27": lambda day: f"{day:%d-%m-%y}",
    "06/30/2027": lambda day: f"{day:%m/%d/%Y}",
    "2027-06-30": lambda day: f"{day:%Y-%m-%d}",
    "2027/06/30": lambda day: f"{day:%Y/%m/%d}",
    "2027-06-30T00:00:00": lambda day: f"{day:%Y-%m-%dT00:00:00}",
    "20270630": lambda day: f"{day:%Y%m%d}",
    "20270630 as a number": lambda day: int(f"{day:%Y%m%d}"),
    "270630": lambda day: f"{day:%y%m%d}",
    "30JUN2027": lambda day: f"{day.day:02}{month(day)}{day.year}",
    "30JUN27": lambda day: f"{day.day:02}{month(day)}{day:%y}",
    "2027JUN30": lambda day: f"{day.year}{month(day)}{day.day:02}",
    "2027-JUN-30": lambda day: f"{day.year}-{month(day)}-{day.day:02}",
    "30 juni 2027": lambda day: f"{day.day} {MAANDEN[day.month - 1]} {day.year}",
    "Jun 30, 2027": lambda day: f"{month(day).title()} {day.day}, {day.year}",
    "EXP 30-06-2027": lambda day: f"EXP {day:%d-%m-%Y}",
}


@pytest.mark.parametrize("name", NOTATIONS)
def test_no_day_of_ten_years_is_lost_in_an_expiry_column(name):
    cells = [NOTATIONS[name](day) for day in TEN_YEARS]
    how = notation("expiry", cells, Shown())
    read = [read_expiry(how.settle(cell), today=TODAY) for cell in cells]
    assert [(it.expiry, it.gtin, it.rest) for it in read] == [
        (day, None, "") for day in TEN_YEARS
    ]


@pytest.mark.parametrize("name", [name for name in NOTATIONS if "EXP" not in name])
def test_no_day_of_ten_years_is_lost_as_the_end_of_a_period(name):
    cells = [NOTATIONS[name](day) for day in TEN_YEARS]
    how = notation("until", cells, Shown())
    read = [read_period(how.settle(cell), today=TODAY) for cell in cells]
    assert [it.available_until for it in read] == TEN_YEARS


def test_a_day_without_signs_may_go_by_day_or_by_year():
    by_day = notation("expiry", ["310127", "150227"], Shown())
    assert by_day.settle("280227") == date(2027, 2, 28)
    assert by_day.settle("270231") == date(2031, 2, 27)
    by_year = notation("expiry", ["270131", "270215"], Shown())
    assert by_year.settle("270228") == date(2027, 2, 28)
    assert by_year.settle("28022027") == date(2027, 2, 28)
    assert by_year.settle("202702") == "2027-02"
    assert by_year.settle("999999") == "999999"


AMERICAN, DUTCH, EITHER = "01/31/2027", "31/01/2027", "02/03/2027"


@pytest.mark.parametrize(
    ("cells", "settled", "is_open"),
    [
        ([AMERICAN, EITHER], "2027-02-03", False),
        ([DUTCH, EITHER], EITHER, False),
        ([EITHER], EITHER, False),
        ([AMERICAN, DUTCH, EITHER], EITHER, True),
        (["31-01-2027", AMERICAN, EITHER], "2027-02-03", False),  # another sign
    ],
)
def test_one_day_that_can_only_be_american_tells_how_the_others_are(
    cells, settled, is_open
):
    how = notation("until", cells, Shown())
    assert (how.settle(EITHER), how.is_open(EITHER)) == (settled, is_open)


def test_the_other_columns_of_a_sheet_tell_where_a_column_does_not():
    around = shown("until", [AMERICAN])
    assert notation("expiry", [EITHER], around).settle(EITHER) == "2027-02-03"
    own = notation("expiry", [EITHER, DUTCH], around)
    assert own.settle(EITHER) == EITHER


@pytest.mark.parametrize(
    ("cells", "around", "cell", "read", "is_open"),
    [
        (["12,000", "3,000", "150,000"], [], "12,000", 12, False),
        (["12,000", "3,000"], ["15,00"], "12,000", 12, False),
        (["12,000", "3,000"], ["15.00"], "12,000", 12000, False),
        (["1.250", "3"], ["15,00"], "1.250", 1250, False),
        (["1.250", "2.400"], [], "1.250", 1250, False),
        (["1.250", "3"], ["15.00"], "1.250", 1250, True),
        (["0,500", "0.5000", "1.250"], [], "1.250", 1250, True),
        (["1.250,00", "1.250"], [], "1.250", 1250, False),
        (["1.250.000", "1.250"], [], "1.250", 1250, False),
        (["€ 12,500 p/st", "€ 3,000"], ["1,5"], "€ 12,500 p/st", 12.5, False),
    ],
)
def test_three_digits_behind_a_sign_are_what_the_column_shows(
    cells, around, cell, read, is_open
):
    how = notation("quantity", cells, shown("price", around))
    figure = how.settle(cell).removeprefix("€ ").removesuffix(" p/st")
    assert (decimal(figure), how.is_open(cell)) == (read, is_open)


@given(
    st.lists(st.decimals(0, 999, places=3, allow_nan=False), min_size=3),
    st.sampled_from([",", "."]),
)
def test_a_column_with_three_decimals_everywhere_keeps_its_values(numbers, mark):
    cells = [f"{number:.3f}".replace(".", mark) for number in numbers]
    around = Shown(marks=frozenset(mark))
    how = notation("quantity", cells, around)
    assert [decimal(how.settle(cell)) for cell in cells] == [float(n) for n in numbers]
    assert not any(map(how.is_open, cells))


def test_a_column_that_counts_nothing_is_left_alone():
    how = notation("title", ["1.250", EITHER], shown("price", ["1.50"]))
    assert how.settle("1.250") == "1.250"
    assert how.settle(EITHER) == EITHER
