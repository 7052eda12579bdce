"""Asked of the whole database: is more promised than there is?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from claims import actions
from claims.models import Hold
from claims.promises import Wrong, otherwise_left, oversold
from listings.models import Listing
from tests.factories import ClaimFactory, ListingFactory

DAY = timedelta(days=1)


@pytest.fixture
def unguarded(db):
    """As if the trigger were not there, until all is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_hold DISABLE TRIGGER USER")


def hold(listing, first, last, quantity):
    now = timezone.now()
    period = TimestamptzRange(now + first * DAY, last and now + last * DAY)
    claim = ClaimFactory(listing=listing)
    Hold.objects.create(claim=claim, listing=listing, quantity=quantity, period=period)


def test_it_finds_the_moment_at_which_there_is_too_little(unguarded):
    beds = ListingFactory(quantity=3)
    hold(beds, 1, 5, 2)
    hold(beds, 5, 9, 2)
    assert oversold() == []
    hold(beds, 4, 6, 1)
    assert oversold() == []
    hold(beds, 4, None, 1)
    assert oversold() == [Wrong(beds.pk, 4, 3)]


def test_what_is_over_is_no_promise(unguarded):
    beds = ListingFactory(quantity=1)
    hold(beds, -9, -5, 3)
    assert oversold() == []


def test_what_is_left_is_what_was_promised_for_good_leaves(asked, anna, beds):
    actions.accept(asked, by=anna)
    assert otherwise_left() == []
    Listing.objects.filter(pk=beds.pk).update(left=2)
    assert otherwise_left() == [Wrong(beds.pk, 1, 2)]
