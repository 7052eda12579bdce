"""By when a claim asks for attention."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from base.holidays import is_workday
from claims.deadlines import workdays_later

DAY = timedelta(days=1)


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.mark.parametrize(
    ("asked_on", "reminded_on"),
    [
        (date(2026, 12, 7), date(2026, 12, 10)),  # Monday → Thursday
        (date(2026, 12, 10), date(2026, 12, 15)),  # over a weekend
        (date(2026, 12, 24), date(2026, 12, 30)),  # over Christmas
        (date(2026, 12, 30), date(2027, 1, 5)),  # over New Year's Day
        (date(2027, 3, 25), date(2027, 3, 31)),  # Easter; Good Friday counts
        (date(2027, 4, 26), date(2027, 4, 30)),  # King's Day
        (date(2027, 5, 4), date(2027, 5, 10)),  # 5 May counts, Ascension Day does not
        (date(2030, 5, 2), date(2030, 5, 7)),  # 5 May is off, on a Sunday
    ],
)
def test_three_workdays_skip_weekends_and_holidays(asked_on, reminded_on):
    assert workdays_later(noon(asked_on), 3) == noon(reminded_on)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: timezone.make_aware(moment.replace(hour=12))
)


@settings(deadline=None)
@given(moments, st.integers(1, 30))
def test_so_many_workdays_lie_in_between_and_the_last_one_is_one(moment, days):
    start = timezone.localdate(moment)
    later = workdays_later(moment, days)
    end = timezone.localdate(later)
    between = [start + n * DAY for n in range(1, (end - start).days + 1)]
    assert sum(is_workday(day) for day in between) == days
    assert is_workday(end) is True
    assert timezone.localtime(later).time() == timezone.localtime(moment).time()
