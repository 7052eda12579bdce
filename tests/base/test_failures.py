"""A row that the clock can't do is booked, tried ever less often, and given up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from base import sweeps
from base.due_rows import DueRows
from base.failures import Failures, try_again
from base.models import Failure
from base.querysets import MOST_TRIES
from base.sweeps import sweep
from members.models import Organisation
from outbox.models import Letter
from tests.factories import OrganisationFactory

FAILURES = "/admin/base/failure/"
WAITING = Organisation.State.APPLIED
HOUR = timedelta(hours=1)


def waiting():
    return Organisation.objects.filter(state=WAITING).order_by("pk")


class Deed:
    """Admits who waits, but for the bad ones; remembers whom it tried."""

    def __init__(self, *bad):
        self.__qualname__ = "admit"
        self.bad, self.tried = {row.pk for row in bad}, []

    def __call__(self, organisation):
        self.tried.append(organisation.pk)
        Organisation.objects.filter(pk=organisation.pk).update(state="active")
        if organisation.pk in self.bad:
            raise ValueError("no such luck")


@pytest.fixture
def bad(db):
    return OrganisationFactory(state=WAITING)


def an_hour_later():
    for failure in Failure.objects.all():
        failure.next_try_at -= HOUR
        failure.save()


def test_it_says_what_failed_and_why(bad):
    sweep(waiting(), Deed(bad))
    [failure] = Failure.objects.all()
    assert (failure.deed, failure.model, failure.row, failure.tries, failure.error) == (
        "tests.base.test_failures.admit",
        "members.Organisation",
        bad.pk,
        1,
        "ValueError: no such luck",
    )
    assert list(waiting()) == [bad]


def test_it_is_tried_at_once_and_then_ever_less_often(bad):
    deed, waits = Deed(bad), []
    for _ in range(MOST_TRIES):
        before = timezone.now()
        sweep(waiting(), deed)
        again = Failure.objects.get().next_try_at
        waits.append(round((again - before).total_seconds() / 60))
        Failure.objects.update(next_try_at=before)
    assert waits == [0, 2, 6, 14, 30, 62, 126, 254]
    sweep(waiting(), deed)
    assert len(deed.tried) == MOST_TRIES  # it was given up


def test_before_its_time_it_is_left_alone(bad):
    deed = Deed(bad)
    for _ in range(4):
        sweep(waiting(), deed)
    assert deed.tried == [bad.pk] * 2
    an_hour_later()
    sweep(waiting(), deed)
    assert deed.tried == [bad.pk] * 3


def test_more_bad_rows_than_fit_keep_no_good_one_waiting_for_ever(db, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 2)
    bad = OrganisationFactory.create_batch(5, state=WAITING)
    good = OrganisationFactory(state=WAITING)
    deed = Deed(*bad)
    swept = 0
    while good.pk not in deed.tried:
        sweep(waiting(), deed)
        swept += 1
    assert swept <= 6  # each bad row twice, two at a time


def test_what_is_done_after_all_is_forgotten(bad):
    sweep(waiting(), Deed(bad))
    assert sweep(waiting(), Deed()) == 1
    assert not Failure.objects.exists()


def test_what_needs_it_no_longer_is_forgotten(bad):
    sweep(waiting(), Deed(bad))
    Organisation.objects.update(state="suspended")
    sweep(waiting(), Deed())
    assert not Failure.objects.exists()


def test_a_row_about_nobody_hides_not_what_is_over(bad):
    """NOT IN a list with NULL would be true of nothing."""
    failures = Failures("a deed", Organisation)
    failures.book(bad.pk, ValueError("x"))
    Letter.objects.create(key="k", to="a@example.org", subject="s", body="b")
    failures.forget_all_but(Letter.objects.all(), "reader")
    assert not Failure.objects.exists()


def test_another_deed_with_the_same_row_goes_on(bad):
    for _ in range(2):
        sweep(waiting(), Deed(bad))
    other = Deed(bad)
    sweep(waiting(), other, "another")
    assert other.tried == [bad.pk]
    assert Failure.objects.count() == 2


def test_what_fails_hides_not_how_long_others_wait(bad):
    due = DueRows(lambda _now: waiting(), since="applied_at")
    Organisation.objects.update(applied_at=timezone.now() - 9 * HOUR)
    other = OrganisationFactory(state=WAITING, applied_at=timezone.now() - HOUR)
    assert due.oldest(timezone.now()) < other.applied_at
    Failures("a deed", Organisation).book(bad.pk, ValueError())
    assert due.oldest(timezone.now()) < other.applied_at  # it is tried at once
    Failures("a deed", Organisation).book(bad.pk, ValueError())
    assert due.oldest(timezone.now()) == other.applied_at


@pytest.fixture
def given_up(bad):
    about = {"deed": "a deed", "model": "members.Organisation", "row": bad.pk}
    return Failure.objects.create(tries=MOST_TRIES, error="ValueError: x", **about)


def test_moderators_see_it_and_try_again(client, mo, bad, given_up):
    client.force_login(mo)
    page = client.get(FAILURES, {"given_up": "yes"})
    assert list(page.context["cl"].queryset) == [given_up]
    assert "ValueError: x" in page.content.decode()
    client.post(FAILURES, {"action": "try_again", "_selected_action": [given_up.pk]})
    assert not Failure.objects.left_alone().exists()
    page = client.get(FAILURES, {"given_up": "no"})
    assert list(page.context["cl"].queryset) == [given_up]


def test_a_stranger_tries_nothing_again(carla, given_up):
    with pytest.raises(PermissionDenied):
        try_again(given_up, by=carla)
    assert Failure.objects.left_alone().exists()


def test_health_counts_what_was_given_up(client, given_up):
    assert client.get("/healthz").json()["given_up"] == 1
