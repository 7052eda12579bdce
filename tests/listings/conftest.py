"""What tests of listings share: offers of a person, and what came of a deed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from base.refusal import Refused
from listings.models import Listing
from outbox.models import Letter
from tests.factories import ListingFactory

State = Listing.State


@pytest.fixture
def known(anna):
    """Anna's organisation has shown three offers before."""
    ListingFactory.create_batch(3, made_by=anna, location=home_of(anna))
    return anna


def home_of(person):
    return person.organisation.locations.open().get()


def listing_of(person, **fields):
    fields = {"location": home_of(person), "title": "Care bed", **fields}
    if fields.get("state", State.LIVE) in (State.DRAFT, State.IN_REVIEW):
        fields.setdefault("live_at", None)
    return ListingFactory(made_by=person, **fields)


def draft_of(person, **fields):
    return listing_of(person, state=State.DRAFT, **fields)


def again(listing):
    return Listing.objects.get(pk=listing.pk)


def letters():
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def refused(deed, *args, **given):
    """The sentence of a refusal; the deed changed nothing."""
    before = list(Listing.objects.order_by("pk").values())
    with pytest.raises(Refused) as refusal, transaction.atomic():
        deed(*args, **given)
    assert list(Listing.objects.order_by("pk").values()) == before
    return str(refusal.value)


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def tomorrow():
    return timezone.localdate() + timedelta(days=1)
