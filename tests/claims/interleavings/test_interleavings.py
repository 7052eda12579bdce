"""Whatever many people do with things and rooms, in whatever order, while the clock
goes on: never more promised than there is, no place lost, no state without a way out.

`make interleavings` tries three thousand orders of deeds.
"""

import os
from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from listings.models import Listing
from tests.claims.interleavings import checks, deeds
from tests.claims.interleavings.clock import own_clock
from tests.claims.interleavings.town import Town

EXAMPLES, STEPS = 25, 30
MANY = int(os.environ.get("INTERLEAVINGS") or EXAMPLES)
PARTS = 1 if MANY <= EXAMPLES else 2  # for as many processes
# A Friday before the clocks change, a Monday, and the days before Christmas.
BEGINNINGS = [
    datetime(2026, 3, 27, 9, tzinfo=UTC),
    datetime(2026, 6, 15, 9, tzinfo=UTC),
    datetime(2026, 12, 21, 9, tzinfo=UTC),
]
SWEPT = ("claims.", "logistics.", "upkeep.tasks.expire_past", "upkeep.tasks.open_up")
chances = st.integers(0, 2**24 - 1)  # so many come evenly


def timetable():
    current_app.loader.import_default_modules()
    names = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    ours = sorted(name for name in names if name.startswith(SWEPT))
    return [current_app.tasks[name] for name in ours]


class Interleaving(RuleBasedStateMachine):
    """One order of deeds; all of it is undone at the end."""

    town = clock = sweeps = None  # given by the test

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.is_swept, self.steps = True, 0
        self.places, self.there, self.seen = {}, set(), set()

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(
        start=st.sampled_from(BEGINNINGS),
        there=st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 2)),
        seeds=st.lists(chances, min_size=3, max_size=12),
    )
    def begin(self, start, there, seeds):
        """Several ask for the same, and some get it: so somebody waits."""
        self.clock.set(start)
        for thing, quantity in zip(self.town.things, there, strict=True):
            rows = Listing.objects.filter(pk=thing.pk)
            rows.update(quantity=quantity, left=quantity)
        for name, given in deeds.begun(seeds):
            note(f"{name}{given}: {self.town.do(name, *given)}")

    @rule(seed=chances)
    def somebody(self, seed):
        """One of the people, the clock, or who looks."""
        self.steps += 1  # a number that comes twice leads to something else
        name, given = deeds.chosen(f"{seed} {self.steps}", self.there)
        self.clock.forward(timedelta(seconds=1))
        outcome = getattr(self, name, None) or self.town.deed(name)
        note(f"{name}{given}: {outcome(*given)}")

    def time_passes(self, hours):
        self.clock.forward(timedelta(hours=hours))
        self.is_swept = False

    def sweep(self):
        for task in self.sweeps:
            task()
        self.is_swept = True
        checks.the_clock_failed_at_nothing()
        checks.the_clock_comes_to_everything()

    def look(self, number, who):
        books = checks.Books()
        person = [self.town.anna, *self.town.askers][who]
        checks.the_week_shows_what_is_kept(books, self.town.rooms[number], person)
        checks.the_month_shows_what_is_kept(books, self.town.things[number])

    @invariant()
    def all_is_well(self):
        books = checks.Books()
        checks.never_more_promised_than_there_is(books, self.seen)
        checks.who_is_promised_something_has_exactly_that(books)
        checks.nobody_has_two_places(books)
        checks.everything_open_has_a_way_out(books)
        if self.is_swept:
            checks.nobody_waits_for_what_is_free(books)
        before, self.places = self.places, checks.places(books)
        checks.no_place_is_lost(books, before, self.places)
        self.there = checks.kinds(books)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Made once, and gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with own_clock(BEGINNINGS[0] - timedelta(days=30)) as clock:
            yield Town(), clock
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_no_interleaving_breaks_a_promise(town, part):
    class Ours(Interleaving):
        pass

    Ours.town, Ours.clock = town
    Ours.sweeps = timetable()
    with translation.override("en"):
        run_state_machine_as_test(
            Ours,
            settings=settings(
                max_examples=MANY // PARTS,
                stateful_step_count=STEPS,
                deadline=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
