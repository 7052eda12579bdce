"""One rule in three forms: as a lookup, in SQL and in Python they say the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.models import Listing, Photo
from listings.visibility import OPEN_TO_SQL, is_shown_to
from tests.factories import ListingFactory, OrganisationFactory, UserFactory

IN_SQL = f"""
SELECT listing.id FROM listings_listing listing
JOIN members_organisation offering ON offering.id = listing.organisation_id
JOIN members_organisation asking ON asking.id = %s
WHERE {OPEN_TO_SQL}
"""
READERS = st.fixed_dictionaries(
    {"province": st.sampled_from(["NL-UT", "NL-GR"]), "is_own": st.booleans()}
)
OFFERS = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(Listing.Audience.values),
        "opens_at": st.sampled_from([None, timedelta(-1), timedelta(1)]),
        "state": st.sampled_from(Listing.State.values),
        "owner": st.sampled_from(["active", "suspended"]),
    }
)


@pytest.fixture
def owner(db):
    return UserFactory(organisation=OrganisationFactory(province="NL-UT"))


def offered(owner, said):
    owner.organisation.state = said["owner"]
    owner.organisation.save()
    opens_in = said["opens_at"]
    return ListingFactory(
        made_by=owner,
        audience=said["audience"],
        state=said["state"],
        opens_at=opens_in and timezone.now() + opens_in,
    )


def in_sql(organisation):
    with connection.cursor() as cursor:
        cursor.execute(IN_SQL, [organisation.pk])
        return {pk for (pk,) in cursor.fetchall()}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reader=READERS, said=OFFERS)
def test_lookup_sql_and_python_agree(owner, reader, said):
    listing = offered(owner, said)
    organisation = (
        owner.organisation
        if reader["is_own"]
        else OrganisationFactory(province=reader["province"])
    )
    person = UserFactory(organisation=organisation)
    one = Listing.objects.filter(pk=listing.pk)
    is_open = one.open_to(organisation).exists()
    assert (listing.pk in in_sql(organisation)) == is_open
    if not reader["is_own"]:
        assert listing.is_for(organisation) == is_open
    published = (
        said["state"] in ("live", "paused", "gone") and said["owner"] == "active"
    )
    seen = reader["is_own"] or (published and is_open)
    assert one.visible_to(person).exists() == seen
    assert is_shown_to(Listing.objects.get(pk=listing.pk), organisation) == seen


@pytest.mark.parametrize("state", Listing.State.values)
def test_a_photo_is_seen_by_who_sees_its_listing(anna, bram, mo, state):
    listing = ListingFactory(made_by=anna, state=state)
    photo = Photo.objects.create(listing=listing, name="a", width=1, height=1)
    for person in (anna, bram, mo):
        seen = Listing.objects.visible_to(person).filter(pk=listing.pk).exists()
        shown = Photo.objects.visible_to(person).filter(pk=photo.pk).exists()
        assert shown == seen
