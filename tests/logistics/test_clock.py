"""What the clock says about pickups and returns."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from logistics import actions
from tests.factories import UserFactory
from tests.logistics.conftest import (
    BOTH,
    DAY,
    HOUR,
    due,
    letters,
    on_the_day,
    plan,
    readers,
    workday,
)


def test_both_are_reminded_the_day_before_once(pickup):
    assert actions.remind_of_tomorrow() == 0
    due(pickup, "remind_at")
    assert [actions.remind_of_tomorrow() for _ in range(2)] == [1, 0]
    assert readers("reminder") == BOTH


def test_the_reminder_says_that_the_door_stays_shut(pickup):
    day = timezone.localdate(pickup.starts_at)
    pickup.location.closed_days.create(first=day, last=day, reason="Verhuizing")
    due(pickup, "remind_at")
    actions.remind_of_tomorrow()
    sentence = f"{pickup.location.name} is closed on that day: Verhuizing."
    assert [letter.body.count(sentence) for letter in letters("reminder")] == [1, 1]


def test_nothing_is_planned_for_a_day_on_which_the_place_is_closed(agreed, bram):
    day = workday(2).date()
    place = agreed.listing.location
    place.closed_days.create(first=day, last=day, reason="Verhuizing")
    with pytest.raises(Refused, match="can't be chosen any more"):
        plan(agreed, bram, workday(2))
    assert agreed.pickups.count() == 0


def test_another_time_is_reminded_of_anew(pickup, bram):
    due(pickup, "remind_at")
    actions.remind_of_tomorrow()
    later = workday(8)
    pickup = actions.reschedule(
        pickup, by=bram, mover="asker", starts_at=later, ends_at=later + HOUR
    )
    due(pickup, "remind_at")
    assert actions.remind_of_tomorrow() == 1
    assert len(letters("reminder")) == 4


def test_a_reminder_that_comes_too_late_is_not_sent(pickup):
    on_the_day(pickup)
    due(pickup, "remind_at")
    actions.remind_of_tomorrow()
    assert readers("reminder") == []


def test_what_was_called_off_is_not_reminded_of(pickup, anna):
    due(pickup, "remind_at")
    due(pickup, "chase_at")
    actions.call_off(pickup, by=anna, why="Ill.")
    assert (actions.remind_of_tomorrow(), actions.ask_what_happened()) == (0, 0)


def test_both_are_asked_what_happened_after_a_day_three_days_and_a_week(
    pickup, monkeypatch
):
    start = pickup.starts_at
    asked = []
    for days in range(0, 12):
        now = morning(start, days)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        asked += [days] * actions.ask_what_happened()
    assert asked == [1, 3, 7]
    for name in ("what_happened", "what_happened_again", "what_happened_last"):
        assert readers(name) == BOTH
        assert f"/pickups/{pickup.pk}/confirm/" in letters(name)[0].body


def morning(moment, days):
    day = timezone.localdate(moment) + days * DAY
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + 10 * HOUR


def test_two_weeks_of_silence_count_as_handed_over(pickup, agreed, monkeypatch):
    start, closed = pickup.starts_at, []
    for days in range(0, 20):
        now = morning(start, days)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        closed += [days] * actions.assume_handed_over()
    assert closed == [14]
    assert readers("assumed") == BOTH
    agreed.refresh_from_db()
    assert (agreed.state, agreed.rest) == ("handed_over", 0)
    assert agreed.steps.latest("pk").by is None


def test_what_is_called_off_or_said_is_not_assumed(pickup, anna, monkeypatch):
    actions.call_off(pickup, by=anna, why="Ill.")
    monkeypatch.setattr(timezone, "now", lambda: morning(pickup.starts_at, 15))
    assert actions.assume_handed_over() == 0


def test_a_return_is_never_assumed(fetched, lent, anna, bram, monkeypatch):
    actions.complete(fetched, by=anna)
    back = plan(lent, bram, workday(3), direction="back")
    monkeypatch.setattr(timezone, "now", lambda: morning(back.starts_at, 30))
    assert actions.assume_handed_over() == 0


def test_what_somebody_else_still_has_is_not_assumed_to_be_gone(
    lift_for_two, anna, monkeypatch
):
    late, next_one = lift_for_two
    monkeypatch.setattr(timezone, "now", lambda: morning(next_one.starts_at, 15))
    assert actions.assume_handed_over() == 1
    next_one.refresh_from_db()
    assert (next_one.is_planned, readers("assumed")) == (True, [])
    assert timezone.localdate(next_one.assumed_at) == timezone.localdate() + 7 * DAY
    claiming.take_back(late, by=anna)
    monkeypatch.setattr(timezone, "now", lambda: morning(next_one.starts_at, 23))
    actions.assume_handed_over()
    next_one.refresh_from_db()
    assert not next_one.is_planned


@pytest.fixture
def lift_for_two(fetched, lent, anna, carla):
    """A lift that Bram has, and for which Carla planned a pickup after him."""
    actions.complete(fetched, by=anna)
    lent.refresh_from_db()
    first = lent.ends_on + 2 * DAY
    claim = claiming.ask(
        lent.listing,
        by=carla,
        term="loan",
        quantity=1,
        location=carla.organisation.locations.get(),
        starts_on=first,
        ends_on=first + 40 * DAY,
    )
    claim = claiming.accept(claim, by=anna)
    days = (first - timezone.localdate()).days
    return lent, plan(claim, carla, workday(days))


def test_after_a_standstill_only_one_letter_asks(pickup, monkeypatch):
    now = morning(pickup.starts_at, 5)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert [actions.ask_what_happened() for _ in range(2)] == [1, 0]
    pickup.refresh_from_db()
    assert (
        timezone.localdate(pickup.chase_at)
        == timezone.localdate(pickup.starts_at) + 7 * DAY
    )


def remind_of_return(claim, ends_in):
    """As if the loan ended in so many days, and the clock had come by."""
    Claim.objects.filter(pk=claim.pk).update(
        starts_on=timezone.localdate() - 20 * DAY,
        ends_on=timezone.localdate() + ends_in * DAY,
        remind_at=timezone.now() - timedelta(minutes=1),
    )
    return actions.remind_of_returns()


def test_the_asker_is_reminded_when_no_return_is_planned(fetched, lent, anna):
    actions.complete(fetched, by=anna)
    assert remind_of_return(lent, 3) == 1
    assert readers("bring_back") == ["bram@example.org"]
    body = letters("bring_back")[0].body
    assert f"Plan the return: http://127.0.0.1:8000/pickups/return/{lent.pk}/" in body


def test_a_planned_return_needs_no_reminder(fetched, lent, anna, bram):
    actions.complete(fetched, by=anna)
    plan(lent, bram, workday(3), direction="back")
    assert remind_of_return(lent, 3) == 1
    assert readers("bring_back") == []


def test_both_read_that_it_should_be_back(fetched, lent, anna):
    actions.complete(fetched, by=anna)
    assert remind_of_return(lent, -2) == 1  # a worker that was off for a day
    assert readers("overdue") == BOTH
    lent.refresh_from_db()
    assert timezone.localdate(lent.remind_at) == lent.ends_on + 8 * DAY
    assert remind_of_return(lent, -8) == 1
    assert readers("overdue_again") == BOTH


def test_what_is_late_is_asked_for_every_week(fetched, lent, anna, monkeypatch):
    actions.complete(fetched, by=anna)
    lent.refresh_from_db()
    said = []
    for days in range(-5, 40):
        now = morning(last_day(lent), days)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        said += [days] * actions.remind_of_returns()
    assert said == [-3, 1, 8, 15, 22, 29, 36]
    assert [len(letters(name)) for name in ("overdue", "overdue_again")] == [2, 10]


def last_day(claim):
    return timezone.make_aware(datetime.combine(claim.ends_on, datetime.min.time()))


def test_what_is_back_is_not_asked_for(fetched, lent, anna, bram):
    back = plan(lent, bram, workday(3), direction="back")
    actions.complete(on_the_day(back), by=bram)
    assert remind_of_return(lent, -1) == 0


def test_letters_go_to_the_coordinators_when_somebody_left(pickup, bram):
    boss = UserFactory(organisation=bram.organisation, role="coordinator")
    bram.is_active = False
    bram.save()
    due(pickup, "remind_at")
    actions.remind_of_tomorrow()
    assert readers("reminder") == sorted(["anna@example.org", boss.email])


def test_claims_and_pickups_agree_at_the_end(pickup, agreed, bram):
    claiming_states = {"scheduled": "planned", "handed_over": "done"}
    agreed.refresh_from_db()
    assert claiming_states[agreed.state] == pickup.state
    actions.complete(on_the_day(pickup), by=bram)
    agreed.refresh_from_db()
    pickup.refresh_from_db()
    assert claiming_states[agreed.state] == pickup.state
    with pytest.raises(Refused):
        claiming.withdraw(agreed, by=bram)
