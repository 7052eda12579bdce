"""The clock comes to every claim: none is forgotten, and none ends unannounced."""

import json
from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.db.models import Min
from django.utils import timezone

from base.due_rows import due_rows_by_task
from catalogue.models import Category
from claims import actions as claiming
from claims.models import Claim
from claims.states import RETURNED, TEMPORARY
from home.promises import CLAIMS_OF, FAR, asleep
from logistics import actions as moving
from logistics.models import Pickup
from outbox.models import Letter
from tests.claims.bookings import a_room, asks, hours
from tests.factories import ClaimFactory, ListingFactory
from tests.logistics.conftest import plan, workday

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MOST_MOMENTS = 40
WISHED = {"term", "starts_on", "ends_on"}
MOVING_ON = ("claims.tasks", "logistics.tasks")


# -- A claim in each state -----------------------------------------------------
def asked(anna, bram, **fields):
    place, home = (one.organisation.locations.get() for one in (anna, bram))
    wish = {"term": "free", "quantity": 2, "location": home}
    wish |= {key: fields.pop(key) for key in WISHED & fields.keys()}
    listing = {"made_by": anna, "location": place, "quantity": 2}
    offered = ListingFactory(**listing | {"terms": [wish["term"]]} | fields)
    return claiming.ask(offered, by=bram, **wish)


def waiting(anna, bram):
    first = asked(anna, bram)
    rival = ClaimFactory(listing=first.listing, quantity=2)
    claiming.accept(rival, by=anna)
    first.refresh_from_db()
    return first


def proposed(anna, bram):
    claim = asked(anna, bram)
    claiming.divide(claim.listing, {claim.pk: 1}, by=anna)
    claim.refresh_from_db()
    return claim


def accepted(anna, bram, **fields):
    return claiming.accept(asked(anna, bram, **fields), by=anna)


def scheduled(anna, bram):
    return plan(accepted(anna, bram), bram).carried[0]


def lent(anna, bram):
    first = workday(2).date()
    return accepted(anna, bram, term="loan", starts_on=first, ends_on=first + 14 * DAY)


def lent_and_planned(anna, bram):
    return plan(lent(anna, bram), bram, workday(2)).carried[0]


def lent_and_out(anna, bram):
    claim = lent(anna, bram)
    moving.happened(claim, by=bram)
    return claim


def lent_and_return_planned(anna, bram):
    claim = lent_and_out(anna, bram)
    plan(claim, bram, workday(9), direction="back")
    return claim


def gone_in_part(anna, bram):
    claim = accepted(anna, bram)
    moving.happened(claim, by=bram, went={claim.pk: 1}, why="The van is full.")
    return claim


def of_a_room_by_the_hour(anna, bram):
    monday = workday(3).date()
    claim = asks(a_room(anna), bram, hours(monday, 9, 12))
    return claiming.accept(claim, by=anna)


def of_a_room_by_the_day(anna, bram):
    first = workday(2).date()
    days = {"term": "rent", "starts_on": first, "ends_on": first + 2 * DAY}
    room = {"category": Category.objects.get(code="guest-room"), "unit": "nacht"}
    room |= {"condition": "", "rent_eur": 45, "rent_per": "day"}
    return accepted(anna, bram, **days, **room)


STATES = [
    asked,
    waiting,
    proposed,
    accepted,
    scheduled,
    lent,
    lent_and_planned,
    lent_and_out,
    lent_and_return_planned,
    gone_in_part,
    of_a_room_by_the_hour,
    of_a_room_by_the_day,
]
# What is still with somebody is not ended by a clock: it is asked for, ever again.
STAYS_OUT = {lent_and_planned, lent_and_out, lent_and_return_planned, gone_in_part}


def next_moment():
    """The next one at which a sweep comes to any claim."""
    moments = [
        due.at(FAR).order_by().aggregate(next=Min(due.since))["next"]
        for task in due_rows_by_task().values()
        for due in task
        if due.at(FAR).model in CLAIMS_OF
    ]
    return min(filter(None, moments), default=None)


@pytest.fixture
def let_time_pass(monkeypatch):
    """To the next moment of the clock, and all that it then does with claims."""
    names = [name for name in due_rows_by_task() if name.startswith(MOVING_ON)]

    def go_on():
        now = max(next_moment(), timezone.now()) + MINUTE
        monkeypatch.setattr(timezone, "now", lambda: now)
        for name in names:
            current_app.tasks[name]()

    return go_on


def letters_to_both(anna, bram):
    return Letter.objects.filter(to__in=[anna.email, bram.email]).count()


@pytest.mark.parametrize("made", STATES, ids=lambda made: made.__name__)
def test_the_clock_ends_it_or_asks_for_it_ever_again(made, anna, bram, let_time_pass):
    claim = made(anna, bram)
    began, said = timezone.now(), [letters_to_both(anna, bram)]
    for _ in range(MOST_MOMENTS):
        assert not asleep()
        claim.refresh_from_db()
        is_over = not Claim.objects.running().filter(pk=claim.pk).exists()
        if is_over or timezone.now() - began > 60 * DAY:
            break
        let_time_pass()
        said.append(letters_to_both(anna, bram))
    assert is_over != (made in STAYS_OUT)
    # Somebody was asked before it ended, or is asked at every moment since.
    asked_before = said[-1] > said[-2] if made in STAYS_OUT else said[-2] > said[0]
    assert asked_before or not claim.is_of_thing
    assert Pickup.objects.planned().out().count() == 0


def test_every_state_is_walked(anna, bram):
    walked = {made(anna, bram).state for made in STATES}
    ends = {*Claim.ENDS, RETURNED, "done", "handed_over"}
    assert walked | ends == set(Claim.State.values)
    assert set(TEMPORARY) == {"rent", "loan"}


# -- The command -----------------------------------------------------------------
def check(capsys):
    """What it prints last."""
    try:
        call_command("check_promises")
    finally:
        lines.extend(capsys.readouterr().out.splitlines())
    return json.loads(lines[-1])


lines: list = []


def test_it_counts_what_holds(anna, bram, capsys):
    accepted(anna, bram)
    found = {"listings": 1, "holds": 1, "oversold": 0, "asleep": 0}
    assert check(capsys) == found


def test_it_finds_what_sleeps(anna, bram, capsys):
    claim = scheduled(anna, bram)
    claim.pickups.update(remind_at=None, chase_at=None, assumed_at=None)
    assert list(asleep()) == [claim]
    with pytest.raises(CommandError):
        check(capsys)
    assert f"claim {claim.pk}: scheduled" in lines[-2]
    assert json.loads(lines[-1])["asleep"] == 1
