"""What an offer waits for inside its own organisation."""

import pytest

from approvals import actions
from base.refusal import Refused
from listings import actions as offering
from listings import batches, undoing
from tests.approvals.conftest import a_rule, colleague, fresh, readers
from tests.factories import ListingFactory


@pytest.fixture
def eva(anna):
    """Coordinates where Anna works: what is worth € 300 waits for her."""
    a_rule(anna, "offer", 300)
    return colleague(anna, "Eva", role="coordinator")


@pytest.fixture
def draft(eva, chairs):
    """Six chairs that cost € 80 new."""
    chairs.state, chairs.live_at = "draft", None
    chairs.save()
    chairs.organisation.listings.exclude(pk=chairs.pk).delete()
    return chairs


@pytest.fixture
def known(anna):
    """No newcomer: no moderator looks first."""
    place = anna.organisation.locations.get()
    ListingFactory.create_batch(3, made_by=anna, location=place, state="gone")


@pytest.fixture
def waiting(draft, anna, known):
    offering.publish(draft, by=anna)
    return fresh(draft)


def test_it_stays_a_draft_until_the_yes(waiting, eva, anna):
    assert (waiting.state, readers("asked")) == ("draft", ["eva"])
    actions.approve(waiting.approval, by=eva)
    assert fresh(waiting).state == "live"
    assert waiting.steps.get(state="live").by == anna


def test_not_approved_it_stays_a_draft_and_can_be_tried_again(waiting, eva, anna):
    first = actions.decline(waiting.approval, by=eva, why="We need them.")
    assert fresh(waiting).state == "draft"
    offering.publish(waiting, by=anna)
    assert fresh(waiting).approval.earlier == first


def test_asked_twice_it_waits_once(waiting, anna):
    with pytest.raises(Refused, match="waits for approval"):
        offering.publish(waiting, by=anna)


def test_what_is_worth_less_goes_live(draft, anna, known):
    draft.quantity = draft.left = 3
    draft.save()
    assert offering.publish(draft, by=anna).state == "live"


def test_the_moderator_looks_after_the_yes(draft, anna, eva):
    offering.publish(draft, by=anna)
    assert fresh(draft).state == "draft"
    actions.approve(draft.approval, by=eva)
    assert fresh(draft).state == "in_review"


def test_another_number_asks_for_another_yes(waiting, eva, anna):
    old = waiting.approval
    offering.revise(waiting, by=anna, quantity=5)
    assert fresh(old).state == "lapsed"
    assert fresh(waiting).approval.earlier == old
    offering.revise(waiting, by=anna, title="Stools")
    assert fresh(waiting).approval.is_waiting
    offering.revise(waiting, by=anna, quantity=2)
    assert not fresh(waiting).approval.is_waiting


def test_what_is_live_pauses_until_the_other_yes(waiting, eva, anna):
    actions.approve(waiting.approval, by=eva)
    offering.revise(waiting, by=anna, quantity=8)
    assert fresh(waiting).state == "paused"
    with pytest.raises(Refused, match="waits for approval"):
        offering.resume(waiting, by=anna)
    with pytest.raises(Refused):
        undoing.undo(waiting, by=anna)
    actions.approve(waiting.approval, by=eva)
    assert fresh(waiting).state == "live"


def test_other_words_need_no_other_yes(waiting, eva, anna):
    actions.approve(waiting.approval, by=eva)
    offering.revise(waiting, by=anna, title="Stools")
    offering.pause(waiting, by=anna)
    offering.resume(waiting, by=anna)
    assert fresh(waiting).state == "live"


def test_withdrawn_nothing_waits(waiting, anna):
    offering.withdraw(waiting, by=anna)
    assert fresh(waiting.approval).state == "lapsed"


def test_many_at_once_pass_by_no_rule(draft, anna, known):
    done = batches.publish_all([draft.pk], by=anna)
    assert (done.listings, list(done.refused)) == ([], [draft.pk])
    assert (fresh(draft).state, readers("asked")) == ("draft", [])


def test_a_list_passes_by_no_rule(eva, anna, chairs):
    fields = ("location", "category", "title", "terms", "price_eur", "quantity")
    again = offering.written(
        by=anna, unit="stuk", **{name: getattr(chairs, name) for name in fields}
    )
    batches.place_all([batches.NewOffer(again, [])], by=anna)
    assert fresh(again).state == "draft"


def test_a_new_rule_leaves_what_is_offered_alone(anna, chairs, eva):
    offering.revise(chairs, by=anna, description="Clean")
    assert fresh(chairs).state == "live"
    offering.revise(chairs, by=anna, quantity=7)
    assert (fresh(chairs).state, readers("asked")) == ("paused", ["eva"])
