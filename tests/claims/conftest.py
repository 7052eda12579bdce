"""Days, letters, and what Bram asks of Anna."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from outbox.models import Letter
from tests.claims.bookings import a_room
from tests.conftest import person
from tests.factories import ListingFactory
from tests.moments import monday_at

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lift(anna):
    """Two patient lifts of Anna's organisation, on loan or for rent."""
    return ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        title="Patient lift",
        terms=["loan", "rent"],
        rent_eur=15,
        rent_per="day",
    )


@pytest.fixture
def room(anna):
    """A room of Anna's organisation, by the hour."""
    return a_room(anna)


@pytest.fixture
def monday():
    """One that is still to come."""
    return timezone.localdate(monday_at(10))


@pytest.fixture
def chairs(anna):
    """Forty chairs of Anna's organisation, free."""
    place = anna.organisation.locations.get()
    return ListingFactory(made_by=anna, location=place, title="Chairs", quantity=40)


@pytest.fixture
def dora(db):
    """A third asker."""
    return person("Dora", "Dennenrust")


@pytest.fixture
def asked(beds, bram):
    """Bram asks for one of the two beds."""
    return bram_asks(beds, bram)


@pytest.fixture
def lent(lift, bram, today):
    """Bram asks for both lifts, from the day after tomorrow, for a week."""
    return bram_asks(
        lift,
        bram,
        term="loan",
        quantity=2,
        starts_on=today + 2 * DAY,
        ends_on=today + 8 * DAY,
    )


def bram_asks(listing, bram, **wish):
    wish = {"term": "free", "quantity": 1} | wish
    place = bram.organisation.locations.get()
    return actions.ask(listing, by=bram, location=place, **wish)


def state_of(claim):
    claim.refresh_from_db()
    return claim.state


def pieces_of(claim):
    """What it is about now, and what is kept for it."""
    claim.refresh_from_db()
    return (claim.state, claim.quantity, [h.quantity for h in claim.holds.all()])


def states(claim):
    return list(claim.steps.values_list("state", flat=True))


def read_by(name):
    """Who got the letter with this name, sorted."""
    return sorted(
        Letter.objects.filter(key__startswith=f"{name} ").values_list("to", flat=True)
    )
