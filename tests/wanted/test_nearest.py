"""Requests by distance: what is urgent stands above the rest, at whatever place."""

import pytest

from catalogue import querysets
from catalogue.filters import NEAREST
from tests.factories import LocationFactory, WantFactory
from wanted.filters import WantFilter
from wanted.models import Want

# From south to north.
PLACES = [(52.0, False), (52.0, False), (52.1, True), (52.2, False), (52.3, True)]


@pytest.mark.parametrize(("most", "read"), [(1, 1), (2, 2), (3, 4), (4, 5), (9, 5)])
def test_the_first_ones_are_the_same_as_of_all(db, monkeypatch, most, read):
    monkeypatch.setattr(querysets, "CLOSE", [4])
    places = [place(north, urgent) for north, urgent in PLACES]
    rows = Want.objects.seen_from(places[0]).order_by(*WantFilter.ORDERS[NEAREST])
    nearest = rows.nearest(places[0].point, most)
    assert len(nearest) == read
    assert list(nearest[:most]) == list(rows[:most])


def place(north, urgent):
    location = LocationFactory(latitude=north)
    return WantFactory(location=location, urgent=urgent).location
