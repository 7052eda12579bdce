"""Times that repeat: on the wall's clock, through both changes of it."""

from datetime import date, time, timedelta
from itertools import pairwise

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import Booking
from claims.series import MOST, overlaps, times
from listings.opening import Span, at

Repeats = Booking.Repeats
HOUR = timedelta(hours=1)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
# Not the hour that is left out in March.
CLOCK = st.times(time(4), time(22, 59)).map(lambda it: it.replace(microsecond=0))


def on_the_wall(moment):
    return timezone.localtime(moment).time()


def test_weekly_at_ten_stays_at_ten_when_the_clock_changes():
    spans = times(
        date(2026, 10, 19), time(10), time(12), repeats=Repeats.WEEKLY, number=3
    )
    assert [on_the_wall(span.start) for span in spans] == [time(10)] * 3
    assert spans[1].start - spans[0].start == timedelta(days=7, hours=1)


def test_the_night_of_october_has_four_hours_between_one_and_four():
    night = Span(at(date(2026, 10, 25), time(1)), at(date(2026, 10, 25), time(4)))
    assert night.end - night.start == 4 * HOUR


def test_the_night_of_march_has_two():
    night = Span(at(date(2027, 3, 28), time(1)), at(date(2027, 3, 28), time(4)))
    assert night.end - night.start == 2 * HOUR


def test_the_second_tuesday_of_each_month():
    rule = {"repeats": Repeats.MONTHLY, "number": 4}
    spans = times(date(2026, 12, 8), time(9), time(10), **rule)
    assert [timezone.localdate(span.start) for span in spans] == [
        date(2026, 12, 8),
        date(2027, 1, 12),
        date(2027, 2, 9),
        date(2027, 3, 9),
    ]


def test_a_month_without_a_fifth_one_is_passed_over():
    rule = {"repeats": Repeats.MONTHLY, "number": 3}
    spans = times(date(2026, 12, 29), time(9), time(10), **rule)
    assert [timezone.localdate(span.start) for span in spans] == [
        date(2026, 12, 29),
        date(2027, 3, 30),
        date(2027, 6, 29),
    ]


def test_the_last_day_is_included():
    rule = {"repeats": Repeats.WEEKLY, "every": 2, "until": date(2026, 12, 29)}
    assert len(times(date(2026, 12, 1), time(9), time(10), **rule)) == 3


def test_nobody_asks_for_more_than_three_hundred():
    rule = {"repeats": Repeats.WEEKLY, "number": 9_999}
    assert len(times(date(2026, 12, 1), time(9), time(10), **rule)) == MOST == 300


def test_a_use_of_nine_days_that_repeats_weekly_overlaps_itself():
    first = at(date(2026, 12, 1), time(9))
    spans = [Span(first, first + timedelta(days=9))]
    spans.append(Span(first + timedelta(days=7), first + timedelta(days=16)))
    assert overlaps(spans, timedelta(0))


@settings(max_examples=100, deadline=None)
@given(DAYS, CLOCK, st.integers(1, 6), st.integers(2, 60))
def test_weekly_times_keep_their_hour_and_weekday(first, starts, every, number):
    rule = {"repeats": Repeats.WEEKLY, "every": every, "number": number}
    spans = times(first, starts, time(23), **rule)
    assert len(spans) == number
    assert {on_the_wall(span.start) for span in spans} == {starts}
    days = [timezone.localdate(span.start) for span in spans]
    assert {(b - a).days for a, b in pairwise(days)} == {7 * every}


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 5), st.integers(2, 24))
def test_monthly_times_keep_their_place_in_the_month(first, every, number):
    rule = {"repeats": Repeats.MONTHLY, "every": every, "number": number}
    days = [
        timezone.localdate(span.start)
        for span in times(first, time(9), time(10), **rule)
    ]
    places = {(day.weekday(), (day.day - 1) // 7) for day in days}
    assert places == {(first.weekday(), (first.day - 1) // 7)}
    assert sorted(set(days)) == days
