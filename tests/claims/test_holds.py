"""What a promise keeps, and that the database has the last word on it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange

from claims import actions
from claims.models import Hold
from listings.holds import FOREVER, Kept, peak
from tests.claims.conftest import DAY
from tests.factories import ClaimFactory, ListingFactory

HOUR = timedelta(hours=1)
TOO_MUCH = "more would be promised than there is"


def hold(listing, start, end, quantity=1):
    claim = ClaimFactory(listing=listing)
    period = TimestamptzRange(start, end)
    return Hold.objects.create(
        claim=claim, listing=listing, quantity=quantity, period=period
    )


@pytest.fixture
def now():
    return timezone.now()


def test_a_yes_for_good_keeps_its_pieces_without_an_end(asked, anna, now):
    claim = actions.accept(asked, by=anna)
    kept = claim.holds.get()
    assert (kept.quantity, kept.period.upper, kept.listing) == (1, None, claim.listing)
    assert kept.period.lower >= now


def test_a_loan_keeps_them_until_its_last_day_is_over(lent, anna):
    kept = actions.accept(lent, by=anna).holds.get()
    assert timezone.localtime(kept.period.upper).isoformat()[:19] == (
        f"{lent.last_day + DAY}T00:00:00"
    )


@pytest.mark.parametrize("deed", ["withdraw", "decline"])
def test_nothing_is_kept_for_what_came_to_nothing(asked, anna, bram, beds, deed):
    claim = actions.accept(asked, by=anna)
    who = {"withdraw": {"by": bram}, "decline": {"by": anna, "why": "Kapot"}}[deed]
    getattr(actions, deed)(claim, **who)
    beds.refresh_from_db()
    assert (claim.holds.count(), beds.left) == (0, 2)


def test_the_database_refuses_one_piece_too_many(db, now):
    beds = ListingFactory(quantity=3)
    hold(beds, now, None, 2)
    hold(beds, now + DAY, now + 2 * DAY)
    hold(beds, now + 2 * DAY, now + 3 * DAY)
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        hold(beds, now + 2 * DAY - HOUR, now + 2 * DAY)
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        hold(beds, now, None)
    assert hold(beds, now + 3 * DAY, now + 4 * DAY).pk


def test_the_database_refuses_a_hold_that_grows_or_moves_too_far(db, now):
    beds = ListingFactory(quantity=1)
    first = hold(beds, now, now + DAY)
    hold(beds, now + DAY, now + 2 * DAY)
    for change in [
        {"quantity": 2},
        {"period": TimestamptzRange(now, now + DAY + HOUR)},
        {"period": TimestamptzRange(now + DAY, now + 3 * DAY)},
    ]:
        with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
            Hold.objects.filter(pk=first.pk).update(**change)
    shorter = TimestamptzRange(now, now + HOUR)
    assert Hold.objects.filter(pk=first.pk).update(period=shorter, out_since=now) == 1


def test_the_database_refuses_a_quantity_below_what_is_promised(db, now):
    beds = ListingFactory(quantity=3)
    hold(beds, now + DAY, now + 2 * DAY, 2)
    hold(beds, now - 3 * DAY, now - 2 * DAY, 3)  # over
    beds.left = 1
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        type(beds).objects.filter(pk=beds.pk).update(quantity=1, left=1)
    assert type(beds).objects.filter(pk=beds.pk).update(quantity=2, left=2) == 1


def test_what_was_fetched_early_or_is_late_is_kept_longer_than_promised(db, now):
    beds = ListingFactory(terms=["loan"])
    kept = hold(beds, now + DAY, now + 2 * DAY)
    kept.out_since = now
    assert kept.kept(now) == Kept(now, now + 2 * DAY, 1)
    assert kept.kept(now + 2 * DAY) == Kept(now, FOREVER, 1)


spans = st.tuples(st.integers(0, 20), st.integers(1, 9), st.integers(1, 3))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(spans, max_size=12), st.integers(1, 4))
def test_the_database_takes_a_hold_exactly_when_there_is_room(db, now, wished, there):
    beds = ListingFactory(quantity=there)
    taken = []
    for first, hours, quantity in wished:
        start = now + first * HOUR
        end = None if hours == 9 else start + hours * HOUR
        kept = Kept(start, end or FOREVER, quantity)
        fits = peak([*taken, kept], kept.start, kept.end) <= there
        try:
            with transaction.atomic():
                hold(beds, start, end, quantity)
            was_taken = True
            taken.append(kept)
        except IntegrityError:
            was_taken = False
        assert was_taken is fits
