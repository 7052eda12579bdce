"""The pages of a room by the hour, as its owner and as who books it."""

import re
from datetime import time

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from claims import actions, own_use
from claims.models import Booking, Claim, OwnUse
from claims.series import times
from listings.models import Room
from tests.claims.bookings import a_room, asks, booked, hours
from tests.claims.conftest import DAY
from tests.claims.test_modes import GOODS_WORDS
from tests.factories import ListingFactory

Repeats = Booking.Repeats


@pytest.fixture
def as_(client):
    def log_in(person):
        client.force_login(person)
        return client

    return log_in


def words(response):
    content = response.content.decode()
    main = content[content.index("<main") : content.index("</main")]
    return re.sub(r"\s+", " ", strip_tags(main))


def form(monday, **fields):
    usual = {"day": f"{monday}", "starts": "10:00", "ends": "12:00"}
    usual |= {"repeats": "once", "term": "rent", "people": "8", "parties": "1"}
    return usual | fields


def sent(bram, monday, **fields):
    place = bram.organisation.locations.get()
    return form(monday, location=f"{place.pk}", **fields)


def week_of(room):
    return reverse("claims:room", args=[room.pk])


def book_of(room):
    return reverse("claims:book", args=[room.pk])


def test_from_finding_to_the_end_nothing_speaks_of_goods(
    as_,
    anna,
    bram,
    room,
    monday,
):
    client = as_(bram)
    pages = [f"/listings/{room.pk}/", week_of(room), book_of(room)]
    assert client.get(f"/claims/ask/{room.pk}/").url == week_of(room)
    client.post(book_of(room), sent(bram, monday))
    claim = Claim.objects.get()
    pages.append(claim.get_absolute_url())
    for person in (bram, anna):
        for page in pages:
            shown = words(as_(person).get(page, follow=True))
            assert [word for word in GOODS_WORDS if word in shown] == [], page
    as_(anna).post(reverse("claims:accept", args=[claim.pk]))
    for person in (bram, anna):
        for page in [*pages, reverse("claims:cancel_times", args=[claim.pk])]:
            shown = words(as_(person).get(page, follow=True))
            assert [word for word in GOODS_WORDS if word in shown] == [], page


def test_the_week_costs_few_queries(
    as_,
    bram,
    carla,
    anna,
    room,
    monday,
    django_assert_max_num_queries,
):
    for number in range(3):
        booked(room, bram, anna, hours(monday + number * DAY, 9, 10))
        asks(room, carla, hours(monday + number * DAY, 12, 13))
        span = hours(monday + number * DAY, 15, 16)
        own_use.block(room.listing, [span], title="Team", by=anna)
    for person in (anna, bram):
        client = as_(person)
        client.get(week_of(room))
        with django_assert_max_num_queries(12):
            client.get(f"{week_of(room)}?week={monday}")


@pytest.mark.parametrize("day", ["x", "1900-01-01", "2999-01-01", "2026-13-40"])
def test_a_week_that_can_not_be_is_another_one(as_, bram, room, day):
    assert as_(bram).get(f"{week_of(room)}?week={day}").status_code == 200


def test_one_free_time_is_asked_at_once(as_, bram, room, monday):
    response = as_(bram).post(book_of(room), sent(bram, monday), follow=True)
    assert "Your claim is on its way." in response.content.decode()
    assert Claim.objects.get().booking.people == 8


def test_what_repeats_is_shown_first_and_conflicts_are_left_out(
    as_,
    anna,
    bram,
    carla,
    room,
    monday,
):
    booked(room, carla, anna, hours(monday + 7 * DAY, 11, 13))
    asks(room, carla, hours(monday, 10, 11))
    wish = sent(bram, monday, repeats="weekly", number="3")
    shown = as_(bram).post(book_of(room), wish)
    text = words(shown)
    assert "1 time can't be had." in text
    assert "1 other asks" in text
    assert "Ask for these 2 times" in text
    assert Claim.objects.filter(organisation=bram.organisation).count() == 0
    seen = [value.isoformat() for value in (hours(monday + 7 * DAY, 10, 11).start,)]
    again = wish | {"confirmed": "on", "seen": seen}
    assert f'value="{seen[0]}"' in shown.content.decode()
    as_(bram).post(book_of(room), again)
    claim = Claim.objects.get(organisation=bram.organisation)
    left = list(claim.booking.occasions.values_list("left_out", flat=True))
    assert left == ["", "taken", ""]


def test_a_conflict_that_came_meanwhile_is_shown_before_it_is_asked(
    as_,
    anna,
    bram,
    carla,
    room,
    monday,
):
    booked(room, carla, anna, hours(monday, 10, 11))
    wish = sent(bram, monday, repeats="weekly", number="2", confirmed="on")
    assert "1 time can't be had." in words(as_(bram).post(book_of(room), wish))
    assert Claim.objects.filter(organisation=bram.organisation).count() == 0


def test_nothing_to_be_had_is_said(as_, anna, bram, carla, room, monday):
    booked(room, carla, anna, hours(monday, 10, 12))
    shown = words(as_(bram).post(book_of(room), sent(bram, monday)))
    assert "None of these times can be had. Choose others below." in shown


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends": "09:00"}, "This is before it begins."),
        ({"repeats": "weekly"}, "Say until which day, or how many times."),
        ({"people": "0"}, "greater than or equal to 1"),
        ({"day": "x"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    as_,
    bram,
    room,
    monday,
    fields,
    sentence,
):
    assert sentence in words(as_(bram).post(book_of(room), sent(bram, monday) | fields))


def test_the_owner_sees_the_rivals_before_saying_yes(
    as_,
    anna,
    bram,
    carla,
    room,
    monday,
):
    claim = asks(room, bram, hours(monday, 10, 12))
    asks(room, carla, hours(monday, 11, 12))
    shown = words(as_(anna).get(claim.get_absolute_url()))
    assert "Others ask for these hours too." in shown
    assert "De Brug" in shown
    assert "De Brug" not in words(as_(bram).get(claim.get_absolute_url()))


def test_some_times_are_cancelled_on_a_page_of_their_own(
    as_,
    anna,
    bram,
    room,
    monday,
):
    rule = {"repeats": Repeats.WEEKLY, "number": 3}
    claim = booked(room, bram, anna, *times(monday, time(10), time(11), **rule))
    second = claim.booking.occasions.all()[1]
    page = reverse("claims:cancel_times", args=[claim.pk])
    assert "Cancelling is free until 24 hours before." in words(as_(bram).get(page))
    as_(bram).post(page, {"times": [second.pk], "why": "Away"})
    assert claim.booking.occasions.standing().count() == 2
    assert "Away" in words(as_(anna).get(claim.get_absolute_url()))


def test_a_time_joins_with_one_press(as_, anna, bram, carla, room, monday):
    blocker = booked(room, carla, anna, hours(monday, 10, 11))
    spans = [hours(monday, 10, 11), hours(monday + DAY, 10, 11)]
    claim = asks(room, bram, *spans, leaving_out=frozenset({spans[0].start}))
    actions.accept(claim, by=anna)
    actions.withdraw(blocker, by=carla)
    missing = claim.booking.occasions.get(left_out="taken")
    as_(bram).post(reverse("claims:add_time", args=[missing.pk]))
    assert claim.holds.count() == 2


def test_the_owner_keeps_hours_and_lets_them_go(as_, anna, bram, room, monday):
    client = as_(anna)
    fields = {"title": "Team", "repeats": "weekly", "number": "3"}
    own = {"day": f"{monday}", "starts": "12:00", "ends": "13:00"}
    client.post(reverse("claims:block", args=[room.pk]), fields | own)
    use = OwnUse.objects.get()
    assert (use.title, use.holds.count()) == ("Team", 3)
    assert "Team" in words(client.get(f"{week_of(room)}?week={monday}"))
    assert "Team" not in words(as_(bram).get(f"{week_of(room)}?week={monday}"))
    as_(anna).post(reverse("claims:unblock", args=[use.pk]))
    assert OwnUse.objects.count() == 0


def test_nobody_else_keeps_or_frees_hours(as_, anna, bram, room, monday):
    use, _taken = own_use.block(
        room.listing, [hours(monday, 9, 10)], title="Team", by=anna
    )
    client = as_(bram)
    assert client.post(reverse("claims:unblock", args=[use.pk])).status_code == 404
    blocked = client.post(reverse("claims:block", args=[room.pk]))
    assert blocked.status_code == 403


def test_the_calendar_is_for_both_sides_only(
    as_,
    anna,
    bram,
    carla,
    room,
    monday,
):
    claim = booked(room, bram, anna, hours(monday, 10, 12))
    page = reverse("claims:calendar", args=[claim.pk])
    assert as_(bram).get(page)["Content-Type"] == "text/calendar; charset=utf-8"
    assert as_(carla).get(page).status_code == 404


def test_how_to_get_in_is_read_by_who_has_booked(
    as_,
    anna,
    bram,
    room,
    monday,
):
    Room.objects.update(way_in="Ring twice", report_at="Main hall")
    claim = asks(room, bram, hours(monday, 10, 12))
    assert "Ring twice" not in words(as_(bram).get(claim.get_absolute_url()))
    assert "Ring twice" not in words(as_(bram).get(f"/listings/{room.pk}/"))
    actions.accept(claim, by=anna)
    shown = words(as_(bram).get(claim.get_absolute_url()))
    assert "Ring twice" in shown
    assert "Main hall" in shown


# -- What the owner says of it -------------------------------------------------
def described(**fields):
    usual = {"people": "12", "hour_eur": "25", "buffer_minutes": "15"}
    usual |= {"notice_hours": "48", "seats_theatre": "12", "equipment": ["screen"]}
    usual |= {"day0-is_open": "on", "day0-opens": "09:00", "day0-closes": "17:00"}
    usual |= {"other0-day": "2027-01-04", "other0-reason": "Stocktaking"}
    return usual | fields


def test_a_room_is_described_on_its_own_page(as_, anna):
    listing = a_room(anna).listing
    Room.objects.all().delete()
    page = reverse("listings:room", args=[listing.pk])
    assert "for how many people" in as_(anna).get(page).content.decode().lower()
    as_(anna).post(page, described())
    described_room = Room.objects.get()
    assert (described_room.people, described_room.buffer_minutes) == (12, 15)
    room = described_room
    assert room.hours.count() == 1
    assert [str(it) for it in room.setups.all()] == ["theatre (12)"]
    assert room.days.get().reason == "Stocktaking"
    room.listing.refresh_from_db()
    assert (room.listing.rent_eur, room.listing.rent_per) == (25, "hour")
    removed = {"other0-remove": "on"}
    as_(anna).post(page, described(**removed))
    assert room.days.count() == 0


def test_a_thing_has_no_hours_and_a_stranger_says_nothing(as_, anna, bram, room):
    beds = ListingFactory(made_by=anna)
    assert as_(anna).get(f"/listings/{beds.pk}/room/").status_code == 404
    assert as_(bram).post(f"/listings/{room.pk}/room/").status_code == 403


def test_a_booking_of_three_hundred_times_costs_few_queries(
    as_, anna, bram, room, monday, django_assert_max_num_queries
):
    """Also before there is a yes, when each of them is looked at."""
    rule = {"repeats": Repeats.WEEKLY, "number": 300}
    spans = times(monday, time(10), time(11), **rule)
    claim = asks(room, bram, *spans, repeats=Repeats.WEEKLY)
    pages = [claim.get_absolute_url(), f"{week_of(room)}?week={monday}"]
    for person, most in ((bram, [16, 12]), (anna, [17, 12])):
        client = as_(person)
        client.get(pages[0])
        for page, number in zip(pages, most, strict=True):
            with django_assert_max_num_queries(number):
                assert client.get(page).status_code == 200
    actions.accept(claim, by=anna)
    assert claim.holds.count() == 300
    for person in (bram, anna):
        client = as_(person)
        client.get(pages[0])
        for page in pages:
            with django_assert_max_num_queries(12):
                assert client.get(page).status_code == 200
