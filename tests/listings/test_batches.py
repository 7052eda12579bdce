"""What is done with many at once is what would be done with each of them."""

from copy import copy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from listings import actions, batches, undoing
from listings.models import Listing, ListingStep
from tests.factories import ListingFactory

State = Listing.State
DEEDS = {
    "publish": (actions.publish, batches.publish_all),
    "pause": (actions.pause, batches.pause_all),
    "resume": (actions.resume, batches.resume_all),
    "withdraw": (actions.withdraw, batches.withdraw_all),
    "undo": (undoing.undo, undoing.undo_all),
}
KEPT = ["state", "opens_at", "own_days", "silences", "left", "announced_at"]
OFFERS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(State.values),
        "before": st.sampled_from([State.DRAFT, State.LIVE, State.GONE]),
        "left": st.sampled_from([0, 2]),
        "own_days": st.sampled_from([0, 3]),
        "title": st.sampled_from(["Bed", "Bed met gasfles", "Morfine", "Wilde dieren"]),
        "is_answered": st.booleans(),
        "was_live": st.booleans(),
        "is_past": st.booleans(),
        "is_sent_back": st.booleans(),
        "is_hers": st.booleans(),
    }
)


def offer(said, anna, carla):
    maker = anna if said["is_hers"] else carla
    answers = {} if said["is_answered"] else {"declared": {}}
    shown = {State.LIVE, State.GONE, State.PAUSED, State.EXPIRED}
    was_live = said["was_live"] or {said["state"], said["before"]} & shown
    row = ListingFactory(
        made_by=maker,
        location=maker.organisation.locations.get(),
        title=said["title"],
        state=said["state"],
        left=said["left"],
        own_days=said["own_days"],
        live_at=timezone.now() if was_live else None,
        available_until=timezone.localdate() - timedelta(said["is_past"]),
        **answers,
    )
    row.steps.create(state=said["before"], by=maker, why="Why?" * said["is_sent_back"])
    row.steps.create(state=said["state"], by=maker)
    return row


def come_of(rows, by, deed):
    """Of each: the sentence of its refusal, what it is now, and its last step; nothing
    of it stays."""
    with transaction.atomic():
        refused = deed(rows, by)
        found = []
        for row in rows:
            now = Listing.objects.get(pk=row.pk)
            step = now.steps.order_by("pk").last()
            kept = [getattr(now, name) for name in KEPT if name != "opens_at"]
            told = [bool(now.live_at), bool(now.opens_at), bool(now.quiet_at)]
            steps = [now.steps.count(), step.state, step.by_id, step.why]
            found.append([refused.get(row.pk), *kept, *told, *steps])
        transaction.set_rollback(True)
    return found


def one_by_one(single):
    def deed(rows, by):
        refused = {}
        for row in rows:
            try:
                with transaction.atomic():
                    single(copy(row), by=by)
            except (Refused, PermissionDenied) as error:
                refused[row.pk] = repr(error)
        return refused

    return deed


def together(several):
    def deed(rows, by):
        done = several([row.pk for row in rows], by=by)
        return {key: repr(error) for key, error in done.refused.items()}

    return deed


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.parametrize("name", DEEDS)
@given(said=st.lists(OFFERS, min_size=1, max_size=5), is_known=st.booleans())
def test_many_at_once_come_to_what_each_comes_to(anna, carla, name, said, is_known):
    ListingStep.objects.all().delete()
    Listing.objects.all().delete()
    if is_known:
        for person in (anna, carla):
            place = person.organisation.locations.get()
            ListingFactory.create_batch(3, made_by=person, location=place, state="gone")
    rows = [offer(row, anna, carla) for row in said]
    single, several = DEEDS[name]
    assert come_of(rows, anna, together(several)) == come_of(
        rows, anna, one_by_one(single)
    )


@pytest.mark.parametrize("name", DEEDS)
def test_a_hundred_cost_as_many_queries_as_one(anna, name):
    place = anna.organisation.locations.get()
    ListingFactory.create_batch(3, made_by=anna, location=place, state="gone")
    start = {"publish": State.DRAFT, "resume": State.PAUSED, "undo": State.PAUSED}

    def cost(number):
        made = ListingFactory.create_batch(
            number, made_by=anna, location=place, state=start.get(name, State.LIVE)
        )
        for row in made:
            row.steps.create(state=State.LIVE, by=anna)
            row.steps.create(state=row.state, by=anna)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            done = DEEDS[name][1]([row.pk for row in made], by=anna)
        assert len(done.listings) == number
        return len(queries)

    assert cost(30) == cost(1)
