import pytest

from claims.models import Claim
from home.saved import Saved, saved
from tests.factories import ClaimFactory, ListingFactory

NOTHING = Saved(hand_overs=0, pieces=0, weight_kg=0, organisations=0)


@pytest.fixture
def tables(db):
    return ListingFactory(quantity=9, weight_kg="20.5")


def test_nothing_is_saved_while_nothing_changed_hands(tables):
    ClaimFactory(listing=tables, state=Claim.State.ACCEPTED)
    assert saved() == NOTHING


def test_what_changed_hands_is_counted_with_both_sides(tables):
    ClaimFactory(listing=tables, quantity=4, state=Claim.State.HANDED_OVER)
    assert saved() == Saved(hand_overs=1, pieces=4, weight_kg=82, organisations=2)


def test_a_weight_that_nobody_stated_is_not_guessed(db):
    ClaimFactory(
        listing=ListingFactory(weight_kg=None, quantity=3),
        quantity=3,
        state=Claim.State.HANDED_OVER,
    )
    assert saved() == Saved(hand_overs=1, pieces=3, weight_kg=0, organisations=2)


def test_the_figures_are_read_once_an_hour(tables):
    saved()
    ClaimFactory(listing=tables, state=Claim.State.HANDED_OVER)
    assert saved() == NOTHING
