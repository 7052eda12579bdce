"""What an asker sees of what was found and offered: the one rule of listings."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.models import Listing
from tests.factories import (
    ListingFactory,
    OrganisationFactory,
    UserFactory,
    WantFactory,
)
from wanted.models import Answer, Match

OFFERS = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(Listing.Audience.values),
        "opens_in": st.sampled_from([None, timedelta(-1), timedelta(1)]),
        "state": st.sampled_from(Listing.State.values),
        "owner": st.sampled_from(["active", "suspended"]),
        "province": st.sampled_from(["NL-UT", "NL-GR"]),
    }
)


@pytest.fixture
def want(db):
    asking = OrganisationFactory(province="NL-UT")
    return WantFactory(made_by=UserFactory(organisation=asking))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=OFFERS)
def test_what_was_found_and_offered_shows_when_the_listing_does(want, said):
    owner = OrganisationFactory(province=said["province"], state=said["owner"])
    listing = ListingFactory(
        made_by=UserFactory(organisation=owner),
        audience=said["audience"],
        state=said["state"],
        opens_at=said["opens_in"] and timezone.now() + said["opens_in"],
    )
    match = Match.objects.create(want=want, listing=listing, score=0.9)
    answer = Answer.objects.create(want=want, listing=listing, by=listing.made_by)
    seen = Listing.objects.visible_to(want.made_by).filter(pk=listing.pk)
    assert Answer.objects.filter(pk=answer.pk).shown().exists() == seen.exists()
    is_current = Match.objects.filter(pk=match.pk).current().exists()
    assert is_current == seen.live().exists()
