"""Agreements to plan for, and days with open doors."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from base.holidays import is_workday
from claims import actions as claiming
from logistics import actions
from logistics.models import Pickup
from outbox.models import Letter
from tests.factories import ListingFactory

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def agreed(beds, bram, anna):
    """Anna said yes to Bram, who asked for one bed."""
    place = bram.organisation.locations.get()
    claim = claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    return claiming.accept(claim, by=anna)


@pytest.fixture
def lent(anna, bram):
    """Anna lends Bram a lift, from a workday on for three weeks."""
    lift = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        title="Patient lift",
        terms=["loan"],
        quantity=1,
    )
    first = workday(2).date()
    claim = claiming.ask(
        lift,
        by=bram,
        term="loan",
        quantity=1,
        location=bram.organisation.locations.get(),
        starts_on=first,
        ends_on=first + 21 * DAY,
    )
    return claiming.accept(claim, by=anna)


@pytest.fixture
def pickup(agreed, bram):
    """Bram collects it on a workday at ten."""
    return plan(agreed, bram)


@pytest.fixture
def fetched(lent, bram):
    """The lift has been with Bram since its first day, two weeks ago."""
    return on_the_day(plan(lent, bram), weeks=2)


@pytest.fixture
def as_(client):
    """The browser of this person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


def workday(days, hour=10):
    """A workday at least so many days ahead, at that hour in the Netherlands."""
    day = timezone.localdate() + days * DAY
    while not is_workday(day):
        day += DAY
    return timezone.make_aware(datetime.combine(day, time(hour)))


def plan(claim, by, starts_at=None, **fields):
    starts_at = starts_at or workday(2)
    fields = {"mover": "asker", "ends_at": starts_at + timedelta(hours=1)} | fields
    return actions.schedule(claim, by=by, starts_at=starts_at, **fields)


def on_the_day(pickup, weeks=1):
    """What was planned lies in the past now, as if time had gone by."""
    past = timedelta(weeks=weeks)
    Pickup.objects.filter(pk=pickup.pk).update(
        starts_at=pickup.starts_at - past, ends_at=pickup.ends_at - past
    )
    pickup.refresh_from_db()
    return pickup


def due(pickup, column):
    """The clock has come to that moment."""
    Pickup.objects.filter(pk=pickup.pk).update(
        **{column: timezone.now() - timedelta(minutes=1)}
    )


def letters(name):
    """The letters with this name, by reader."""
    found = Letter.objects.filter(key__startswith=f"logistics/letters/{name} ")
    return list(found.order_by("to"))


def readers(name):
    return [letter.to for letter in letters(name)]


BOTH = ["anna@example.org", "bram@example.org"]


def event(letter):
    calendar = Calendar.from_ical(letter.calendar)
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def states(thing):
    return list(thing.steps.values_list("state", flat=True))
