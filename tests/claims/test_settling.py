"""What still lies between two sides when the goods are back is not forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.models import Damage
from outbox.models import Letter
from tests.factories import ClaimFactory, ListingFactory

DAY = timedelta(days=1)


@pytest.fixture
def back(anna, bram):
    """A lift that Bram had on loan from Anna, with a deposit."""
    lift = ListingFactory(made_by=anna, terms=["loan"], title="Lift")
    day = timezone.localdate()
    days = {"starts_on": day - 9 * DAY, "ends_on": day - 2 * DAY}
    return ClaimFactory(
        listing=lift, asker=bram, term="loan", state="returned", deposit_eur=50, **days
    )


@pytest.fixture
def damage(back, anna):
    return actions.report_damage(back, "damaged", 1, by=anna, words="A wheel is off.")


def told(name):
    letters = Letter.objects.filter(key__startswith=f"claims/letters/{name} ")
    return list(letters.order_by("pk").values_list("to", flat=True))


@pytest.fixture
def days_later(monkeypatch):
    began = timezone.now()

    def go(days):
        monkeypatch.setattr(timezone, "now", lambda: began + days * DAY)
        return actions.remind_of_damages() + actions.remind_of_deposits()

    return go


def test_whose_turn_it_is_hears_of_damage_every_week(damage, days_later, anna, bram):
    assert [days for days in range(30) if days_later(days)] != []
    assert set(told("damage_waits")) == {anna.email}
    assert 3 <= len(told("damage_waits")) <= 4


def test_the_turn_goes_from_one_side_to_the_other(damage, days_later, anna, bram):
    actions.propose_for_damage(damage, by=anna, words="You pay for a wheel.")
    days_later(10)
    assert told("damage_waits") == [bram.email]
    damage = Damage.objects.get()
    damage = actions.propose_for_damage(damage, by=bram, words="Half of it.")
    days_later(20)
    actions.agree_on_damage(damage, by=anna, proposal="Half of it.")
    days_later(30)
    assert told("damage_waits") == [bram.email, anna.email, anna.email]
    actions.mend_damaged(damage, by=anna)
    assert days_later(60) == 0


def test_a_deposit_is_asked_for_until_it_went_back(back, days_later, anna):
    actions.receive_deposit(back, by=anna)
    assert [days_later(days) for days in (1, 2, 8, 9, 16)] == [1, 0, 1, 0, 1]
    assert told("deposit_waits") == [anna.email] * 3
    actions.return_deposit(back, by=anna)
    assert days_later(30) == 0


def test_of_what_is_still_out_no_deposit_is_asked_for(back, days_later, anna):
    actions.receive_deposit(back, by=anna)
    type(back).objects.filter(pk=back.pk).update(state="handed_over", handed_over=1)
    assert days_later(30) == 0


def test_a_yes_that_is_pressed_twice_is_one(damage, anna, bram):
    damage = actions.propose_for_damage(damage, by=bram, words="Half of it.")
    for _press in range(2):
        actions.agree_on_damage(damage, by=anna, proposal="Half of it.")
    assert damage.steps.count() == 3
