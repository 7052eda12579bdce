"""Slots inside the pickup hours, also when the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.holidays import holiday
from logistics import slots
from logistics.slots import (
    Bounds,
    Closure,
    Slot,
    between,
    bounds_of,
    by_week,
    fits,
    lies_within,
    offered,
    whole_weeks,
)
from members.models import ClosedDays, PickupHours
from tests.factories import LocationFactory
from tests.logistics.conftest import DAY, plan, workday

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MONDAY = date(2027, 3, 1)


@pytest.fixture
def door(db):
    return LocationFactory()


def opened(door, weekday, opens, closes):
    door.pickup_hours.all().delete()
    PickupHours.objects.create(
        location=door, weekday=weekday, opens=opens, closes=closes
    )


def texts(found):
    return [f"{slot.starts_at:%a %H:%M}-{slot.ends_at:%H:%M}" for slot in found]


def week(door, first=MONDAY, after=LONG_AGO, before=None, last=None):
    bounds = Bounds(first, last or first + 6 * DAY, after, before)
    return list(between(door, bounds))


def test_an_hour_each_on_the_days_that_the_place_is_open(door):
    opened(door, 2, time(9, 30), time(12))
    assert texts(week(door)) == [
        "Wed 09:30-10:30",
        "Wed 10:30-11:30",
        "Wed 11:30-12:00",
    ]


def test_a_place_without_hours_takes_workdays_by_agreement(door):
    door.pickup_hours.all().delete()
    found = week(door)
    assert len(found) == 5 * 7
    assert texts(found)[0] == "Mon 09:00-10:00"
    assert texts(found)[-1] == "Fri 15:00-16:00"


def test_nothing_before_the_first_moment_or_after_the_last(door):
    opened(door, 0, time(9), time(13))
    after = datetime(2027, 3, 1, 9, 30, tzinfo=AMSTERDAM)
    before = datetime(2027, 3, 1, 12, 30, tzinfo=AMSTERDAM)
    assert texts(week(door, after=after, before=before)) == [
        "Mon 10:00-11:00",
        "Mon 11:00-12:00",
    ]


@pytest.mark.parametrize(
    ("too_early", "too_late", "lies_so"),
    [(0, 0, True), (1, 0, False), (0, 1, False)],
)
def test_a_slot_may_fill_its_bounds_to_the_minute(too_early, too_late, lies_so):
    nine = datetime(2027, 3, 1, 9, tzinfo=AMSTERDAM)
    ten, minute = nine + slots.HOUR, timedelta(minutes=1)
    bounds = Bounds(MONDAY, MONDAY, nine + too_early * minute, ten - too_late * minute)
    assert lies_within(Slot(nine, ten), bounds) is lies_so


def test_the_hour_that_summer_time_leaves_out_is_no_slot(door):
    opened(door, 6, time(1), time(5))
    found = week(door, first=date(2028, 3, 26), last=date(2028, 3, 26))
    assert texts(found) == ["Sun 01:00-02:00", "Sun 03:00-04:00", "Sun 04:00-05:00"]
    for slot in found:
        assert slot.ends_at.astimezone(UTC) - slot.starts_at.astimezone(UTC) == (
            timedelta(hours=1)
        )


def test_opening_time_is_the_walls_before_and_after_the_clock_changes(door):
    opened(door, 4, time(9), time(10))
    found = week(door, first=date(2027, 3, 22), last=date(2027, 4, 4))
    assert [slot.starts_at.astimezone(UTC).hour for slot in found] == [8, 7]
    assert [slot.key for slot in found] == [
        "2027-03-26T09:00+0100",
        "2027-04-02T09:00+0200",
    ]


def test_keys_are_unique_also_in_the_hour_that_comes_twice(door):
    opened(door, 6, time(0), time(6))
    found = week(door, first=date(2027, 10, 31))
    assert len({slot.key for slot in found}) == len(found)


def test_a_calendar_has_weeks_of_days_of_slots(door):
    weeks = by_week(week(door, first=MONDAY + 2 * DAY, last=MONDAY + 8 * DAY))
    assert [[day for day, _ in week] for week in weeks] == [
        [MONDAY + n * DAY for n in (2, 3, 4)],
        [MONDAY + n * DAY for n in (7, 8)],
    ]
    assert len(weeks[0][0][1]) == 7


def test_a_whole_week_says_which_days_are_closed_or_over(door):
    door.pickup_hours.filter(weekday=4).delete()
    slots = week(door, first=MONDAY + 2 * DAY, last=MONDAY + 6 * DAY)
    (week_of_days,) = whole_weeks(slots, door)
    days = week_of_days.days
    assert [day.date for day in days] == [MONDAY + n * DAY for n in range(5)]
    assert [len(day.slots) for day in days] == [0, 0, 7, 7, 0]
    assert [day.closed_because for day in days] == [""] * 5
    assert [day.date for day in week_of_days.to_choose] == [
        MONDAY + n * DAY for n in (2, 3)
    ]
    assert week_of_days.closures == []


def test_the_weekend_shows_where_somebody_is_there(door):
    door.pickup_hours.filter(weekday=4).update(weekday=5)
    (found,) = whole_weeks(week(door, first=MONDAY, last=MONDAY + 6 * DAY), door)
    assert [day.date.weekday() for day in found.days] == [0, 1, 2, 3, 4, 5]


# -- Nobody at the door ------------------------------------------------------
def closed(door, first, last, reason="Zomersluiting"):
    return ClosedDays.objects.create(
        location=door, first=first, last=last, reason=reason
    )


def days_of(found):
    return sorted({slot.starts_at.date() for slot in found})


@pytest.mark.parametrize("by_agreement", [True, False])
def test_there_is_no_slot_on_a_public_holiday(door, by_agreement):
    if by_agreement:
        door.pickup_hours.all().delete()
    christmas = week(door, first=date(2026, 12, 21), last=date(2027, 1, 3))
    assert days_of(christmas) == [
        *(date(2026, 12, day) for day in (21, 22, 23, 24, 28, 29, 30, 31)),
    ]
    easter = week(door, first=date(2027, 3, 26), last=date(2027, 3, 30))
    assert days_of(easter) == [date(2027, 3, 26), date(2027, 3, 30)]


def test_there_is_no_slot_while_the_place_is_closed(door):
    closed(door, MONDAY + DAY, MONDAY + 2 * DAY)
    closed(door, MONDAY + 4 * DAY, MONDAY + 4 * DAY)
    closed(LocationFactory(), MONDAY, MONDAY + 6 * DAY)
    assert days_of(week(door)) == [MONDAY, MONDAY + 3 * DAY]


def test_nothing_fits_on_a_closed_day_or_a_holiday(door):
    closed(door, MONDAY + DAY, MONDAY + DAY)
    days = [MONDAY, MONDAY + DAY, date(2026, 12, 24), date(2026, 12, 25)]
    ten = [datetime.combine(day, time(10), AMSTERDAM) for day in days]
    found = [fits(door, Slot(at, at + timedelta(hours=1))) for at in ten]
    assert found == [True, False, True, False]


def test_a_calendar_shows_a_week_without_slots_and_why(door):
    closed(door, date(2026, 12, 21), date(2026, 12, 25), "Verhuizing")
    found = week(door, first=date(2026, 12, 14), last=date(2026, 12, 31))
    weeks = whole_weeks(found, door)
    assert [len(week.days) for week in weeks] == [5, 5, 5]
    why = [day.closed_because for day in weeks[1].days]
    assert why == ["Verhuizing"] * 4 + ["Christmas Day"]
    assert weeks[1].to_choose == []
    assert weeks[1].closures == [
        Closure(date(2026, 12, 21), date(2026, 12, 24), "Verhuizing"),
        Closure(date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"),
    ]


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        (time(0), "Morning"),
        (time(11, 59), "Morning"),
        (time(12), "Afternoon"),
        (time(17, 59), "Afternoon"),
        (time(18), "Evening"),
        (time(23, 59), "Evening"),
    ],
)
def test_each_moment_has_its_part_of_the_day(moment, part):
    assert slots.part_of(moment) == part


def test_a_day_has_its_slots_by_part(door):
    opened(door, 0, time(10), time(20))
    (found,) = whole_weeks(week(door), door)
    (day,) = found.to_choose
    parts = [(str(part), len(slots)) for part, slots in day.parts]
    assert parts == [("Morning", 2), ("Afternoon", 6), ("Evening", 2)]


def test_a_calendar_without_slots_has_no_weeks(door):
    assert whole_weeks([], door) == []


week_numbers = st.integers(0, 6)
spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=3, unique=True
)


@settings(
    max_examples=20,
    deadline=None,  # it asks the database, on a machine that does other work
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    first=st.dates(date(2025, 1, 1), date(2060, 1, 1)),
    open_on=st.sets(week_numbers),
    spans=spans,
)
def test_slots_lie_on_the_days_that_are_open_and_on_no_other(
    door, first, open_on, spans
):
    """Day by day, over many years: open on that weekday, no holiday, not closed."""
    door.pickup_hours.all().delete()
    door.closed_days.all().delete()
    for weekday in open_on:
        door.pickup_hours.create(weekday=weekday, opens=time(9), closes=time(10))
    off = set()
    for start, length in spans:
        end = start + length
        closed(door, first + start * DAY, first + end * DAY)
        off |= {first + number * DAY for number in range(start, end + 1)}
    weekdays = open_on or set(range(5))
    days = [first + number * DAY for number in range(43)]
    expected = [
        day
        for day in days
        if day.weekday() in weekdays and day not in off and not holiday(day)
    ]
    found = week(door, first=first, last=days[-1])
    assert days_of(found) == expected
    assert all(fits(door, slot) for slot in found[:3])


@pytest.mark.parametrize(
    ("start", "end", "open_then"),
    [
        ("09:00", "10:00", True),
        ("15:00", "16:00", True),
        ("08:59", "10:00", False),
        ("15:30", "16:30", False),
    ],
)
def test_a_slot_fits_when_the_door_is_open_for_the_whole_of_it(
    door, start, end, open_then
):
    moments = [
        datetime.combine(MONDAY, time.fromisoformat(text), AMSTERDAM)
        for text in (start, end)
    ]
    assert fits(door, Slot(*moments)) == open_then
    on_sunday = [moment + 6 * DAY for moment in moments]
    assert fits(door, Slot(*on_sunday)) is False


def test_a_slot_over_midnight_does_not_fit(door):
    start = datetime(2027, 3, 1, 15, tzinfo=AMSTERDAM)
    assert fits(door, Slot(start, start + DAY)) is False


def test_what_is_given_away_can_be_fetched_in_the_coming_four_weeks(agreed):
    found = offered(agreed, "out", "asker")
    days = [slot.starts_at.date() for slot in found]
    today = timezone.localdate()
    assert days[0] >= today
    assert today + 22 * DAY <= days[-1] <= today + 27 * DAY  # Christmas, a weekend
    assert found[0].starts_at >= timezone.now() + slots.NOTICE


def test_nobody_is_called_to_the_door_sooner_than_was_asked(agreed):
    notice = 9 * DAY
    earliest = timezone.now() + notice
    after = bounds_of(agreed, "out", notice).after
    assert earliest <= after <= timezone.now() + notice
    assert offered(agreed, "out", "asker", notice=notice)[0].starts_at >= earliest


def test_the_hours_are_those_of_the_place_that_the_mover_comes_to(agreed):
    opened(agreed.listing.location, 0, time(9), time(10))
    opened(agreed.location, 1, time(14), time(15))
    first = {mover: offered(agreed, "out", mover)[0] for mover in ("asker", "owner")}
    assert texts(first.values()) == ["Mon 09:00-10:00", "Tue 14:00-15:00"]


def test_not_before_it_is_available_and_not_after(agreed, beds):
    first = workday(10).date()
    agreed.listing.available_from = first
    agreed.listing.available_until = first
    assert {s.starts_at.date() for s in offered(agreed, "out", "asker")} == {first}


def test_what_is_lent_goes_out_within_its_period(lent):
    days = [slot.starts_at.date() for slot in offered(lent, "out", "asker")]
    assert days[0] == lent.starts_on
    assert days[-1] <= lent.ends_on


def test_what_is_lent_comes_back_around_its_end_and_after_it_went_out(lent, bram):
    out = plan(lent, bram, workday(2))
    days = [slot.starts_at.date() for slot in offered(lent, "back", "asker")]
    assert days[0] >= lent.ends_on - 13 * DAY
    assert days[-1] <= lent.ends_on
    lent.ends_on = lent.starts_on
    found = offered(lent, "back", "asker")
    assert found[0].starts_at >= out.ends_at


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(starts=st.integers(-60, 30), length=st.integers(0, 60))
def test_what_is_lent_comes_back_in_the_last_two_weeks_that_are_left(
    lent, starts, length
):
    today = timezone.localdate()
    lent.starts_on = today + starts * DAY
    lent.ends_on = lent.starts_on + length * DAY
    if lent.ends_on < today:
        return
    bounds = bounds_of(lent, "back")
    last_days = [lent.ends_on - number * DAY for number in range(14)]
    fitting = [day for day in last_days if day >= max(today, lent.starts_on)]
    assert (bounds.first, bounds.last) == (min(fitting), lent.ends_on)


@pytest.fixture
def back(lent, bram):
    """It goes out and comes back; either can still be planned anew."""
    plan(lent, bram, workday(2))
    second = offered(lent, "back", "asker")[1]
    return plan(lent, bram, second.starts_at, direction="back")


def test_what_goes_out_goes_before_it_comes_back(lent, back):
    out = lent.pickups.out().get()
    slots = offered(lent, "out", "asker", moving=out)
    assert slots[-1].ends_at == back.starts_at


def test_also_around_its_period_it_goes_before_it_comes_back(lent, back):
    lent.ends_on = back.starts_at.date() - DAY
    closed(lent.listing.location, lent.starts_on, lent.ends_on)
    out = lent.pickups.out().get()
    slots = offered(lent, "out", "asker", moving=out)
    assert slots[-1].ends_at == back.starts_at


def test_what_should_be_back_can_come_in_the_coming_weeks(lent):
    today = timezone.localdate()
    lent.starts_on, lent.ends_on = today - 9 * DAY, today - 2 * DAY
    days = [slot.starts_at.date() for slot in offered(lent, "back", "asker")]
    assert today <= days[0] < days[-1] <= today + 27 * DAY


def test_when_the_door_is_shut_in_the_period_a_week_around_it_is_offered(lent):
    sunday = workday(7).date()
    while sunday.weekday() != 6:
        sunday += DAY
    lent.starts_on = lent.ends_on = sunday
    days = [slot.starts_at.date() for slot in offered(lent, "out", "asker")]
    assert days[0] >= sunday - 7 * DAY
    assert sunday < days[-1] <= sunday + 7 * DAY


def test_the_mover_comes_to_the_other_ones_place(agreed):
    assert slots.place_of(agreed, "asker") == agreed.listing.location
    assert slots.place_of(agreed, "owner") == agreed.location
