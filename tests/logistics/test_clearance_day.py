"""The day that a building is emptied: what goes to whom, room by room."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claiming
from clearances import actions
from logistics import actions as moving
from logistics.clearance_day import things_of
from tests.factories import ListingFactory
from tests.moments import monday_at


@pytest.fixture
def linde(anna):
    today = timezone.localdate()
    return actions.start(
        by=anna,
        name="De Linde",
        location=anna.organisation.locations.first(),
        available_from=today,
        deadline=today + timedelta(30),
    )


def asked(thing, bram):
    place = bram.organisation.locations.first()
    return claiming.ask(thing, by=bram, term="free", quantity=2, location=place)


def planned(claim, bram):
    moment = monday_at(10)
    return moving.schedule(
        claim,
        by=bram,
        mover="asker",
        starts_at=moment,
        ends_at=moment + timedelta(hours=1),
    )


def test_each_room_says_what_goes_to_whom_and_when(linde, anna, bram):
    said = {"made_by": anna, "group": linde, "quantity": 5, "terms": ["free"]}
    chair = ListingFactory(title="Stoel", room="2.02", **said)
    table = ListingFactory(title="Tafel", room="2.01", **said)
    claim = claiming.accept(asked(chair, bram), by=anna)
    pickup = planned(claim, bram)
    asked(table, bram)
    seen = [
        (one.room, str(one), one.left, one.agreed, [c.planned for c in one.agreed])
        for one in things_of(linde)
    ]
    assert seen == [
        ("2.01", "Tafel", 5, [], []),
        ("2.02", "Stoel", 3, [claim], [[pickup]]),
    ]


def test_it_takes_three_queries_however_much_it_is(
    linde, anna, bram, django_assert_num_queries
):
    for room in "ab":
        thing = ListingFactory(
            made_by=anna, group=linde, quantity=5, terms=["free"], room=room
        )
        claiming.accept(asked(thing, bram), by=anna)
    with django_assert_num_queries(3):
        things_of(linde)


def test_the_page_is_for_its_own_people(client, linde, anna, bram):
    url = reverse("logistics:clearance_day", args=[linde.pk])
    ListingFactory(made_by=anna, group=linde)
    for who, status in ((anna, 200), (bram, 404)):
        client.force_login(who)
        assert client.get(url).status_code == status
