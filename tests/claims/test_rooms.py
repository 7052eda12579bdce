"""Rooms by the hour: asking, answering, cancelling, and never promised twice."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from icalendar import Calendar

from base.refusal import Refused
from claims import actions, own_use, rooms
from claims.models import Booking, Claim, Hold, Occasion
from claims.room_week import RoomWeek
from claims.series import times
from listings.models import RoomDay, RoomHours
from listings.opening import Span, at
from outbox.models import Letter
from tests.claims.bookings import a_room, asks, booked, hours
from tests.claims.conftest import DAY, read_by
from tests.factories import ListingFactory

HOUR = timedelta(hours=1)
Repeats = Booking.Repeats


def refusal(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    return str(refused.value)


def states(room, day, person):
    shown = RoomWeek(rooms.room_of(room.listing), day, person).days[day.weekday()]
    return {
        timezone.localtime(slot.span.start).hour: slot.state for slot in shown.slots
    }


# -- Asking and answering ------------------------------------------------------
def test_a_booking_keeps_its_times_and_its_price(room, bram, monday):
    claim = asks(room, bram, hours(monday, 10, 12), message="Team day")
    assert str(claim) == "Garden room"
    assert (claim.by_hour, claim.starts_on, claim.ends_on) == (True, monday, monday)
    assert (claim.price_eur, claim.booking.price_lines) == (
        Decimal("50.00"),
        [["uur", 2, "25.00"]],
    )
    assert read_by("claims/letters/asked") == ["anna@example.org"]
    body = Letter.objects.get().body
    assert "10:00–12:00" in body or "10 a.m." in body
    assert [word for word in ("Stands at", "Goes to", "pickup") if word in body] == []


def test_a_yes_keeps_the_hours_and_both_get_an_appointment(room, bram, anna, monday):
    claim = booked(room, bram, anna, hours(monday, 10, 12))
    hold = claim.holds.get()
    assert (hold.period.lower, hold.period.upper) == hours(monday, 10, 12)
    assert read_by("claims/letters/booked") == [
        "anna@example.org",
        "bram@example.org",
    ]
    letter = Letter.objects.get(to="bram@example.org")
    calendar = Calendar.from_ical(letter.calendar)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SEQUENCE"]) == ("REQUEST", 0)
    assert event["DTSTART"].dt == hours(monday, 10, 12).start


def test_what_is_taken_is_refused_at_asking(room, bram, carla, anna, monday):
    booked(room, bram, anna, hours(monday, 10, 12))
    assert "Taken already." in refusal(asks, room, carla, hours(monday, 11, 13))
    assert asks(room, carla, hours(monday, 12, 13)).state == "asked"


def test_one_may_ask_twice_but_not_for_the_same_hour(room, bram, monday):
    asks(room, bram, hours(monday, 10, 12))
    assert asks(room, bram, hours(monday, 14, 15)).state == "asked"
    sentence = refusal(asks, room, bram, hours(monday, 11, 12))
    assert "You asked for this time." in sentence


def test_two_ask_the_approver_sees_both_and_the_other_hears(
    room, bram, carla, anna, monday
):
    first = asks(room, bram, hours(monday, 10, 12))
    other = asks(room, carla, hours(monday, 11, 12))
    found = rooms.room_of(room.listing)
    times_asked = list(first.booking.occasions.all())
    assert actions.rivals_of(first, found, times_asked) == [other]
    actions.accept(first, by=anna)
    other.refresh_from_db()
    assert other.state == "declined"
    assert read_by("claims/letters/declined") == ["carla@example.org"]
    assert "declined" in refusal(actions.accept, other, by=anna)


def test_who_can_still_have_some_of_the_times_keeps_waiting(
    room, bram, carla, anna, monday
):
    other = asks(room, carla, hours(monday, 10, 11), hours(monday + DAY, 10, 11))
    booked(room, bram, anna, hours(monday, 10, 12))
    other.refresh_from_db()
    assert other.state == "asked"
    actions.accept(other, by=anna)
    assert [it.left_out for it in other.booking.occasions.all()] == ["taken", ""]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"people": 21}, "There is place for 20 people."),
        ({"setup": "theatre"}, "In this set-up there is place for 0."),
        ({"term": "sale"}, "It is not offered in this way."),
        ({"catering": ["lunch"]}, "This catering is not offered here."),
    ],
)
def test_what_the_room_has_not_is_refused(room, bram, monday, wish, sentence):
    assert refusal(asks, room, bram, hours(monday, 10, 11), **wish) == sentence


def test_closed_days_and_hours_are_refused_with_the_reason(room, bram, monday):
    RoomDay.objects.create(room=room, day=monday, reason="Moving")
    assert "Closed: Moving." in refusal(asks, room, bram, hours(monday, 10, 11))
    early = refusal(asks, room, bram, hours(monday + DAY, 7, 9))
    assert "Open from" in early
    sunday = refusal(asks, room, bram, hours(monday + 6 * DAY, 10, 11))
    assert "Closed on that day." in sunday


def test_public_holidays_are_closed_unless_the_owner_says_otherwise(anna):
    shut = a_room(anna, "Shut", opens_on_holidays=False)
    easter = date(2027, 3, 29)
    found = rooms.room_of(shut.listing)
    diary = rooms.Diary(found, *hours(easter, 10, 11))
    assert diary.opening.why_closed(easter) == "Easter Monday"
    assert diary.obstacle(hours(easter, 10, 11)) == "Closed: Easter Monday."
    RoomDay.objects.create(room=shut, day=easter, opens=time(9), closes=time(12))
    opened = rooms.Diary(rooms.room_of(shut.listing), *hours(easter, 10, 11))
    assert opened.obstacle(hours(easter, 10, 11)) == ""


def test_a_stranger_has_no_part_in_it(room, bram, anna, carla, monday):
    claim = booked(room, bram, anna, hours(monday, 10, 12))
    (occasion,) = claim.booking.occasions.all()
    for deed in (
        lambda: actions.cancel_times(claim, [occasion], by=carla),
        lambda: actions.add_time(occasion, by=carla),
        lambda: actions.finish(claim, by=carla),
        lambda: own_use.block(
            room.listing, [hours(monday, 8, 9)], title="Own", by=carla
        ),
    ):
        with pytest.raises(PermissionDenied):
            deed()


# -- The buffer, and the week ---------------------------------------------------
def test_the_time_to_tidy_up_is_neither_offered_nor_accepted(anna, bram, monday):
    """Until 9:45 after a use until 9:30: 9:30 is not offered."""
    room = a_room(anna, buffer_minutes=15)
    RoomHours.objects.update(opens=time(8, 30))
    span = Span(at(monday, time(8, 30)), at(monday, time(9, 30)))
    booked(room, bram, anna, span)
    week = RoomWeek(rooms.room_of(room.listing), monday, bram)
    offered = [
        timezone.localtime(slot.span.start).strftime("%H:%M")
        for slot in week.days[0].slots
        if slot.state == "free"
    ]
    assert offered[0] == "10:30"
    for slot in week.days[0].slots:
        if slot.state == "free":
            assert asks(room, bram, slot.span).state == "asked"


def test_the_week_says_who_to_the_owner_and_how_many_to_others(
    room, bram, carla, anna, monday
):
    booked(room, bram, anna, hours(monday, 9, 10))
    asks(room, carla, hours(monday, 14, 15))
    own_use.block(room.listing, [hours(monday, 12, 13)], title="Team", by=anna)
    found = rooms.room_of(room.listing)
    shown = {
        who: {
            timezone.localtime(slot.span.start).hour: (
                slot.state,
                slot.who,
                len(slot.asking),
                slot.asked,
            )
            for slot in RoomWeek(found, monday, person).days[0].slots
        }
        for who, person in {"anna": anna, "bram": bram, "carla": carla}.items()
    }
    assert shown["anna"][9] == ("taken", ("Stadsziekenhuis",), 0, False)
    assert shown["anna"][12] == ("own", ("Team",), 0, False)
    assert shown["anna"][14][2:] == (1, False)
    assert shown["bram"][9] == ("own", ("Stadsziekenhuis",), 0, False)
    assert shown["bram"][12] == ("taken", (), 0, False)
    assert shown["bram"][14] == ("free", (), 1, False)
    assert shown["carla"][9] == ("taken", (), 0, False)
    assert shown["carla"][14] == ("free", (), 0, True)


def test_own_use_blocks_and_frees(room, bram, anna, monday):
    use, taken = own_use.block(
        room.listing, [hours(monday, 12, 13)], title="Team", by=anna
    )
    assert taken == []
    assert "Taken already." in refusal(asks, room, bram, hours(monday, 12, 13))
    own_use.unblock(use, by=anna)
    assert asks(room, bram, hours(monday, 12, 13)).state == "asked"


def test_own_use_does_not_push_out_what_was_promised(room, bram, anna, monday):
    booked(room, bram, anna, hours(monday, 12, 13))
    spans = times(monday, time(12), time(13), repeats=Repeats.WEEKLY, number=3)
    _use, taken = own_use.block(room.listing, spans, title="Team", by=anna)
    assert taken == spans[:1]
    assert Hold.objects.filter(own_use__isnull=False).count() == 2


# -- Joined rooms and shared things ----------------------------------------------
def test_a_joined_room_takes_its_parts_and_its_parts_take_it(anna, bram, carla, monday):
    one, two = a_room(anna, "One"), a_room(anna, "Two")
    both = a_room(anna, "Both")
    both.parts.set([one, two])
    booked(one, bram, anna, hours(monday, 9, 10))
    assert "One is taken already." in refusal(asks, both, carla, hours(monday, 9, 10))
    assert states(both, monday, carla)[9] == "taken"
    booked(two, carla, anna, hours(monday, 9, 10))  # the other half is for others
    booked(both, bram, anna, hours(monday, 14, 15))
    assert "Taken already." in refusal(asks, one, carla, hours(monday, 14, 15))
    assert (states(one, monday, carla)[14], states(two, monday, carla)[14]) == (
        "taken",
        "taken",
    )


def test_who_asks_for_a_half_is_seen_by_who_answers_the_whole(
    anna, bram, carla, monday
):
    one, both = a_room(anna, "One"), a_room(anna, "Both")
    both.parts.set([one])
    half = asks(one, carla, hours(monday, 9, 10))
    booked(both, bram, anna, hours(monday, 9, 11))
    half.refresh_from_db()
    assert half.state == "declined"


def test_a_thing_that_rooms_share_is_had_once(anna, bram, carla, monday):
    place = anna.organisation.locations.get()
    video = ListingFactory(
        made_by=anna, location=place, title="Video set", terms=["loan"], quantity=1
    )
    one, two = a_room(anna, "One"), a_room(anna, "Two")
    for each in (one, two):
        each.things.set([video])
    booked(one, bram, anna, hours(monday, 9, 10), things=[video])
    sentence = refusal(asks, two, carla, hours(monday, 9, 10), things=[video])
    assert "Video set is taken already." in sentence
    assert asks(two, carla, hours(monday, 9, 10)).state == "asked"


def test_a_room_for_three_parties_takes_three(anna, bram, carla, monday):
    room = a_room(anna, quantity=3)
    booked(room, bram, anna, hours(monday, 9, 10), parties=2)
    span = hours(monday, 9, 10)
    assert "Taken already." in refusal(asks, room, carla, span, parties=2)
    assert booked(room, carla, anna, hours(monday, 9, 10)).state == "accepted"


# -- Series ----------------------------------------------------------------------
def weekly(monday, first, last, number):
    rule = {"repeats": Repeats.WEEKLY, "number": number}
    return times(monday, time(first), time(last), **rule)


def test_times_that_overlap_themselves_are_refused(room, bram, monday):
    spans = [hours(monday, 9, 11), hours(monday, 10, 12)]
    assert refusal(asks, room, bram, *spans) == "These times overlap each other."


def test_conflicts_are_refused_until_they_are_left_out(room, bram, carla, anna, monday):
    booked(room, carla, anna, hours(monday + 7 * DAY, 10, 11))
    spans = weekly(monday, 10, 11, 4)
    assert "Not all of these times" in refusal(asks, room, bram, *spans)
    seen = frozenset({spans[1].start})
    claim = asks(room, bram, *spans, leaving_out=seen, repeats=Repeats.WEEKLY)
    assert [it.left_out for it in claim.booking.occasions.all()] == [
        "",
        "taken",
        "",
        "",
    ]
    actions.accept(claim, by=anna)
    letter = Letter.objects.get(to="bram@example.org")
    assert len(Calendar.from_ical(letter.calendar).walk("VEVENT")) == 3
    booked_part, left_out = letter.body.split("Left out, and not booked:")
    assert booked_part.count("\n- ") == 3
    assert left_out.count("\n- ") == 1
    assert "taken already" in left_out


def test_a_time_left_out_joins_when_its_blocker_goes(room, bram, carla, anna, monday):
    blocker = booked(room, carla, anna, hours(monday + 7 * DAY, 10, 11))
    spans = weekly(monday, 10, 11, 3)
    seen = frozenset({spans[1].start})
    claim = actions.accept(asks(room, bram, *spans, leaving_out=seen), by=anna)
    missing = claim.booking.occasions.get(left_out="taken")
    assert "Taken already." in refusal(actions.add_time, missing, by=bram)
    actions.withdraw(blocker, by=carla)
    actions.add_time(missing, by=bram)
    missing.refresh_from_db()
    assert (missing.left_out, missing.sequence, claim.holds.count()) == ("", 1, 3)
    assert "Taken already." in refusal(asks, room, carla, spans[1])


def test_one_time_is_cancelled_and_the_others_stay(room, bram, anna, carla, monday):
    claim = booked(room, bram, anna, *weekly(monday, 10, 11, 3))
    first, second, third = claim.booking.occasions.all()
    actions.cancel_times(claim, [second], by=bram, why="Holiday")
    second.refresh_from_db()
    assert (second.stands, second.was_late, second.sequence) == (False, False, 1)
    assert claim.holds.count() == 2
    letter = Letter.objects.get(
        key__startswith="claims/letters/cancelled ", to="anna@example.org"
    )
    calendar = Calendar.from_ical(letter.calendar)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        1,
    )
    assert str(event["UID"]).startswith(str(second.uid))
    assert asks(room, carla, Span(second.starts_at, second.ends_at)).state == "asked"


def test_cancelling_all_that_is_left_ends_it(room, bram, anna, monday):
    claim = booked(room, bram, anna, *weekly(monday, 10, 11, 2))
    times_left = list(claim.booking.occasions.all())
    claim = actions.cancel_times(claim, times_left, by=anna, why="Flood")
    assert (claim.state, claim.holds.count()) == ("declined", 0)


@pytest.mark.parametrize(("hours_ahead", "late"), [(23, True), (25, False)])
def test_a_late_cancellation_is_written_down(room, bram, anna, hours_ahead, late):
    day = timezone.localdate() + 2 * DAY
    for weekday in (5, 6):
        RoomHours.objects.create(
            room=room, weekday=weekday, opens=time(0), closes=time(23, 59)
        )
    RoomHours.objects.update(opens=time(0), closes=time(23, 59))
    claim = booked(room, bram, anna, hours(day, 10, 11))
    start = timezone.now() + hours_ahead * HOUR
    Occasion.objects.update(starts_at=start, ends_at=start + HOUR)
    actions.withdraw(claim, by=bram)
    assert Occasion.objects.get().was_late is late


def test_withdrawing_cancels_in_both_calendars(room, bram, anna, monday):
    claim = booked(room, bram, anna, *weekly(monday, 10, 11, 2))
    actions.withdraw(claim, by=bram, why="No longer needed")
    assert read_by("claims/letters/cancelled") == [
        "anna@example.org",
        "bram@example.org",
    ]
    assert read_by("claims/letters/withdrawn") == []
    assert Hold.objects.count() == 0


# -- The end ---------------------------------------------------------------------
def begin(claim):
    """Its first time is now."""
    first = claim.booking.occasions.first()
    now = timezone.now()
    Occasion.objects.filter(pk=first.pk).update(starts_at=now, ends_at=now + HOUR)
    return first


def test_checking_in_ends_a_booking_of_once(room, bram, anna, monday):
    claim = booked(room, bram, anna, hours(monday, 10, 11))
    assert refusal(actions.finish, claim, by=bram) == "This is still to come."
    begin(claim)
    assert actions.finish(claim, by=anna).state == "done"
    assert claim.holds.count() == 1  # who is in has it until the hour is over


def test_checking_in_to_a_series_leaves_what_is_to_come(room, bram, anna, monday):
    claim = booked(room, bram, anna, *weekly(monday, 10, 11, 2))
    first = begin(claim)
    assert actions.finish(claim, by=bram).state == "accepted"
    first.refresh_from_db()
    assert first.used_at is not None
    claim = actions.withdraw(claim, by=bram)
    assert claim.state == "done"


def test_it_ends_by_itself_the_day_after_its_last_time(room, bram, anna, monday):
    claim = booked(room, bram, anna, *weekly(monday, 10, 11, 3))
    after = timezone.localtime(claim.over_at)
    assert (after.date(), after.hour) == (monday + 15 * DAY, 9)


def test_a_room_by_the_hour_is_not_asked_for_days(room, bram, monday):
    place = bram.organisation.locations.get()
    wish = {"term": "rent", "quantity": 1, "location": place}
    days = {"starts_on": monday, "ends_on": monday}
    sentence = refusal(actions.ask, room.listing, by=bram, **wish, **days)
    assert sentence == "This room is booked by the hour."
    assert Claim.objects.count() == 0
