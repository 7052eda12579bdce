"""Who waits moves up: each row of what users of others fell over."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation

import claims
from base.refusal import Refused
from claims import actions, availability
from claims.models import Claim
from listings import actions as offering
from tests.claims.conftest import DAY, bram_asks, pieces_of, read_by, state_of, states
from tests.factories import ListingFactory, UserFactory


# -- The waiting list: each row of what others fell over ---------------------
def listed(chairs, people, anna, first, *rest):
    """The first is promised all; the others wait, in their order."""
    claims = [
        bram_asks(chairs, who, quantity=n)
        for who, n in zip(people, (first, *rest), strict=True)
    ]
    actions.accept(claims[0], by=anna)
    return claims


@pytest.fixture
def listed_three(chairs, anna, bram, carla, dora):
    """All forty are Bram's; Carla waits for thirty, then Dora for twenty."""
    return listed(chairs, (bram, carla, dora), anna, 40, 30, 20)


@pytest.mark.parametrize("path", ["withdraw", "decline", "lapse", "suspended"])
def test_whatever_frees_pieces_moves_the_list_up(listed_three, anna, bram, path):
    first, second, third = listed_three
    if path == "withdraw":
        actions.withdraw(first, by=bram)
    elif path == "decline":
        actions.decline(first, by=anna, why="No.")
    else:
        Claim.objects.filter(pk=first.pk).update(expires_at=timezone.now())
        assert actions.lapse() == 1
    assert [pieces_of(claim) for claim in (second, third)] == [
        ("proposed", 30, [30]),
        ("proposed", 10, [10]),
    ]
    first.listing.refresh_from_db()
    assert (first.listing.left, first.listing.state) == (0, "gone")


def test_fewer_after_all_moves_the_list_up(listed_three, bram):
    first, second, third = listed_three
    actions.change(first, by=bram, quantity=25)
    assert pieces_of(first) == ("accepted", 25, [25])
    assert pieces_of(second) == ("proposed", 15, [15])
    assert pieces_of(third) == ("waiting", 20, [])


def test_more_pieces_move_the_list_up(listed_three, anna):
    first, second, third = listed_three
    offering.revise(first.listing, by=anna, quantity=45)
    assert pieces_of(second) == ("proposed", 5, [5])


def test_what_comes_back_moves_the_list_up(anna, bram, carla, today):
    beds = ListingFactory(made_by=anna, terms=["loan"], quantity=1)
    days = {"term": "loan", "starts_on": today, "ends_on": today + 9 * DAY}
    out, waits = (bram_asks(beds, who, **days) for who in (bram, carla))
    actions.accept(out, by=anna)
    assert state_of(waits) == "waiting"
    out = actions.hand_over(actions.mark_scheduled(out, by=bram), by=bram)
    actions.take_back(out, by=anna)
    assert pieces_of(waits) == ("proposed", 1, [1])


def test_an_offer_that_came_to_nothing_does_not_revive(listed_three, bram, carla):
    first, second, third = listed_three
    actions.withdraw(first, by=bram)
    second = actions.withdraw(actions.agree(second, by=carla), by=carla)
    assert pieces_of(second) == ("withdrawn", 30, [])
    # Of its thirty the next one, who had ten, is not offered more; they are free once.
    assert pieces_of(third) == ("proposed", 10, [10])
    assert availability.free(Claim.objects.get(pk=third.pk).listing) == 30


def test_nothing_is_freed_that_never_was_there(anna, bram, carla, dora, today):
    beds = ListingFactory(made_by=anna, terms=["loan"], quantity=10)
    days = {"term": "loan", "starts_on": today + DAY, "ends_on": today + 9 * DAY}
    late, full, waits = (
        bram_asks(beds, who, quantity=n, **days)
        for who, n in ((bram, 3), (carla, 7), (dora, 1))
    )
    actions.accept(late, by=anna)
    actions.accept(full, by=anna)
    full.listing.refresh_from_db()
    type(beds).objects.filter(pk=beds.pk).update(left=7)  # three of them broke
    actions.withdraw(Claim.objects.get(pk=late.pk), by=bram)
    assert state_of(waits) == "waiting"
    beds.refresh_from_db()
    assert availability.free_on(beds, today + DAY, today + 9 * DAY) == 0


def test_the_head_gets_one_offer_of_the_part_that_is_free(
    chairs, anna, bram, carla, dora
):
    big, small = (
        bram_asks(chairs, who, quantity=n) for who, n in ((bram, 37), (carla, 3))
    )
    actions.divide(chairs, {big.pk: 37, small.pk: 3}, by=anna)
    head = bram_asks(chairs, dora, quantity=5, wait=True)
    actions.withdraw(small, by=carla)
    assert pieces_of(head) == ("proposed", 3, [3])
    assert head.asked_quantity == 5
    assert len(read_by("claims/letters/proposed")) == 1


def test_who_waits_for_all_is_passed_over_and_keeps_the_place(listed_three, bram):
    first, second, third = listed_three
    actions.change(first, by=bram, quantity=25)
    actions.wait_for_all(second, by=second.asker)
    assert pieces_of(second) == ("waiting", 30, [])
    assert second.asked_quantity is None
    assert pieces_of(third) == ("proposed", 15, [15])
    assert actions.place(second) == 1
    actions.withdraw(first, by=bram)
    assert pieces_of(second) == ("waiting", 30, [])  # twenty-five are free
    actions.withdraw(third, by=third.asker)
    assert pieces_of(second) == ("proposed", 30, [30])


def test_all_of_it_can_not_be_waited_for_when_it_is_there(listed_three, bram):
    first, second, _third = listed_three
    actions.withdraw(first, by=bram)
    with pytest.raises(Refused, match="This is all that you asked for"):
        actions.wait_for_all(second, by=second.asker)


def test_the_answer_period_begins_when_it_is_proposed(listed_three, bram):
    first, second, _third = listed_three
    Claim.objects.update(asked_at=timezone.now() - 30 * DAY)
    actions.withdraw(first, by=bram)
    second.refresh_from_db()
    assert second.expires_at - timezone.now() >= 3 * DAY - timedelta(hours=2)


def test_a_planned_pickup_stops_the_clock_and_calling_it_off_starts_it_anew(
    chairs, anna, bram
):
    claim = actions.accept(bram_asks(chairs, bram), by=anna)
    claim = actions.mark_scheduled(claim, by=bram)
    Claim.objects.update(expires_at=timezone.now() - DAY, remind_at=timezone.now())
    assert (actions.warn_of_lapsing(), actions.lapse()) == (0, 0)
    claim = actions.mark_unscheduled(claim, by=bram)
    assert claim.expires_at - timezone.now() >= 10 * DAY
    assert actions.lapse() == 0


def test_resuming_moves_the_list_up(listed_three, anna, bram):
    first, second, _third = listed_three
    type(first.listing).objects.filter(pk=first.listing_id).update(state="paused")
    actions.withdraw(first, by=bram)
    assert state_of(second) == "waiting"
    first.listing.refresh_from_db()
    offering.resume(first.listing, by=anna)
    assert state_of(second) == "proposed"


def test_a_suspended_asker_is_passed_over(listed_three, bram, carla):
    first, second, third = listed_three
    carla.organisation.state = "suspended"
    carla.organisation.save()
    actions.withdraw(first, by=bram)
    assert [state_of(second), state_of(third)] == ["waiting", "proposed"]


def test_a_loan_that_is_over_moves_up_no_more(anna, bram, carla, today):
    beds = ListingFactory(made_by=anna, terms=["loan"], quantity=1)
    days = {"term": "loan", "starts_on": today, "ends_on": today + DAY}
    out, waits = (bram_asks(beds, who, **days) for who in (bram, carla))
    actions.accept(out, by=anna)
    Claim.objects.filter(pk=waits.pk).update(starts_on=today - DAY, ends_on=today - DAY)
    actions.withdraw(out, by=bram)
    assert state_of(waits) == "waiting"


def test_when_nothing_can_come_free_the_list_ends(listed_three, bram):
    first, second, third = listed_three
    first = actions.mark_scheduled(first, by=bram)
    assert state_of(second) == "waiting"
    actions.hand_over(first, by=bram)
    assert [state_of(second), state_of(third)] == ["declined", "declined"]
    assert read_by("claims/letters/went_to_others") == [
        "carla@example.org",
        "dora@example.org",
    ]
    with translation.override("nl"):
        assert second.steps.last().reason == "Alles is naar anderen gegaan."


def test_the_list_ends_with_the_offer(listed_three, anna, beds):
    first, second, _third = listed_three
    first.listing.refresh_from_db()
    offering.withdraw(first.listing, by=anna)
    first.listing.steps.update(at=timezone.now() - DAY)
    assert actions.close_on_withdrawn_listings() == 2
    assert state_of(second) == "declined"


def test_the_owner_can_decline_who_waits(listed_three, anna):
    second = actions.decline(listed_three[1], by=anna, why="No.")
    assert second.state == "declined"


# -- Joining the list --------------------------------------------------------
def test_nothing_left_means_the_waiting_list_for_who_wants_it(
    chairs, anna, bram, carla
):
    actions.accept(bram_asks(chairs, bram, quantity=40), by=anna)
    with pytest.raises(Refused, match="^Nothing is left.$"):
        bram_asks(chairs, carla, quantity=4)
    claim = bram_asks(chairs, carla, quantity=4, wait=True)
    assert (claim.state, states(claim)) == ("waiting", ["asked", "waiting"])
    assert actions.place(claim) == 1
    assert read_by("claims/letters/asked") == ["anna@example.org"]  # of Bram's only


def test_who_wants_a_list_gets_what_is_free(chairs, carla):
    assert bram_asks(chairs, carla, quantity=4, wait=True).state == "asked"


def test_nobody_waits_for_what_is_with_others_for_good(chairs, anna, bram, carla):
    claim = actions.accept(bram_asks(chairs, bram, quantity=40), by=anna)
    actions.hand_over(actions.mark_scheduled(claim, by=bram), by=bram)
    with pytest.raises(Refused, match="can't be asked for now"):
        bram_asks(chairs, carla, wait=True)


def test_nobody_waits_for_more_than_there_ever_is(chairs, anna, bram, carla):
    actions.accept(bram_asks(chairs, bram, quantity=40), by=anna)
    with pytest.raises(Refused, match="^Only 40 left.$"):
        bram_asks(chairs, carla, quantity=41, wait=True)


def test_one_place_for_each_organisation(listed_three, carla):
    with pytest.raises(Refused, match="You have asked for this already"):
        bram_asks(listed_three[0].listing, UserFactory(organisation=carla.organisation))


@pytest.mark.parametrize("freeing", ["holding.let_go(", "holding.bring_in("])
def test_pieces_come_free_in_one_place_alone(freeing):
    """Whatever frees pieces moves the list up: nothing else calls what frees them, but
    for what takes them again for the same claim at once."""
    callers = [
        path.name
        for path in Path(claims.__file__).parent.rglob("*.py")
        if freeing in path.read_text()
    ]
    alone = {"holding.let_go(": ["approving.py", "steps.py"]}
    assert callers == alone.get(freeing, ["steps.py"])
