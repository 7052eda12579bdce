"""Many lists in few queries, each as it would have been by itself."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from base.fetching import fetched
from listings.models import Listing
from tests.factories import ListingFactory, WantFactory
from wanted.models import Want


@pytest.fixture
def rows(anna):
    day = timezone.localdate()
    for number in (3, 1, 2):
        until = day + timedelta(number)
        ListingFactory(made_by=anna, available_until=until, title=f"Bed {number}")
    ListingFactory(made_by=anna, title="Bed without end")
    WantFactory(urgent=True)
    WantFactory()


def lists():
    listings = Listing.objects.select_related("organisation")
    return {
        "ends_last": listings.order_by("-available_until", "pk"),
        "ends_first": listings.order_by("available_until", "pk"),
        "none": listings.filter(title="Table"),
        "by_owner": listings.order_by("organisation__name", "-title"),
        "by_seller": listings.annotate(of=F("made_by__name")).order_by("-of", "-pk"),
        "urgent": Want.objects.filter(urgent=True),
    }


@pytest.mark.usefixtures("rows")
def test_each_list_is_as_it_would_have_been(django_assert_num_queries):
    wanted = {name: list(rows[:3]) for name, rows in lists().items()}
    with django_assert_num_queries(2):
        found = fetched(lists(), 3)
        assert [str(row.organisation) for row in found["ends_first"]]
    assert found == wanted


@pytest.mark.usefixtures("rows")
def test_nothing_is_fetched_for_empty_lists(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert fetched({"none": lists()["none"]}, 3) == {"none": []}
