"""Whatever somebody types in a search is a search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.querysets import typed_query
from listings.models import Listing
from tests.factories import ListingFactory

TYPED = st.text("-!|&<>():*'\"\\ a1é.,", max_size=200) | st.text(max_size=200)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=TYPED.filter(lambda text: "\0" not in text))
def test_any_text_is_a_query(db, typed):
    list(Listing.objects.filter(search=typed_query(typed)))


@pytest.mark.parametrize("typed", ["-" * 200, "-!" * 100, "- " * 100, "-(-" * 60])
def test_operators_without_words_find_nothing_and_break_nothing(db, typed):
    ListingFactory(title="Bed")
    assert not Listing.objects.search(typed).exists()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bed -rood", {"bed blauw"}),
        ("x-ray", {"x-ray"}),
        ("bed - blauw", {"bed blauw"}),
    ],
)
def test_a_minus_before_a_word_leaves_it_out(db, typed, found):
    for title in ("bed rood", "bed blauw", "x-ray"):
        ListingFactory(title=title)
    assert {row.title for row in Listing.objects.search(typed)} == found
