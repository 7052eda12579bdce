"""What a listing has of its owner and its place is theirs, whatever happens to them."""

from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.models import Listing
from members.models import Location, Organisation
from tests.factories import ListingFactory, LocationFactory
from tests.listings.test_races import at_once

UNLIKE = """
SELECT count(*) FROM listings_listing listing
JOIN members_organisation owner ON owner.id = listing.organisation_id
JOIN members_location place ON place.id = listing.location_id
WHERE (listing.owner_state, listing.province, listing.latitude, listing.longitude)
IS DISTINCT FROM (owner.state, owner.province, place.latitude, place.longitude)
"""
POINTS = st.just((None, None)) | st.tuples(st.floats(50, 54), st.floats(3, 8))
STATES = st.sampled_from(Organisation.State.values)
CHANGES = st.lists(
    st.tuples(st.just("state"), STATES)
    | st.tuples(st.just("province"), st.sampled_from(["NL-UT", "NL-GR"]))
    | st.tuples(st.sampled_from(["place", "moved", "new"]), POINTS)
    | st.tuples(st.just("saved"), st.none()),
    max_size=8,
)


def unlike() -> int:
    with connection.cursor() as cursor:
        cursor.execute(UNLIKE)
        return cursor.fetchone()[0]


def change(listing: Listing, what: str, value: Any) -> None:
    """Of the listing that was read before everything else happened."""
    owner = listing.organisation_id
    if what in ("state", "province"):
        Organisation.objects.filter(pk=owner).update(**{what: value})
    elif what == "saved":
        listing.save()
    else:
        point = dict(zip(("latitude", "longitude"), value, strict=True))
        if what == "place":
            Location.objects.filter(pk=listing.location_id).update(**point)
            return
        elsewhere = LocationFactory(organisation_id=owner, **point)
        if what == "moved":
            Listing.objects.filter(pk=listing.pk).update(location=elsewhere)
        else:
            ListingFactory(made_by=listing.made_by, location=elsewhere)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=CHANGES)
def test_whatever_happens_the_copies_are_true(anna, changes):
    listing = ListingFactory(made_by=anna)
    for what, value in changes:
        change(listing, what, value)
        assert unlike() == 0


def test_nobody_writes_other_copies(beds):
    Listing.objects.filter(pk=beds.pk).update(owner_state="active", province="NL-XX")
    assert unlike() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("offer_first", [True, False])
def test_an_owner_that_is_suspended_while_it_offers_shows_nothing(anna, offer_first):
    """Each is still under way when the other begins."""
    under_way = Event()
    place = anna.organisation.locations.get()

    def offer():
        ListingFactory(made_by=anna, location=place)

    def suspend():
        Organisation.objects.filter(pk=anna.organisation_id).update(state="suspended")

    first, second = (offer, suspend) if offer_first else (suspend, offer)

    @transaction.atomic
    def begin():
        first()
        under_way.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")

    def follow():
        under_way.wait(10)
        second()

    at_once(begin, follow)
    assert unlike() == 0
    assert Listing.objects.get().owner_state == "suspended"
