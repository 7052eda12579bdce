"""Other hours for times of a room: each row of what users of others fell over."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from base.refusal import Refused
from claims import actions, own_use, rooms
from claims.models import Booking, Hold, Occasion
from claims.series import times
from listings.opening import at
from outbox.models import Letter
from tests.claims.bookings import asks, booked, hours
from tests.claims.conftest import DAY, read_by

BOTH = ["anna@example.org", "bram@example.org"]
Repeats = Booking.Repeats


@pytest.fixture
def weekly(room, bram, anna, monday):
    """Four Mondays at ten, that Anna said yes to."""
    spans = times(monday, time(10), time(12), repeats=Repeats.WEEKLY, number=4)
    return booked(room, bram, anna, *spans, repeats=Repeats.WEEKLY)


def moved(claim, who, number=0, days=1, first=10, last=12, **more):
    occasion = list(claim.booking.occasions.standing())[number]
    day = timezone.localdate(occasion.starts_at) + days * DAY
    wish = {"day": day, "starts": time(first), "ends": time(last)}
    return actions.move_times(occasion, by=who, **wish, **more)


def on_the_wall(claim):
    """Weekday and hour of each time."""
    found = claim.booking.occasions.standing()
    starts = [timezone.localtime(it.starts_at) for it in found]
    return [f"{start:%a %H}" for start in starts]


def test_what_is_agreed_stands_until_the_other_side_says_yes(weekly, bram, anna):
    moved(weekly, bram, all_later=True)
    assert on_the_wall(weekly) == ["Mon 10"] * 4
    assert read_by("claims/letters/times_moved") == ["anna@example.org"]
    with pytest.raises(Refused, match="The other side says yes"):
        actions.agree_to_move(weekly, by=bram)
    actions.agree_to_move(weekly, by=anna)
    assert on_the_wall(weekly) == ["Tue 10"] * 4
    starts = {
        timezone.localtime(it.period.lower).weekday() for it in Hold.objects.all()
    }
    assert (starts, Hold.objects.count()) == ({1}, 4)


def test_both_calendars_move_what_they_have(weekly, bram, anna):
    moved(weekly, bram, number=1)
    before = list(weekly.booking.occasions.all())[1]
    actions.agree_to_move(weekly, by=anna)
    letter = Letter.objects.filter(key__contains="booked", to=BOTH[1]).latest("pk")
    (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert str(event["UID"]).startswith(str(before.uid))
    assert event["SEQUENCE"] == 1


def test_one_time_moves_alone(weekly, bram, anna):
    moved(weekly, bram, number=1)
    actions.agree_to_move(weekly, by=anna)
    assert on_the_wall(weekly) == ["Mon 10", "Tue 10", "Mon 10", "Mon 10"]


def test_a_series_that_is_half_over_moves_what_is_to_come(weekly, bram, anna):
    past = weekly.booking.occasions.first()
    Occasion.objects.filter(pk=past.pk).update(
        starts_at=past.starts_at - 30 * DAY, ends_at=past.ends_at - 30 * DAY
    )
    past.refresh_from_db()
    with pytest.raises(Refused, match="still to come"):
        moved(weekly, bram, number=0, all_later=True)
    moved(weekly, bram, number=1, all_later=True)
    actions.agree_to_move(weekly, by=anna)
    assert on_the_wall(weekly)[1:] == ["Tue 10"] * 3
    assert Occasion.objects.get(pk=past.pk).starts_at == past.starts_at


def test_what_others_ask_for_stays_asked(room, weekly, bram, anna, carla, monday):
    other = asks(room, carla, hours(monday + DAY, 10, 11))
    moved(weekly, bram)
    actions.agree_to_move(weekly, by=anna)
    other.refresh_from_db()
    assert other.state == "asked"


def test_hours_that_went_meanwhile_can_not_be_had(room, weekly, bram, anna, carla):
    moved(weekly, bram)
    first = weekly.booking.occasions.first()
    day = timezone.localdate(first.starts_at) + DAY
    booked(room, carla, anna, hours(day, 10, 11))
    with pytest.raises(Refused, match="Taken already"):
        actions.agree_to_move(weekly, by=anna)
    assert on_the_wall(weekly)[0] == "Mon 10"


def test_times_may_take_each_others_hours_but_not_meet(weekly, bram, anna):
    moved(weekly, bram, days=7, all_later=True)
    actions.agree_to_move(weekly, by=anna)
    assert on_the_wall(weekly) == ["Mon 10"] * 4
    with pytest.raises(Refused, match="overlap"):
        moved(weekly, bram, number=0, days=7, first=11, last=13)


def test_it_may_stay_as_it_was(weekly, bram, anna):
    moved(weekly, anna)
    actions.refuse_move(weekly, by=bram)
    assert read_by("claims/letters/times_stay") == ["anna@example.org"]
    assert not Occasion.objects.filter(new_starts_at__isnull=False).exists()
    with pytest.raises(Refused, match="No other hours"):
        actions.agree_to_move(weekly, by=bram)


def test_what_nobody_answered_yet_is_asked_otherwise_at_once(room, bram, anna, monday):
    claim = asks(room, bram, hours(monday, 10, 12))
    moved(claim, bram, first=14, last=16)
    assert on_the_wall(claim) == ["Tue 14"]
    assert read_by("claims/letters/changed") == ["anna@example.org"]
    with pytest.raises(Refused, match="Say yes or no"):
        moved(claim, anna)


def test_strangers_move_nothing(client, weekly, carla):
    with pytest.raises(PermissionDenied):
        moved(weekly, carla)
    client.force_login(carla)
    time_of_it = weekly.booking.occasions.first()
    address = reverse("claims:move_time", args=[time_of_it.pk])
    assert client.get(address).status_code == 404


def test_over_http_from_the_wish_to_the_yes(client, weekly, bram, anna):
    client.force_login(bram)
    occasion = weekly.booking.occasions.first()
    address = reverse("claims:move_time", args=[occasion.pk])
    day = timezone.localdate(occasion.starts_at) + DAY
    wish = {"day": day, "starts": "14:00", "ends": "15:00", "all_later": "on"}
    page = client.post(address, wish, follow=True).content.decode()
    assert "You asked for other hours." in page
    client.force_login(anna)
    assert "Yes, move them" in client.get(weekly.get_absolute_url()).content.decode()
    client.post(reverse("claims:move_agree", args=[weekly.pk]))
    assert on_the_wall(weekly) == ["Tue 14"] * 4


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)), st.integers(1, 400))
def test_a_series_keeps_its_time_on_the_wall_through_every_change_of_clocks(day, days):
    shifted = at(day + timedelta(days=days), time(10))
    assert timezone.localtime(shifted).time() == time(10)
    night = at(day + DAY, time(0)) - at(day, time(0))
    assert night in {timedelta(hours=hours) for hours in (23, 24, 25)}


def test_the_night_on_which_the_clock_goes_back_has_an_hour_more():
    """From one until four on that night is four hours."""
    change = date(2026, 10, 25)
    assert at(change, time(4)) - at(change, time(1)) == timedelta(hours=4)


# -- The day before, and an owner's own use --------------------------------------
def test_both_are_reminded_the_day_before(weekly):
    assert actions.remind_of_rooms() == 0
    first = weekly.booking.occasions.first()
    Occasion.objects.filter(pk=first.pk).update(remind_at=timezone.now())
    assert (actions.remind_of_rooms(), actions.remind_of_rooms()) == (1, 0)
    assert read_by("claims/letters/room_tomorrow") == BOTH


def test_what_is_cancelled_reminds_nobody(weekly, bram):
    first = weekly.booking.occasions.first()
    Occasion.objects.filter(pk=first.pk).update(remind_at=timezone.now())
    actions.cancel_times(weekly, [first], by=bram)
    assert actions.remind_of_rooms() == 0


def test_each_monday_but_not_that_one(client, room, anna, bram, carla, monday):
    spans = times(monday, time(8), time(9), repeats=Repeats.WEEKLY, number=3)
    use, _taken = own_use.block(room.listing, spans, title="Team", by=anna)
    with pytest.raises(PermissionDenied):
        own_use.leave_out(use, spans[1].start, by=carla)
    client.force_login(anna)
    page = client.get(reverse("claims:room", args=[room.pk])).content.decode()
    assert spans[1].start.isoformat() in page
    typed = {"starts_at": spans[1].start.isoformat()}
    client.post(reverse("claims:leave_out", args=[use.pk]), typed)
    diary = rooms.Diary(rooms.room_of(room.listing), spans[0].start, spans[2].end)
    assert [bool(diary.taken(span)) for span in spans] == [True, False, True]
    for span in (spans[0], spans[2]):
        own_use.leave_out(use, span.start, by=anna)
    assert not room.listing.own_uses.exists()


def test_what_is_cancelled_keeps_its_hour_in_the_booking(weekly, bram):
    """The database has each beginning of a booking once: that is said before."""
    first = weekly.booking.occasions.first()
    actions.cancel_times(weekly, [first], by=bram)
    with pytest.raises(Refused, match="Cancelled"):
        moved(weekly, bram, days=-7)
    assert on_the_wall(weekly) == ["Mon 10"] * 3


def test_all_times_can_be_a_week_later(weekly, bram, anna):
    """Each takes the hour that the next one leaves."""
    moved(weekly, bram, days=7, all_later=True)
    actions.agree_to_move(weekly, by=anna)
    connection.check_constraints()
    assert on_the_wall(weekly) == ["Mon 10"] * 4
