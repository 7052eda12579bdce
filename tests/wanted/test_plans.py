"""Sixty chairs of three owners: the plan, and asking all of them at once."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from base.refusal import Refused
from catalogue.models import Category
from claims import actions as claiming
from claims.models import Claim
from listings.models import Listing
from outbox.models import Letter
from tests.factories import (
    ListingFactory,
    LocationFactory,
    OrganisationFactory,
    UserFactory,
    WantFactory,
)
from wanted import actions, plan_claims
from wanted.plans import propose

CHAIR = "office-chair"
AMSTERDAM, ZWOLLE, MAASTRICHT = (52.37, 4.9), (52.52, 6.08), (50.85, 5.69)


def chairs(count, point=AMSTERDAM, **fields):
    """So many chairs of an organisation of its own."""
    owner = UserFactory(organisation=OrganisationFactory())
    place = LocationFactory(
        organisation=owner.organisation, latitude=point[0], longitude=point[1]
    )
    fields = {"title": "Bureaustoel", "declared": {}, "quantity": count} | fields
    kind = Category.objects.get(code=CHAIR)
    return ListingFactory(made_by=owner, location=place, category=kind, **fields)


@pytest.fixture
def want(bram):
    kind = Category.objects.get(code=CHAIR)
    place = bram.organisation.locations.get()
    wish = {"title": "Bureaustoel", "category": kind, "location": place, "quantity": 60}
    return WantFactory(made_by=bram, **wish)


@pytest.fixture
def three(want):
    """Nobody has sixty: 30, 20 and 10; and far away a few more."""
    owners = [chairs(30), chairs(20, ZWOLLE), chairs(10, ZWOLLE, terms=["sale"])]
    Listing.objects.filter(pk=owners[2].pk).update(price_eur=Decimal("12.50"))
    chairs(8, MAASTRICHT)
    actions.match_new_wants()
    return owners


def test_a_plan_prefers_short_trips_and_full_sets(want, three):
    plan = propose(want)
    shares = {share.listing.pk: share.quantity for share in plan.shares}
    assert shares == {three[0].pk: 30, three[1].pk: 20, three[2].pk: 10}
    assert (plan.quantity, plan.missing, plan.price_eur) == (60, 0, Decimal("125.00"))
    assert plan.saved_kg == 60 * 30
    assert plan.drive_km == pytest.approx(2 * (34.6 + 81.4 + 81.4), abs=3)
    assert plan.driven_kg == round(0.256 * plan.drive_km)


def test_one_owner_who_has_enough_needs_no_plan(want, three):
    chairs(60)
    actions.revise(want, by=want.made_by, description="Grijs")
    actions.match_new_wants()
    assert propose(want) is None


def test_one_tap_asks_all_of_them(client, bram, want, three):
    client.force_login(bram)
    page = client.get(want.get_absolute_url()).content.decode()
    parts = propose(want).parts
    assert f'name="parts" value="{parts}"' in page
    url = reverse("wanted:ask_all", args=[want.pk])
    for _click in range(2):
        assert client.post(url, {"parts": parts}).url == want.get_absolute_url()
    claims = Claim.objects.values_list("listing", "quantity", "term", "state")
    assert set(claims) == {
        (three[0].pk, 30, "free", "asked"),
        (three[1].pk, 20, "free", "asked"),
        (three[2].pk, 10, "sale", "asked"),
    }
    letters = Letter.objects.filter(key__startswith="claims/letters/asked")
    assert letters.values("reader").distinct().count() == 3
    assert propose(want) is None


def test_what_is_partly_met_stays_open_for_the_rest(bram, want, three):
    Listing.objects.exclude(pk__in=[three[0].pk, three[1].pk]).update(state="paused")
    plan = propose(want)
    assert (plan.quantity, plan.missing) == (50, 10)
    plan_claims.ask_all(want, by=bram, parts={three[0].pk: 30, three[1].pk: 20})
    want.refresh_from_db()
    assert want.state == "open"
    more = [chairs(4), chairs(5)]
    actions.match_new_listings()
    plan = propose(want)
    assert {share.listing.pk for share in plan.shares} == {one.pk for one in more}
    assert (plan.needed, plan.missing) == (10, 1)


def test_what_was_declined_is_looked_for_again(bram, want, three):
    (claim,) = plan_claims.ask_all(want, by=bram, parts={three[0].pk: 30})
    claiming.decline(claim, by=three[0].made_by, why="Toch nodig")
    assert propose(want).needed == 60


def test_what_is_not_for_them_is_in_no_plan(want, three):
    Listing.objects.filter(pk=three[0].pk).update(audience="own")
    assert three[0].pk not in {share.listing.pk for share in propose(want).shares}


def test_nobody_is_asked_when_one_of_them_can_not_any_more(client, bram, want, three):
    Listing.objects.filter(pk=three[2].pk).update(left=3)
    client.force_login(bram)
    url = reverse("wanted:ask_all", args=[want.pk])
    parts = f"{three[0].pk}:30 {three[2].pk}:10"
    assert client.post(url, {"parts": parts}).status_code == 409
    with pytest.raises(Refused, match="changed meanwhile"):
        plan_claims.ask_all(want, by=bram, parts={three[0].pk: 30, 987654: 1})
    assert not Claim.objects.exists()


@pytest.mark.parametrize("parts", ["", "x", "1:0", "1:2:3", "1:-2", "9" * 600])
def test_nonsense_asks_nobody(client, bram, want, parts):
    client.force_login(bram)
    url = reverse("wanted:ask_all", args=[want.pk])
    assert client.post(url, {"parts": parts}).status_code == 302
    assert not Claim.objects.exists()


def test_a_stranger_asks_nothing_in_their_name(carla, want, three):
    with pytest.raises(PermissionDenied):
        plan_claims.ask_all(want, by=carla, parts={three[0].pk: 30})


def test_who_would_only_rent_gets_no_plan(want, three):
    want.terms = ["rent", "loan"]
    assert propose(want) is None


def test_the_page_asks_the_same_number_of_queries(
    client, bram, want, three, django_assert_max_num_queries
):
    client.force_login(bram)
    with django_assert_max_num_queries(25):
        client.get(want.get_absolute_url())
