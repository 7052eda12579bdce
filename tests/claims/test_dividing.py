"""Giving a part, dividing over several, the waiting list, and what the asker says."""

import pytest
from django.core.exceptions import PermissionDenied

from base.refusal import Refused
from claims import actions
from outbox.models import Letter
from tests.claims.conftest import DAY, bram_asks, pieces_of, read_by, state_of
from tests.factories import ListingFactory


# -- A part ------------------------------------------------------------------
def test_a_part_is_kept_until_the_asker_agrees(chairs, anna, bram):
    claim = bram_asks(chairs, bram, quantity=40)
    actions.divide(chairs, {claim.pk: 36}, by=anna)
    assert pieces_of(claim) == ("proposed", 36, [36])
    assert claim.asked_quantity == 40
    letter = Letter.objects.get(key__startswith="claims/letters/proposed ")
    assert letter.to == "bram@example.org"
    assert f"/claims/{claim.pk}/agree/" in letter.body
    assert "You asked Zonnehof for 40; you can have 36 pieces of them." in letter.body
    claim = actions.agree(claim, by=bram)
    assert pieces_of(claim) == ("accepted", 36, [36])
    assert read_by("claims/letters/agreed") == ["anna@example.org"]
    chairs.refresh_from_db()
    assert (chairs.left, chairs.state) == (4, "live")


def test_all_of_it_is_promised_at_once(chairs, anna, bram):
    claim = bram_asks(chairs, bram, quantity=5)
    actions.divide(chairs, {claim.pk: 5}, by=anna)
    assert pieces_of(claim) == ("accepted", 5, [5])
    assert read_by("claims/letters/accepted") == ["bram@example.org"]


def test_a_part_that_is_let_go_is_free_again(chairs, anna, bram):
    claim = bram_asks(chairs, bram, quantity=40)
    actions.divide(chairs, {claim.pk: 36}, by=anna)
    claim = actions.withdraw(claim, by=bram)
    assert pieces_of(claim) == ("withdrawn", 36, [])
    chairs.refresh_from_db()
    assert chairs.left == 40


def test_the_owner_takes_a_proposal_back(chairs, anna, bram):
    claim = bram_asks(chairs, bram, quantity=40)
    actions.divide(chairs, {claim.pk: 36}, by=anna)
    actions.decline(claim, by=anna, why="Our own ward needs them.")
    assert pieces_of(claim) == ("declined", 36, [])


def test_agreeing_twice_is_refused(chairs, anna, bram):
    claim = bram_asks(chairs, bram, quantity=4)
    actions.divide(chairs, {claim.pk: 3}, by=anna)
    actions.agree(claim, by=bram)
    with pytest.raises(Refused, match="it is now “accepted”"):
        actions.agree(claim, by=bram)


@pytest.mark.parametrize("deed", ["agree", "wait_for_all", "stay"])
@pytest.mark.parametrize("who", ["anna", "carla", "mo"])
def test_only_the_asker_says_what_becomes_of_it(chairs, anna, bram, request, deed, who):
    claim = bram_asks(chairs, bram, quantity=4)
    actions.divide(chairs, {claim.pk: 3}, by=anna)
    with pytest.raises(PermissionDenied):
        getattr(actions, deed)(claim, by=request.getfixturevalue(who))


# -- Over several ------------------------------------------------------------
@pytest.fixture
def three(chairs, bram, carla, dora):
    """Bram asks for thirty, Carla for twenty and Dora for ten, in this order."""
    asked = zip((bram, carla, dora), (30, 20, 10), strict=True)
    return [bram_asks(chairs, who, quantity=n) for who, n in asked]


def test_one_deed_divides_over_several(chairs, three, anna):
    first, second, third = three
    actions.divide(chairs, {first.pk: 24, second.pk: 10, third.pk: 6}, by=anna)
    assert [pieces_of(claim) for claim in three] == [
        ("proposed", 24, [24]),
        ("proposed", 10, [10]),
        ("proposed", 6, [6]),
    ]
    chairs.refresh_from_db()
    assert (chairs.left, chairs.state) == (0, "gone")


def test_who_gets_nothing_goes_on_the_waiting_list_when_nothing_is_left(
    chairs, three, anna
):
    first, second, third = three
    actions.divide(chairs, {first.pk: 30, third.pk: 10}, by=anna)
    assert [state_of(claim) for claim in three] == ["accepted", "waiting", "accepted"]
    letter = Letter.objects.get(key__startswith="claims/letters/waiting ")
    assert letter.to == "carla@example.org"
    assert "You are number 1 on the waiting list." in letter.body


def test_while_something_is_left_the_others_keep_being_asked(chairs, three, anna):
    first, second, third = three
    actions.divide(chairs, {first.pk: 30}, by=anna)
    assert [state_of(claim) for claim in three] == ["accepted", "asked", "asked"]


def test_more_than_there_is_is_refused_whole(chairs, three, anna):
    first, second, third = three
    with pytest.raises(Refused) as refused:
        actions.divide(chairs, {first.pk: 30, second.pk: 11}, by=anna)
    assert str(refused.value) == "You divide 41. Only 40 left."
    assert [state_of(claim) for claim in three] == ["asked", "asked", "asked"]
    assert not Letter.objects.filter(key__contains="accepted").exists()


def test_nobody_gets_more_than_they_asked_for(chairs, three, anna):
    with pytest.raises(Refused) as refused:
        actions.divide(chairs, {three[2].pk: 11}, by=anna)
    assert str(refused.value) == "Dennenrust asks for 10, not for more."


def test_dividing_nothing_is_refused(chairs, three, anna):
    with pytest.raises(Refused, match="Fill in how many"):
        actions.divide(chairs, {three[0].pk: 0}, by=anna)


def test_dividing_twice_gives_once(chairs, three, anna):
    pieces = {three[0].pk: 10}
    actions.divide(chairs, pieces, by=anna)
    with pytest.raises(Refused, match="Stadsziekenhuis: it is now “proposed”."):
        actions.divide(chairs, pieces, by=anna)


def test_a_claim_on_something_else_gets_nothing_here(chairs, beds, anna, bram):
    elsewhere = bram_asks(beds, bram)
    with pytest.raises(PermissionDenied):
        actions.divide(chairs, {elsewhere.pk: 1}, by=anna)


@pytest.mark.parametrize("who", ["bram", "carla", "mo"])
def test_only_the_owner_divides(chairs, three, request, who):
    with pytest.raises(PermissionDenied):
        actions.divide(chairs, {three[0].pk: 1}, by=request.getfixturevalue(who))


def test_rentals_share_pieces_over_time(anna, bram, carla, today):
    beds = ListingFactory(made_by=anna, terms=["loan"], quantity=2)
    one, two = (
        bram_asks(
            beds,
            who,
            term="loan",
            quantity=2,
            starts_on=today + first * DAY,
            ends_on=today + (first + 3) * DAY,
        )
        for who, first in ((bram, 1), (carla, 5))
    )
    actions.divide(beds, {one.pk: 2, two.pk: 2}, by=anna)
    assert [state_of(one), state_of(two)] == ["accepted", "accepted"]
