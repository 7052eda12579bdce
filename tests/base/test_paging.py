"""Pages of a long list, counted no further than needed."""

import pytest
from django.test import RequestFactory

from base.models import Town
from base.paging import MOST_COUNTED, CappedPaginator, page_of


def asked(page):
    return RequestFactory().get("/", {"page": page})


@pytest.fixture
def towns(db):
    assert Town.objects.count() > MOST_COUNTED
    return Town.objects.order_by("pk")


def test_a_short_list_is_counted_exactly(towns):
    paginator = CappedPaginator(towns.filter(province="NL-ZE"), 24)
    assert paginator.count == towns.filter(province="NL-ZE").count()
    assert not paginator.is_capped
    assert not paginator.is_cut


def test_a_long_list_is_counted_to_a_thousand(towns, django_assert_num_queries):
    paginator = CappedPaginator(towns, 24)
    with django_assert_num_queries(1) as queries:
        assert paginator.count == MOST_COUNTED
        assert paginator.is_capped
    assert f"LIMIT {MOST_COUNTED + 1}" in queries[0]["sql"]
    assert "ORDER BY" not in queries[0]["sql"]


def test_no_more_than_fifty_pages_can_be_turned(towns):
    paginator = CappedPaginator(towns, 5)
    assert paginator.num_pages == 50
    assert paginator.is_cut


@pytest.mark.parametrize(
    ("page", "number"), [("2", 2), ("0", 42), ("999999", 42), ("x", 1), (None, 1)]
)
def test_a_page_that_is_not_there_gives_another(towns, page, number):
    request = asked(page) if page else RequestFactory().get("/")
    assert page_of(request, towns).number == number


def test_a_page_far_on_is_fetched_by_its_keys(towns, django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        page = page_of(asked(40), towns.order_by("name", "pk"))
    ordered = towns.order_by("name", "pk")
    assert page.object_list == list(ordered[39 * 24 : 40 * 24])
    assert "OFFSET" not in queries[0]["sql"] + queries[1]["sql"]


def test_a_list_in_memory_has_pages_too():
    page = page_of(asked(2), list(range(30)))
    assert list(page) == list(range(24, 30))
