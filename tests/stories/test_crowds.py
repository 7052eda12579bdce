"""Two hundred at once, on real threads: as many get it as there are pieces, the others
stand in line or read why not."""

import threading
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from base.refusal import Refused
from claims import actions
from claims.models import Claim, Hold
from claims.promises import otherwise_left, oversold
from members.models import Location, Organisation, User
from outbox.models import Letter
from tests.claims.bookings import a_room, asks, hours
from tests.factories import ListingFactory, OrganisationFactory, UserFactory
from tests.moments import monday_at
from tests.stories.test_races import DAY, wish

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 200
AT_ONCE = 40  # connections of one test; all share those of one PostgreSQL
HERE = {"latitude": 52.09083, "longitude": 5.12222, "postcode": "3511 AB"}


@pytest.fixture
def crowd(db):
    """A colleague of each of two hundred organisations, with a place of its own."""
    ours = Organisation.objects.bulk_create(OrganisationFactory.build_batch(CROWD))
    Location.objects.bulk_create(
        Location(organisation=it, name="Noord", town="Utrecht", **HERE) for it in ours
    )
    return User.objects.bulk_create(UserFactory.build(organisation=it) for it in ours)


def at_once(deed, people):
    """A thread for each, behind one gate; what came of it, counted."""
    outcomes, gate = [], threading.Barrier(len(people))
    connections = threading.Semaphore(AT_ONCE)

    def go(person):
        gate.wait()
        with connections:
            try:
                deed(person)
                outcomes.append("done")
            except Refused:
                outcomes.append("refused")
            except Exception as error:
                outcomes.append(repr(error))
            finally:
                connection.close()

    threads = [threading.Thread(target=go, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return Counter(outcomes)


def in_line(pieces):
    """So many have it; all others wait, each at a place of their own, as they asked."""
    assert (oversold(), otherwise_left()) == ([], [])
    states = Counter(Claim.objects.values_list("state", flat=True))
    assert states == {"accepted": pieces, "waiting": CROWD - pieces}
    assert Hold.objects.count() == pieces
    waiting = list(Claim.objects.waiting())
    places = [actions.place(claim) for claim in (waiting[0], waiting[99], waiting[-1])]
    assert places == [1, 100, CROWD - pieces]
    told = Letter.objects.filter(key__startswith="claims/letters/taken")
    assert told.count() == pieces


def test_ten_of_two_hundred_get_the_ten_pieces(anna, crowd):
    place = anna.organisation.locations.get()
    chairs = ListingFactory(made_by=anna, location=place, quantity=10, gives_to="first")
    outcome = at_once(lambda person: actions.ask(chairs, **wish(person)), crowd)
    chairs.refresh_from_db()
    assert outcome == {"done": CROWD}
    assert (chairs.left, chairs.state) == (0, "gone")
    in_line(10)


def test_three_of_two_hundred_rent_the_three_lifts_in_one_week(anna, crowd):
    place = anna.organisation.locations.get()
    lifts = ListingFactory(
        made_by=anna, location=place, quantity=3, gives_to="first", terms=["loan"]
    )
    first = timezone.localdate() + 7 * DAY
    week = {"term": "loan", "starts_on": first, "ends_on": first + 6 * DAY}
    outcome = at_once(lambda person: actions.ask(lifts, **wish(person, **week)), crowd)
    assert outcome == {"done": CROWD}
    in_line(3)


def test_one_of_two_hundred_has_the_room_for_the_hour(anna, crowd):
    room = a_room(anna)
    type(room.listing).objects.filter(pk=room.pk).update(gives_to="first")
    hour = hours(timezone.localdate(monday_at(10)), 10, 11)
    outcome = at_once(lambda person: asks(room, person, hour), crowd)
    assert outcome == {"done": 1, "refused": CROWD - 1}
    (hold,) = Hold.objects.all()
    assert (hold.claim.state, hold.listing_id) == ("accepted", room.pk)
    assert Claim.objects.count() == 1
