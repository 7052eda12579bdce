"""Reminders, the next in line, a warning: nothing sleeps."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from approvals import actions, clock
from approvals.models import Approval, Deputy
from approvals.turns import people_of, waiting_for
from base.workdays import workdays_later
from tests.approvals.conftest import DAY, asks, away, due, fresh, readers


@pytest.fixture
def approval(waiting):
    return waiting.approval


def come_by(approval):
    due(approval)
    return clock.go_on()


def test_it_comes_by_in_two_workdays_and_ends_in_ten(approval):
    assert approval.due_at == workdays_later(approval.asked_at, 2)
    assert approval.ends_at == workdays_later(approval.asked_at, 10)
    assert clock.go_on() == 0


def test_first_a_reminder_then_the_next(approval, ben):
    assert come_by(approval) == 1
    assert readers("reminder") == ["ada"]
    come_by(approval)
    assert readers("asked") == ["ada", "ben"]
    assert fresh(approval).principal == ben
    come_by(approval)
    assert readers("reminder") == ["ada", "ben"]


def test_when_all_were_asked_all_are_asked_and_reminded_once(approval):
    for _turn in range(4):
        come_by(approval)
    assert fresh(approval).principal is None
    assert readers("asked") == ["ada", "ben", "ada", "ben"]
    come_by(approval)
    assert readers("reminder") == ["ada", "ben", "ada", "ben"]
    come_by(approval)
    assert fresh(approval).due_at == actions.warned_at(approval)


def test_before_it_ends_everybody_is_warned(approval, bram):
    soon = workdays_later(timezone.now(), 1) - timedelta(minutes=1)
    Approval.objects.filter(pk=approval.pk).update(ends_at=soon)
    assert come_by(approval) == 1
    assert sorted(readers("ends")) == ["ada", "bram"]
    assert fresh(approval).due_at is None


def test_the_reminder_reaches_the_deputy_of_who_went_away_since(approval, ada, dirk):
    away(ada, dirk)
    come_by(approval)
    assert readers("reminder") == ["dirk"]
    actions.approve(approval, by=dirk)
    assert sorted(readers("approved")) == ["ada", "bram"]


def test_who_is_away_is_not_asked(rule, ada, ben, dirk, chairs, bram):
    away(ada, dirk)
    asks(chairs, bram)
    assert readers("asked") == ["dirk"]


def test_is_the_deputy_the_one_who_asks_the_next_is_asked(rule, ada, ben, chairs, bram):
    away(ada, bram)
    claim = asks(chairs, bram)
    assert (readers("asked"), claim.approval.principal) == (["ben"], ben)


def test_all_away_in_a_circle_all_are_asked(rule, ada, ben, chairs, bram):
    away(ada, ben)
    away(ben, ada)
    asks(chairs, bram)
    assert readers("asked") == ["ada", "ben"]


def test_on_saturday_what_is_open_is_back(approval, ada, ben, dirk):
    today = timezone.localdate()
    absence = away(ada, dirk, first=-2, last=0)
    mine = {who: list(waiting_for(who, today)) for who in (ada, ben, dirk)}
    assert mine == {ada: [], ben: [], dirk: [approval]}
    back = {who: list(waiting_for(who, today + DAY)) for who in (ada, ben, dirk)}
    assert back == {ada: [approval], ben: [], dirk: []}
    assert not Deputy.objects.on(absence.first - DAY).exists()


def test_a_day_begins_at_midnight_in_amsterdam(ada, dirk):
    """Up to and including Friday 4 December: until 23:00 in London."""
    absence = Deputy.objects.create(
        coordinator=ada, deputy=dirk, first="2026-12-03", last="2026-12-04"
    )
    late, saturday = (
        timezone.localdate(datetime(2026, 12, 4, hour, minute, tzinfo=UTC))
        for hour, minute in ((22, 59), (23, 0))
    )
    assert list(Deputy.objects.on(late)) == [absence]
    assert people_of(ada.organisation, late).away == {ada.pk: dirk.pk}
    assert people_of(ada.organisation, saturday).away == {}


def test_a_stranger_is_no_deputy(rule, ada, ben, carla, chairs, bram):
    away(ada, carla)
    asks(chairs, bram)
    assert readers("asked") == ["ada"]


def test_one_deputy_on_a_day(ada, ben, dirk):
    away(ada, dirk, 0, 3)
    away(ada, ben, 4, 5)
    with pytest.raises(ValidationError, match="some of these days"):
        Deputy(coordinator=ada, deputy=ben, first=_day(3), last=_day(9)).full_clean()
    with pytest.raises(IntegrityError):
        away(ada, ben, 3, 3)


def _day(number):
    return timezone.localdate() + number * DAY


def test_who_is_asked_and_leaves_keeps_nothing_waiting(approval, ada):
    ada.role = "colleague"
    ada.save()
    come_by(approval)
    assert readers("asked") == ["ada", "ben"]
