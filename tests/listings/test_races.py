"""Deeds with one listing at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection, transaction
from django.utils import translation

from base.refusal import Refused
from listings import actions
from listings.models import Listing
from outbox.models import Letter
from tests.listings.conftest import (
    State,
    again,
    listing_of,
    yesterday,
)
from upkeep import expiry


def at_once(*deeds):
    """Each deed on its own connection; what they returned or raised."""

    def run(deed):
        try:
            with translation.override("en"):
                return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    close_old_connections()
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.django_db(transaction=True)
def test_a_lower_quantity_never_overtakes_a_promise(anna):
    """Ten promises of one piece race with "I have five": what is left is always the
    quantity less what was promised."""
    listing = listing_of(anna, quantity=10)

    @transaction.atomic
    def promise():
        Listing.objects.lock(listing.pk).set_aside(1)

    def lower():
        actions.revise(listing, by=anna, quantity=5)

    outcomes = at_once(*[promise] * 10, lower)
    promised = sum(outcome is None for outcome in outcomes[:10])
    kept = again(listing)
    assert kept.left == kept.quantity - promised
    assert kept.left >= 0
    assert kept.quantity == (5 if outcomes[10] is None else 10)


@pytest.mark.django_db(transaction=True)
def test_two_moderators_approve_once(anna, mo):
    waiting = listing_of(anna, state=State.IN_REVIEW)
    outcomes = at_once(*[lambda: actions.approve(waiting, by=mo)] * 4)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert waiting.steps.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_end_each_offer_once(anna):
    for n in range(12):
        listing_of(anna, available_until=yesterday(), title=f"Bed {n}")
    at_once(*[expiry.expire_past] * 4)
    assert Listing.objects.filter(state=State.EXPIRED).count() == 12
    assert Letter.objects.count() == 12
