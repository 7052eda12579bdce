"""Whatever is asked, answered, cancelled and blocked, in joined rooms with a shared
thing: never promised twice, and what is offered passes the last check."""

from collections import defaultdict
from datetime import date, time
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from claims import actions, own_use, rooms
from claims.models import Claim, Hold
from claims.room_week import RoomWeek
from listings.models import Room, RoomHours
from tests.claims.bookings import a_room, asks, hours
from tests.claims.conftest import DAY
from tests.factories import ListingFactory

DEEDS = st.tuples(
    st.sampled_from(["ask", "ask", "answer", "answer", "cancel", "block"]),
    st.integers(0, 2),  # which room, or which claim
    st.integers(8, 15),  # from when
    st.integers(1, 3),  # for how long
    st.booleans(),  # with the video set
)


def do(deed, number, start, length, thing, *, people, house, day):
    anna, bram, carla = people
    room, span = house[number], hours(day, start, start + length)
    claims = list(Claim.objects.order_by("pk"))
    claim = claims[(number + start) % len(claims)] if claims else None
    if deed == "ask":
        wish = {"things": list(room.things.all())} if thing else {}
        asks(room, carla if thing else bram, span, **wish)
    elif deed == "answer" and claim:
        actions.accept(claim, by=anna)
    elif deed == "cancel" and claim:
        actions.withdraw(claim, by=claim.asker)
    elif deed == "block":
        own_use.block(room.listing, [span], title="Own", by=anna)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(DEEDS, min_size=4, max_size=8), buffer=st.sampled_from([0, 15]))
def test_never_twice_and_what_is_offered_passes(
    anna, bram, carla, monday, deeds, buffer
):
    Hold.objects.all().delete()
    Claim.objects.all().delete()
    Room.objects.all().delete()
    place = anna.organisation.locations.earliest("pk")
    video = ListingFactory(made_by=anna, location=place, terms=["loan"], quantity=1)
    house = [a_room(anna, name, buffer_minutes=buffer) for name in "ABC"]
    house[2].parts.set(house[:2])
    for room in house:
        room.things.set([video])
    people = (anna, bram, carla)
    for deed in deeds:
        try:
            do(*deed, people=people, house=house, day=monday)
        except Refused:
            continue
    kept = defaultdict(list)
    for hold in Hold.objects.all():
        kept[hold.listing_id].append((hold.period.lower, hold.period.upper))
    assert not any(map(_overlap, kept.values()))
    _what_is_offered_passes(house, bram, monday)


def _overlap(spans):
    """Do any two of these hold the same moment?"""
    return any(one[1] > two[0] for one, two in pairwise(sorted(spans)))


def _what_is_offered_passes(house, bram, day):
    for room in house[::2]:
        found = rooms.room_of(room.listing)
        for slot in RoomWeek(found, day, bram).days[0].slots[::2]:
            diary = rooms.Diary(found, *slot.span)
            assert (slot.state == "free") is (diary.obstacle(slot.span) == "")


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(["2027-03-28", "2027-10-31"]), st.integers(0, 5))
def test_the_hours_of_a_week_are_as_many_as_pass(bram, room, change, hour):
    """Also on the night that has an hour less or more."""
    day = date.fromisoformat(change)
    RoomHours.objects.filter(weekday=6).delete()
    RoomHours.objects.create(room=room, weekday=6, opens=time(hour), closes=time(8))
    week = RoomWeek(rooms.room_of(room.listing), day, bram)
    slots = week.days[6].slots
    lost = 1 if change == "2027-03-28" and hour <= 2 else 0
    won = 1 if change == "2027-10-31" and hour <= 2 else 0
    assert len(slots) == 8 - hour - lost + won
    assert len({slot.span.start for slot in slots}) == len(slots)
    assert week.days[5].date == day - DAY
