"""Who offers what is claimed: the listing's own organisation, as the database holds."""

import pytest
from django.db import IntegrityError, connection, transaction

from claims.models import Claim
from listings.models import Listing
from tests.factories import ClaimFactory, ListingFactory, OrganisationFactory


def test_nobody_else_can_be_written_down_as_the_owner(db):
    claim = ClaimFactory()
    refused = pytest.raises(IntegrityError, match="claim_offered_by_its_owner")
    with refused, transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(offered_by=OrganisationFactory())
        connection.check_constraints()


def test_it_follows_a_listing_that_goes_to_another_organisation(db):
    claim, heir = ClaimFactory(), OrganisationFactory()
    Listing.objects.filter(pk=claim.listing_id).update(organisation=heir)
    connection.check_constraints()
    assert Claim.objects.get() in Claim.objects.asked_of(heir)


def test_who_offers_finds_what_is_asked_of_them_only(db):
    claims = [ClaimFactory() for _nth in range(3)]
    for claim in claims:
        assert list(Claim.objects.asked_of(claim.owner)) == [claim]
    assert not Claim.objects.asked_of(ListingFactory().organisation).exists()
