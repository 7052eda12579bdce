"""Where waiting meets what goes in parts, rooms by the hour and services."""

import pytest
from django.utils import timezone

from base.refusal import Refused
from claims import actions, own_use
from claims.models import Claim
from tests.claims.bookings import asks, booked, hours
from tests.claims.conftest import DAY, bram_asks, pieces_of, state_of
from tests.factories import ClaimFactory


@pytest.fixture
def ten_gone(chairs, anna, bram):
    """All forty chairs are Bram's; he has ten of them, and the rest has no plan."""
    claim = actions.accept(bram_asks(chairs, bram, quantity=40), by=anna)
    actions.mark_scheduled(claim, by=anna)
    actions.hand_over(claim, by=anna, quantity=10)
    return actions.mark_unscheduled(claim, by=anna)


@pytest.fixture
def hourly(room, monday, anna, bram):
    return booked(room, bram, anna, hours(monday, 10, 12))


def test_a_rest_that_is_given_back_goes_to_who_waits(ten_gone, chairs, carla, bram):
    waits = bram_asks(chairs, carla, quantity=20, wait=True)
    actions.withdraw(ten_gone, by=bram)
    assert pieces_of(waits) == ("proposed", 20, [20])


def test_fewer_than_were_handed_over_can_not_be_kept(ten_gone, bram):
    with pytest.raises(Refused, match="10 were handed over"):
        actions.change(ten_gone, by=bram, quantity=10)
    assert actions.change(ten_gone, by=bram, quantity=11).rest == 1


def test_a_promise_that_is_handed_over_in_part_does_not_lapse(ten_gone):
    _overdue(ten_gone)
    assert (actions.warn_of_lapsing(), actions.lapse()) == (0, 0)


def test_hours_of_a_room_do_not_lapse(hourly):
    _overdue(hourly)
    assert (actions.warn_of_lapsing(), actions.lapse()) == (0, 0)


def test_who_asks_first_gets_the_hours_where_that_is_the_rule(room, monday, bram):
    room.listing.gives_to = "first"
    room.listing.save(update_fields=["gives_to"])
    claim = asks(room, bram, hours(monday, 10, 12))
    assert (state_of(claim), claim.title) == ("accepted", room.listing.title)


def _overdue(claim):
    ago = timezone.now() - DAY
    Claim.objects.filter(pk=claim.pk).update(remind_at=ago, expires_at=ago)


def test_own_use_that_ends_frees_the_hours_for_who_waits(room, monday, anna, bram):
    use, _taken = own_use.block(
        room.listing, [hours(monday, 12, 13)], title="Team", by=anna
    )
    waits = ClaimFactory(
        listing=room.listing,
        asker=bram,
        term="loan",
        state="waiting",
        quantity=1,
        starts_on=monday,
        ends_on=monday,
        expires_at=timezone.now() + 90 * DAY,
    )
    own_use.unblock(use, by=anna)
    assert state_of(waits) == "proposed"
