"""What moderators do with listings."""

import pytest
from django.core.exceptions import PermissionDenied

from listings import actions
from listings.models import Listing
from outbox.models import Letter
from tests.factories import ListingFactory, UserFactory
from tests.listings.conftest import (
    State,
    again,
    draft_of,
    home_of,
    letters,
    listing_of,
    refused,
    yesterday,
)


@pytest.fixture
def waiting(anna):
    return actions.publish(draft_of(anna), by=anna)


def test_an_approved_offer_is_live_and_its_maker_reads_so(waiting, mo):
    listing = again(actions.approve(waiting, by=mo))
    assert listing.state == State.LIVE
    assert listing.live_at is not None
    assert letters() == [("anna@example.org", "Your offer “Care bed” is live")]
    assert [(s.state, s.by.name) for s in listing.steps.all()] == [
        ("in_review", "Anna"),
        ("live", "Mo"),
    ]


def test_only_what_is_in_review_is_approved_or_sent_back(beds, mo):
    assert refused(actions.approve, beds, by=mo) == (
        "This is not possible: it is now “live”."
    )
    assert refused(actions.send_back, beds, by=mo, why="No") == (
        "This is not possible: it is now “live”."
    )
    assert letters() == []


def test_a_moderator_can_not_approve_what_is_prohibited(waiting, mo):
    Listing.objects.filter(pk=waiting.pk).update(title="Paracetamol")
    assert refused(actions.approve, waiting, by=mo).startswith(
        "This can't be published. "
    )


def test_an_offer_is_sent_back_with_a_reason(waiting, mo):
    listing = actions.send_back(waiting, by=mo, why="Which size is it?")
    assert again(listing).state == State.DRAFT
    assert letters() == [("anna@example.org", "Please change your offer “Care bed”")]
    assert Letter.objects.get().body.splitlines()[4] == "Which size is it?"
    assert [s.why for s in listing.steps.filter(state="draft")] == ["Which size is it?"]


def test_what_was_sent_back_is_seen_by_a_moderator_again(waiting, anna, mo):
    actions.send_back(waiting, by=mo, why="Which size is it?")
    ListingFactory.create_batch(3, made_by=anna, location=home_of(anna))
    assert actions.publish(waiting, by=anna).state == State.IN_REVIEW


@pytest.mark.parametrize("state", [State.LIVE, State.PAUSED, State.GONE])
def test_an_offer_is_taken_down_and_restored(anna, mo, state):
    listing = listing_of(anna, state=state)
    actions.take_down(listing, by=mo, why="Not yours to share.")
    taken = again(listing)
    assert taken.state == State.WITHDRAWN
    assert taken.taken_down_at == taken.steps.last().at
    actions.restore(listing, by=mo)
    restored = again(listing)
    assert (restored.state, restored.taken_down_at) == (State.LIVE, None)
    assert letters() == [
        ("anna@example.org", "Your offer “Care bed” was taken down"),
        ("anna@example.org", "Your offer “Care bed” is back"),
    ]
    assert "Not yours to share." in Letter.objects.first().body.splitlines()


def test_its_owner_can_not_relist_what_was_taken_down(anna, mo, beds):
    actions.take_down(beds, by=mo, why="Not yours to share.")
    with pytest.raises(PermissionDenied):
        actions.relist(beds, by=anna)
    assert again(beds).state == State.WITHDRAWN


def test_a_draft_is_nobodys_to_take_down(anna, mo):
    assert refused(actions.take_down, draft_of(anna), by=mo, why="No") == (
        "This is not possible: it is now “draft”."
    )


def test_what_was_never_live_is_restored_to_review(waiting, mo):
    actions.take_down(waiting, by=mo, why="No")
    assert actions.restore(waiting, by=mo).state == State.IN_REVIEW


def test_what_is_past_is_restored_to_its_owner(anna, mo):
    listing = listing_of(anna, available_until=yesterday())
    actions.take_down(listing, by=mo, why="No")
    assert actions.restore(listing, by=mo).state == State.EXPIRED


def test_what_is_prohibited_is_not_restored(anna, mo):
    listing = listing_of(anna, title="Paracetamol")
    actions.take_down(listing, by=mo, why="No")
    assert refused(actions.restore, listing, by=mo).startswith(
        "This can't be published. "
    )


def test_only_what_was_taken_down_is_restored(beds, anna, mo):
    actions.withdraw(beds, by=anna)
    assert refused(actions.restore, beds, by=mo) == "This listing was not taken down."


def test_coordinators_read_it_when_the_maker_left(waiting, anna, mo):
    boss = UserFactory(organisation=anna.organisation, role="coordinator")
    anna.is_active = False
    anna.save()
    actions.approve(waiting, by=mo)
    assert letters() == [(boss.email, "Your offer “Care bed” is live")]
