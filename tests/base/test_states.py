"""Every change of state is a step; many rows move as each of them would."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from base.states import move_all
from listings.models import Listing, ListingStep
from tests.factories import ListingFactory

State = Listing.State
STATES = st.sampled_from(State.values)


@pytest.fixture
def offers(anna):
    """Four listings of Anna's."""
    place = anna.organisation.locations.get()
    return ListingFactory.create_batch(4, made_by=anna, location=place)


def put(offers, states):
    """These listings, a state each, without a step."""
    ListingStep.objects.all().delete()
    for offer, state in zip(offers, states, strict=True):
        Listing.objects.filter(pk=offer.pk).update(
            state=state, live_at=timezone.now(), taken_down_at=None
        )
    pks = [offer.pk for offer in offers]
    return list(Listing.objects.filter(pk__in=pks).order_by("pk"))


def steps():
    fields = ("subject", "state", "by", "why")
    return list(ListingStep.objects.order_by("subject", "pk").values_list(*fields))


def seen(rows):
    """What stands in the rows, in the database and in the steps."""
    kept = Listing.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    states = list(kept.values_list("state", flat=True))
    assert [row.state for row in rows] == states
    return states, steps()


def one_by_one(rows, state, *, by, why):
    """Each by itself, if all of them may."""
    if refused := [row for row in rows if not row.may_move(state)]:
        with pytest.raises(Refused) as refusal:
            refused[0].move(state, by=by)
        return str(refusal.value)
    whys = [why] * len(rows) if isinstance(why, str) else why
    pairs = zip(rows, whys, strict=True)
    return [row.move(state, by=by, why=reason) for row, reason in pairs] and ""


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    states=st.lists(STATES, min_size=4, max_size=4),
    to=STATES,
    why=st.text("ab") | st.lists(st.text("ab"), min_size=4, max_size=4),
)
def test_many_move_as_each_would(offers, anna, states, to, why):
    one_each = put(offers, states)
    refusal = one_by_one(one_each, to, by=anna, why=why)
    expected = seen(one_each)
    together = put(offers, states)
    if refusal:
        with pytest.raises(Refused) as refused:
            move_all(together, to, by=anna, why=why)
        assert str(refused.value) == refusal
    else:
        taken = move_all(together, to, by=anna, why=why)
        assert [(step.subject, step.state) for step in taken] == [
            (row, to) for row in together
        ]
        assert [step.pk for step in taken] == [row.steps.get().pk for row in together]
    assert seen(together) == expected


def test_every_move_of_the_table_is_made_and_no_other(offers, anna):
    for before in State:
        for after in State:
            rows = put(offers, [before] * 4)
            if after in Listing.MOVES[before]:
                move_all(rows, after, by=anna)
                assert seen(rows)[0] == [after] * 4
            else:
                with pytest.raises(Refused):
                    move_all(rows, after, by=anna)
                assert seen(rows) == ([before] * 4, [])


def test_it_takes_two_queries_however_many_there_are(offers, anna):
    with CaptureQueriesContext(connection) as asked:
        move_all(offers, State.PAUSED, by=anna)
    assert len(asked) == 2


def test_nothing_to_move_asks_nothing(db):
    with CaptureQueriesContext(connection) as asked:
        assert move_all([], State.PAUSED) == []
    assert len(asked) == 0


def test_the_clock_moves_by_nobody(offers):
    move_all(offers, State.EXPIRED, why="over")
    assert steps() == [(offer.pk, "expired", None, "over") for offer in offers]
