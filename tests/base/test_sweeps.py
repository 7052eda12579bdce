"""What the clock does row by row."""

import logging
import threading

import pytest
from django.db import connection, transaction

from base import sweeps
from base.sweeps import sweep
from members.models import Organisation
from tests.factories import OrganisationFactory

WAITING = Organisation.State.APPLIED


def waiting():
    return Organisation.objects.filter(state=WAITING).order_by("pk")


def admit(organisation):
    organisation.state = "active"
    organisation.save()


def test_it_does_all_that_is_due_and_counts_it(db):
    OrganisationFactory.create_batch(3, state=WAITING)
    assert [sweep(waiting(), admit) for _ in range(2)] == [3, 0]


def test_it_stops_after_a_full_batch(db, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 2)
    OrganisationFactory.create_batch(3, state=WAITING)
    assert [sweep(waiting(), admit) for _ in range(3)] == [2, 1, 0]


def test_one_bad_row_stops_no_other_and_is_done_by_halves_neither(db, caplog):
    bad, *good = OrganisationFactory.create_batch(3, state=WAITING)

    def deed(organisation):
        admit(organisation)
        if organisation == bad:
            raise ValueError("no such luck")

    with caplog.at_level(logging.ERROR, "base.sweeps"):
        assert sweep(waiting(), deed) == 2
    assert [record.getMessage() for record in caplog.records] == [
        f"Organisation {bad.pk} was left"
    ]
    assert list(waiting()) == [bad]


def test_bad_rows_in_front_do_not_fill_the_batch(db, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 2)
    bad = OrganisationFactory(state=WAITING)
    OrganisationFactory.create_batch(2, state=WAITING)

    def deed(organisation):
        if organisation == bad:
            raise ValueError
        admit(organisation)

    assert sweep(waiting(), deed) == 2


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_worker_holds_is_left_to_it():
    held, free = OrganisationFactory.create_batch(2, state=WAITING)
    done = []

    def other_worker():
        done.append(sweep(waiting(), admit))
        connection.close()

    with transaction.atomic():
        Organisation.objects.lock(held.pk)
        worker = threading.Thread(target=other_worker)
        worker.start()
        worker.join(timeout=20)
    assert done == [1]
    assert list(waiting()) == [held]
