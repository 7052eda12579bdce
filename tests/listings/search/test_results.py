"""What is counted in PostgreSQL is what counting in Python gives."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from base.paging import PAGE_SIZE
from catalogue.filters import DISTANCES_KM
from listings.models import Listing
from listings.search import results as of_search
from listings.search.filters import ListingFilter
from listings.search.ranking import reasons
from listings.search.results import results
from tests.factories import ListingFactory, LocationFactory

TERMS = ["free", "sale", "loan"]
QUERIES = ["", "sort=nearest", "terms=sale", "q=stoel", "condition=good&available=on"]


@pytest.fixture
def many():
    """Of all kinds, near and far; the same each time."""
    chance, today = Random(13), timezone.localdate()
    places = [
        LocationFactory(latitude=52 + n / 3, longitude=5 + n / 4) for n in range(4)
    ]
    for _nth in range(60):
        place = chance.choice(places)
        ListingFactory(
            title=chance.choice(["Stoel", "Tafel", "Stoel grijs"]),
            made_by__organisation=place.organisation,
            location=place,
            terms=chance.sample(TERMS, chance.randint(1, 3)),
            condition=chance.choice(["used", "good", "as_new"]),
            available_from=chance.choice([None, today, today + timedelta(3)]),
        )


def search(reader, query):
    request = RequestFactory().get("/")
    request.user = reader
    seen = Listing.objects.visible_to(reader).live()
    return ListingFilter(QueryDict(query), seen, request=request)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("most", [7, 1000])
def test_what_each_filter_leaves_is_counted_as_in_python(
    bram, many, monkeypatch, query, most
):
    filters = search(bram, query)
    rows = list(filters.qs)
    counted, today = rows[:most], timezone.localdate()
    if most < len(rows):
        narrow_the_count(monkeypatch, most)
    counts = results(filters.qs).counts
    assert counts["category"] == Counter(row.category_id for row in counted)
    assert counts["terms"] == Counter(term for row in counted for term in row.terms)
    assert counts["condition"] == Counter(row.condition for row in counted)
    provinces = Counter(row.organisation.province for row in counted)
    assert counts["province"] == provinces
    near = [row for row in counted if (row.available_from or today) <= today]
    assert counts["available"].get("on", 0) == len(near)
    within = {
        str(km): sum(row.distance_km <= km for row in counted) for km in DISTANCES_KM
    }
    assert counts["within"] == {km: n for km, n in within.items() if n}


def narrow_the_count(monkeypatch, most):
    """As with a thousand, but with fewer."""
    question = of_search._question
    monkeypatch.setattr(
        of_search,
        "_question",
        lambda *of: question(*of).replace("place <= 1000", f"place <= {most}"),
    )


@pytest.mark.parametrize("query", QUERIES)
def test_keys_and_hits_stand_in_the_order_of_the_search(bram, many, query):
    filters = search(bram, query)
    keys = [row.pk for row in filters.qs]
    assert filters.keys == keys
    hits = [hit for page in (1, 2, 3) for hit in filters.hits(page)]
    assert [hit.pk for hit in hits] == keys
    assert len(filters.hits(1)) == min(PAGE_SIZE, len(keys))


def test_a_hit_says_why_it_stands_there(bram, many):
    filters = search(bram, "q=stoel")
    rows = {row.pk: row for row in filters.qs}
    for hit in filters.hits(1):
        row = rows[hit.pk]
        assert hit.organisation == row.organisation_id
        assert hit.distance_km == pytest.approx(row.distance_km)
        assert hit.reasons.has_words == (row.has_words > 0)
        assert hit.reasons.is_of_kind == (row.kind > 0)
        assert hit.reasons == reasons(row)


def test_a_version_is_another_after_each_change_also_in_one_transaction(bram):
    listing = ListingFactory()
    versions = set()
    for title in "abc":
        Listing.objects.filter(pk=listing.pk).update(title=title)
        (hit,) = results(search(bram, "").qs).hits
        versions.add(hit.version)
    assert len(versions) == 3


def test_of_nothing_there_is_nothing(bram):
    nothing = results(Listing.objects.none())
    assert (nothing.keys, nothing.hits) == ([], [])
    assert not any(search(bram, "").counts.values())


@pytest.mark.parametrize("asked", ["", "0", "-3", "x", "²", "99999999999999999999"])
def test_a_page_that_is_not_there_finds_the_first_or_the_last(bram, many, asked):
    filters = search(bram, f"page={asked}")
    assert filters.keys
    assert filters.hits(1)
