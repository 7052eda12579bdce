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
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.claims.interleavings import checks
from tests.claims.interleavings.clock import own_clock
from tests.claims.interleavings.town import ASKERS, Town

TIMES = int(os.environ.get("INTERLEAVINGS") or 1)
EXAMPLES, STEPS = 60, 30
# A Friday before the clocks change, a Monday, and the days before Christmas.
BEGINNINGS = [
    datetime(2026, 3, 27, 9, tzinfo=UTC),
    datetime(2026, 6, 15, 9, tzinfo=UTC),
    datetime(2026, 12, 21, 9, tzinfo=UTC),
]
SWEPT = ("claims.", "logistics.", "upkeep.tasks.expire_past", "upkeep.tasks.open_up")

any_number = st.integers(0, 99)
pieces, askers, things = st.integers(1, 6), st.integers(0, ASKERS - 1), st.integers(0, 2)
few, days = st.integers(0, 2), st.integers(0, 6)
ahead = st.integers(1, 60)


def timetable():
    current_app.loader.import_default_modules()
    tasks = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    return sorted(task for task in tasks if task.startswith(SWEPT))


class Interleaving(RuleBasedStateMachine):
    """One order of deeds; all of it is undone at the end."""

    town = clock = None  # given by the test

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.is_swept = True
        self.places = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def do(self, deed, *args):
        self.clock.forward(timedelta(seconds=1))
        self.town.do(deed, *args)

    # -- How it begins -------------------------------------------------------
    @initialize(
        start=st.sampled_from(BEGINNINGS),
        there=st.tuples(pieces, st.integers(1, 3), st.integers(1, 2)),
        wishes=st.lists(st.tuples(things, askers, pieces, few, days, days), max_size=6),
    )
    def begin(self, start, there, wishes):
        self.clock.set(start)
        for listing, quantity in zip(self.town.things, there, strict=True):
            type(listing).objects.filter(pk=listing.pk).update(
                quantity=quantity, left=quantity
            )
        for wish in wishes:
            self.do("ask", *wish)

    # -- Pieces --------------------------------------------------------------
    @rule(what=things, who=askers, n=pieces, term=few, first=days, length=days)
    def ask(self, what, who, n, term, first, length):
        self.do("ask", what, who, n, term, first, length)

    @rule(
        deed=st.sampled_from(
            "accept accept decline withdraw agree wait_for_all stay agree_to_all".split()
        ),
        n=any_number,
    )
    def answer(self, deed, n):
        self.do(deed, n)

    @rule(what=things, given=st.lists(st.integers(0, 4), min_size=1, max_size=ASKERS))
    def divide(self, what, given):
        self.do("divide", what, given)

    @rule(n=any_number, quantity=pieces, shift=st.integers(-2, 5))
    def change(self, n, quantity, shift):
        self.do("change", n, quantity, shift)

    @rule(what=things, who=askers, n=pieces, term=few, first=days, length=days)
    def put_in(self, what, who, n, term, first, length):
        self.do("put_in", what, who, n, term, first, length)

    @rule(n=any_number, given=st.lists(st.integers(0, 4), min_size=1, max_size=3))
    def together(self, n, given):
        self.do("ask_together", n)
        self.do("answer_together", n, given)

    # -- Going out and coming back -------------------------------------------
    @rule(n=any_number, way=st.sampled_from(["out", "out", "back"]), q=few, hours=ahead)
    def plan(self, n, way, q, hours):
        self.do("plan", n, way, q, hours)

    @rule(n=any_number, hours=ahead)
    def replan(self, n, hours):
        self.do("replan", n, hours)

    @rule(n=any_number)
    def call_off(self, n):
        self.do("call_off", n)

    @rule(n=any_number, less=few, damaged=few, missing=few, stays=st.booleans())
    def complete(self, n, less, damaged, missing, stays):
        self.do("complete", n, less, damaged // 2, missing // 2, stays)

    @rule(n=any_number, way=st.sampled_from(["out", "back"]), less=few, damaged=few)
    def happened(self, n, way, less, damaged):
        self.do("happened", n, way, less, damaged // 2, 0)

    # -- Longer, and damage --------------------------------------------------
    @rule(
        deed=st.sampled_from(["ask_extension", "extend"]),
        n=any_number,
        length=st.integers(1, 6),
    )
    def longer(self, deed, n, length):
        self.do(deed, n, length)

    @rule(n=any_number, how=st.sampled_from(["grant", "grant", "decline", "withdraw"]))
    def answer_extension(self, n, how):
        self.do("answer_extension", n, how)

    @rule(
        n=any_number, how=st.sampled_from(["propose", "agree", "mend", "write off"])
    )
    def settle(self, n, how):
        self.do("settle", n, how)

    # -- The offer -----------------------------------------------------------
    @rule(what=things, quantity=pieces)
    def revise(self, what, quantity):
        self.do("revise", what, quantity)

    @rule(what=st.integers(0, 3), gives_to=st.sampled_from(["first", "choose"]))
    def change_rule(self, what, gives_to):
        self.do("rule", what, gives_to)

    @rule(
        what=st.integers(0, 3),
        deed=st.sampled_from(["pause", "resume", "resume", "withdraw", "relist"]),
    )
    def offer(self, what, deed):
        self.do("offer", what, deed)

    # -- Rooms ---------------------------------------------------------------
    @rule(
        room=few,
        who=askers,
        day=days,
        hour=st.integers(8, 16),
        length=st.integers(1, 2),
        times=st.sampled_from([1, 1, 2, 4]),
        parties=st.integers(1, 3),
        thing=st.booleans(),
        leave_out=st.booleans(),
    )
    def book(self, room, who, day, hour, length, times, parties, thing, leave_out):
        wish = (room, who, day, hour, length, times, parties, thing, leave_out)
        self.do("book", *wish)

    @rule(n=any_number, every=st.integers(1, 3))
    def cancel_times(self, n, every):
        self.do("cancel_times", n, every)

    @rule(deed=st.sampled_from(["add_time", "finish", "unblock"]), n=any_number)
    def of_room(self, deed, n):
        self.do(deed, n)

    @rule(
        room=few,
        day=days,
        hour=st.integers(7, 18),
        length=st.integers(1, 4),
        times=st.integers(1, 3),
    )
    def block(self, room, day, hour, length, times):
        self.do("block", room, day, hour, length, times)

    # -- The clock, and who looks --------------------------------------------
    @rule(hours=st.sampled_from([1, 5, 24, 24, 72, 24 * 8, 24 * 30]))
    def time_passes(self, hours):
        self.clock.forward(timedelta(hours=hours))
        self.is_swept = False

    @rule()
    def sweep(self):
        for task in timetable():
            current_app.tasks[task]()
        self.is_swept = True

    @rule(room=few, who=st.integers(0, ASKERS))
    def look_at_week(self, room, who):
        person = [self.town.anna, *self.town.askers][who]
        room = self.town.rooms[room]
        checks.the_week_shows_what_is_kept(checks.Books(), room, person)

    @rule(what=things)
    def look_at_month(self, what):
        checks.the_month_shows_what_is_kept(checks.Books(), self.town.things[what])

    # -- What always holds ---------------------------------------------------
    @invariant()
    def all_is_well(self):
        books = checks.Books()
        checks.never_more_promised_than_there_is(books)
        checks.who_is_promised_something_has_exactly_that(books)
        checks.nobody_has_two_places(books)
        checks.everything_open_has_a_way_out(books)
        checks.the_clock_failed_at_nothing(books)
        if self.is_swept:
            checks.nobody_waits_for_what_is_free(books)
        before, self.places = self.places, checks.places()
        checks.no_place_is_lost(before, self.places)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Made once, and gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with own_clock(BEGINNINGS[0] - timedelta(days=30)) as clock:
            yield Town(), clock
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_no_interleaving_breaks_a_promise(town):
    class Ours(Interleaving):
        pass

    Ours.town, Ours.clock = town
    with translation.override("en"):
        run_state_machine_as_test(
            Ours,
            settings=settings(
                max_examples=EXAMPLES * TIMES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
