"""The first and the last day that a row can have: no page breaks on them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from base.typed import FIRST_DAY, LAST_DAY
from claims.models import Claim
from clearances.models import Clearance
from listings.models import Listing
from logistics.models import Pickup
from members.models import ClosedDays
from tests.factories import ClaimFactory
from tests.stories.test_doors import OURS, address, things  # noqa: F401
from wanted.models import Want

PERIODS = [(FIRST_DAY, LAST_DAY), (LAST_DAY, LAST_DAY)]
ROOMS = ("claims:", "logistics:", "listings:detail", "wanted:detail", "home:front")


def lent(bram, beds, first, last, state):
    return ClaimFactory(
        listing=beds,
        asker=bram,
        location=bram.organisation.locations.earliest("pk"),
        term="loan",
        starts_on=first,
        ends_on=last,
        state=state,
    )


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_no_page_breaks(client, anna, bram, beds, things, first, last):  # noqa: F811
    Listing.objects.update(available_from=first, available_until=last, expiry_date=last)
    Listing.objects.filter(pk=beds.pk).update(terms=["loan"])
    Listing.objects.filter(pk=beds.pk).update(quantity=9, left=9)
    Clearance.objects.update(available_from=first, deadline=last)
    Want.objects.update(needed_by=last)
    Claim.objects.update(needed_by=first)
    place = beds.location
    ClosedDays.objects.create(location=place, first=first, last=first, reason="x")
    states = ("asked", "accepted", "scheduled", "handed_over")
    claims = [lent(bram, beds, first, last, state) for state in states]
    now = timezone.now()
    moment = now.replace(year=last.year, month=12, day=31)
    Pickup.objects.update(starts_at=moment, ends_at=moment + timedelta(minutes=1))
    about = [
        address(name, args, things) for name, args in OURS if name.startswith(ROOMS)
    ]
    for name in ("schedule", "schedule_return", "handed_over", "returned"):
        about += [reverse(f"logistics:{name}", args=[claim.pk]) for claim in claims]
    about += [claim.get_absolute_url() for claim in claims]
    about += [reverse("claims:ask", args=[beds.pk]), beds_page(beds)]
    for person in (anna, bram):
        client.force_login(person)
        for path in about:
            assert client.get(path).status_code < 500, path


def beds_page(beds):
    return reverse("listings:detail", args=[beds.pk])
