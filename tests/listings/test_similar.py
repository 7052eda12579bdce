"""Others of the same kind, beneath an offer."""

import pytest

from listings.compiled import SIMILAR, similar_to
from tests.factories import ListingFactory


@pytest.fixture
def desk():
    return ListingFactory(title="Desk", category_id="desk")


def shown(listing, reader):
    return [row.pk for row in similar_to(listing.pk, listing.category_id, reader, None)]


def test_the_newest_others_of_its_kind(bram, desk):
    ListingFactory(category_id="table")
    others = [ListingFactory(category_id="desk").pk for _ in range(SIMILAR + 1)]
    assert shown(desk, bram) == others[:0:-1]


@pytest.mark.parametrize(
    "hidden", [{"state": "paused"}, {"audience": "own"}, {"left": 2}]
)
def test_only_what_can_be_asked_for(bram, desk, hidden):
    other = ListingFactory(category_id="desk", **hidden)
    assert (other.pk in shown(desk, bram)) == ("left" in hidden)


def test_ones_own_are_not_offered_to_oneself(anna, desk):
    ListingFactory(category_id="desk", made_by=anna)
    assert shown(desk, anna) == []


def test_they_stand_beneath_the_offer(client, bram, desk):
    client.force_login(bram)
    assert 'id="similar"' not in client.get(f"/listings/{desk.pk}/").content.decode()
    ListingFactory(title="Another desk", category_id="desk")
    page = client.get(f"/listings/{desk.pk}/").content.decode()
    assert "Another desk" in page.partition('id="similar"')[2]
