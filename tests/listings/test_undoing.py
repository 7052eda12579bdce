"""A pause and a withdrawal can be taken back for ten minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from base.refusal import Refused
from listings import actions
from listings.models import Listing
from listings.rules import UNDO_FOR
from listings.undoing import undo
from outbox.models import Letter
from tests.factories import ListingFactory

State = Listing.State
DEEDS = [actions.pause, actions.withdraw]


@pytest.fixture
def offer(anna):
    place = anna.organisation.locations.get()
    return ListingFactory.create_batch(4, made_by=anna, location=place)[0]


def later(listing, time):
    listing.steps.update(at=timezone.now() - time)


@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_what_it_was_and_nobody_is_told(anna, offer, deed):
    offer.steps.create(state=State.LIVE, by=anna)
    before = Listing.objects.get(pk=offer.pk)
    deed(offer, by=anna)
    undo(offer, by=anna)
    after = Listing.objects.get(pk=offer.pk)
    kept = ["state", "live_at", "announced_at", "left", "quiet_at"]
    assert [getattr(after, name) for name in kept] == [
        getattr(before, name) for name in kept
    ]
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.IN_REVIEW, State.PAUSED, State.GONE]
)
def test_what_was_withdrawn_goes_back_to_each_state(anna, offer, state):
    Listing.objects.filter(pk=offer.pk).update(state=state, left=state != State.GONE)
    offer.steps.create(state=state, by=anna)
    actions.withdraw(offer, by=anna)
    assert undo(offer, by=anna).state == state


@pytest.mark.parametrize("deed", DEEDS)
def test_after_ten_minutes_it_is_too_late(anna, offer, deed):
    offer.steps.create(state=State.LIVE, by=anna)
    deed(offer, by=anna)
    later(offer, UNDO_FOR + timedelta(seconds=1))
    with pytest.raises(Refused):
        undo(offer, by=anna)


def test_nothing_else_is_undone_nor_the_same_twice(anna, offer):
    offer.steps.create(state=State.LIVE, by=anna)
    with pytest.raises(Refused):
        undo(offer, by=anna)
    actions.pause(offer, by=anna)
    undo(offer, by=anna)
    with pytest.raises(Refused):
        undo(offer, by=anna)


def test_what_a_moderator_took_down_stays_down(anna, mo, offer):
    offer.steps.create(state=State.LIVE, by=anna)
    actions.take_down(offer, by=mo, why="Personal data")
    with pytest.raises(Refused):
        undo(offer, by=anna)


def test_strangers_undo_nothing(anna, carla, offer):
    offer.steps.create(state=State.LIVE, by=anna)
    actions.pause(offer, by=anna)
    with pytest.raises(PermissionDenied):
        undo(offer, by=carla)


def test_the_button_stands_in_the_notice_and_on_the_page(client, anna, offer):
    offer.steps.create(state=State.LIVE, by=anna)
    client.force_login(anna)
    page = client.post(f"/listings/{offer.pk}/withdraw/", follow=True)
    assert page.content.decode().count(f'action="/listings/{offer.pk}/undo/"') == 2
    back = client.post(f"/listings/{offer.pk}/undo/", follow=True).content.decode()
    assert "/undo/" not in back
    offer.refresh_from_db()
    assert offer.state == State.LIVE
