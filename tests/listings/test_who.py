"""Who may do what with listings."""

import pytest
from django.core.exceptions import PermissionDenied

from listings import actions
from listings.models import Listing
from members.models import Organisation
from tests.factories import UserFactory
from tests.listings.conftest import State, again, listing_of

OWNER_DEEDS = [
    (actions.publish, State.DRAFT, {}),
    (actions.pause, State.LIVE, {}),
    (actions.resume, State.PAUSED, {}),
    (actions.withdraw, State.LIVE, {}),
    (actions.relist, State.WITHDRAWN, {}),
    (actions.copy, State.LIVE, {}),
]
MODERATOR_DEEDS = [
    (actions.approve, State.IN_REVIEW, {}),
    (actions.send_back, State.IN_REVIEW, {"why": "No"}),
    (actions.take_down, State.LIVE, {"why": "No"}),
    (actions.restore, State.WITHDRAWN, {}),
]


def denied(deed, listing, by, **given):
    with pytest.raises(PermissionDenied):
        deed(listing, by=by, **given)
    assert Listing.objects.count() == 1
    assert (again(listing).state, listing.steps.count()) == (listing.state, 0)


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS + MODERATOR_DEEDS)
def test_a_stranger_can_do_nothing(anna, carla, deed, state, given):
    denied(deed, listing_of(anna, state=state), carla, **given)


def test_a_stranger_can_not_change_an_offer(carla, beds):
    denied(actions.revise, beds, carla, title="Mine")


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS)
def test_a_moderator_is_not_the_owner(anna, mo, deed, state, given):
    denied(deed, listing_of(anna, state=state), mo, **given)


@pytest.mark.parametrize(("deed", "state", "given"), MODERATOR_DEEDS)
def test_the_owner_does_not_moderate(anna, deed, state, given):
    denied(deed, listing_of(anna, state=state), anna, **given)


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS)
def test_a_suspended_organisation_can_do_nothing(anna, deed, state, given):
    listing = listing_of(anna, state=state)
    Organisation.objects.update(state="suspended")
    anna.refresh_from_db()
    denied(deed, listing, anna, **given)


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS)
def test_a_colleague_may_do_what_the_maker_may(known, deed, state, given):
    colleague = UserFactory(organisation=known.organisation)
    deed(listing_of(known, state=state), by=colleague, **given)
