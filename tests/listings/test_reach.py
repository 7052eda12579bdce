"""Who may find a listing, and from when: own people first, a region, or everybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from claims import actions as claims
from listings import actions
from listings.intake import publication
from listings.models import Listing
from members.models import Organisation
from tests.factories import ListingFactory, UserFactory, WantFactory
from tests.lawful import BED
from upkeep import expiry
from wanted import actions as wants
from wanted.models import Match

Audience = Listing.Audience


@pytest.fixture
def known(anna):
    """Anna, of an organisation that moderators know by now."""
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    Listing.objects.update(announced_at=timezone.now())
    return anna


@pytest.fixture
def colleague(anna):
    """Works where Anna works."""
    return UserFactory(organisation=anna.organisation)


def offered(by, **fields):
    """A bed, published by an action as the form does."""
    bed = ListingFactory(made_by=by, state="draft", live_at=None, declared=BED)
    actions.revise(bed, by=by, **fields)
    return actions.publish(bed, by=by)


def sees(user, listing):
    return Listing.objects.visible_to(user).filter(pk=listing.pk).exists()


def days_later(listing, days):
    """So many days go by for a listing."""
    listing.refresh_from_db()
    if listing.opens_at:
        listing.opens_at -= timedelta(days=days)
    listing.live_at -= timedelta(days=days)
    listing.save()


# -- Own people first ----------------------------------------------------------


def test_its_own_people_see_it_first(known, colleague, bram, mo):
    bed = offered(known, own_days=5)
    assert bed.state == "live"
    assert sees(colleague, bed)
    assert sees(mo, bed)
    assert not sees(bram, bed)
    left = bed.opens_at - timezone.now()
    assert timedelta(days=4, hours=23) < left <= timedelta(days=5)


def test_nobody_else_gets_in_by_any_door(known, bram, client):
    bed = offered(known, own_days=5, title="Hidden bed")
    client.force_login(bram)
    assert client.get(reverse("listings:detail", args=[bed.pk])).status_code == 404
    assert client.get(reverse("claims:ask", args=[bed.pk])).status_code == 404
    wish = {"term": "free", "quantity": 1}
    place = bram.organisation.locations.get()
    with pytest.raises(Refused):
        claims.ask(bed, by=bram, location=place, **wish)
    assert str(bed) not in client.get("/listings/").content.decode()


def test_it_opens_by_itself_and_is_new_to_the_others(known, bram):
    bed = offered(known, own_days=5)
    days_later(bed, 5)
    assert sees(bram, bed)  # though the clock did not come by yet
    assert expiry.open_up() == 1
    bed.refresh_from_db()
    assert bed.opens_at is None
    assert timezone.now() - bed.live_at < timedelta(minutes=1)
    assert expiry.open_up() == 0


def test_who_wants_it_hears_of_it_when_it_opens(known, bram):
    want = WantFactory(
        made_by=bram, location=bram.organisation.locations.get(), title="Zorgbed"
    )
    bed = offered(known, own_days=5, title="Zorgbed, elektrisch")
    wants.match_new_listings()
    wants.match_new_wants()
    assert not Match.objects.filter(want=want, listing=bed, score__gt=0).exists()
    days_later(bed, 5)
    expiry.open_up()
    wants.match_new_listings()
    assert Match.objects.filter(want=want, listing=bed, score__gt=0).exists()


def test_other_days_count_from_the_first_one(known, bram):
    bed = offered(known, own_days=5)
    days_later(bed, 2)
    bed = actions.revise(bed, by=known, own_days=3)
    assert timedelta(hours=23) < bed.opens_at - timezone.now() <= timedelta(days=1)
    actions.revise(bed, by=known, own_days=1)
    assert sees(bram, bed)


def test_what_is_open_does_not_close_again_for_other_days(known, bram):
    bed = offered(known)
    actions.revise(bed, by=known, own_days=9)
    assert sees(bram, bed)


def test_its_people_open_it_sooner_with_one_press(known, carla, bram, client):
    bed = offered(known, own_days=5)
    client.force_login(known)
    client.post(reverse("listings:open_now", args=[bed.pk]))
    assert sees(bram, bed)
    with pytest.raises(PermissionDenied):
        actions.open_now(bed, by=carla)


def test_the_organisation_s_days_hold_unless_the_offer_says_otherwise(known):
    known.organisation.first_days = 7
    known.organisation.save()
    place = known.organisation.locations.first()
    said = {"location": place, "category_id": "desk", "title": "Bureau"}
    said |= {"quantity": 1, "unit": "stuk", "terms": ["free"]}
    assert actions.draft(by=known, **said).own_days == 7
    assert actions.draft(by=known, own_days=0, **said).own_days == 0


def test_the_form_starts_with_the_organisation_s_days(known, client):
    known.organisation.first_days = 7
    known.organisation.save()
    client.force_login(known)
    form = client.get("/listings/offer/").context["form"]
    assert form["own_days"].value() == 7


def test_more_than_a_month_is_not_possible(known):
    bed = offered(known)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=bed.pk).update(own_days=31)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.update(first_days=31)


# -- A region, or nobody else --------------------------------------------------


def test_a_region_is_a_province(known, bram, carla):
    known.organisation.province = bram.organisation.province = "NL-UT"
    carla.organisation.province = "NL-OV"
    for person in (known, bram, carla):
        person.organisation.save()
    bed = offered(known, audience=Audience.REGION)
    assert sees(bram, bed)
    assert not sees(carla, bed)
    assert not bed.is_for(carla.organisation)


def test_for_ones_own_organisation_only(known, colleague, bram):
    bed = offered(known, audience=Audience.OWN)
    assert sees(colleague, bed)
    assert not sees(bram, bed)


def test_a_match_goes_when_its_reach_gets_smaller(known, bram):
    want = WantFactory(
        made_by=bram, location=bram.organisation.locations.get(), title="Zorgbed"
    )
    bed = offered(known, title="Zorgbed")
    wants.match_new_listings()
    match = Match.objects.get(want=want, listing=bed)
    assert match.score > 0
    actions.revise(bed, by=known, audience=Audience.OWN)
    wants.match_new_listings()
    match.refresh_from_db()
    assert match.score == 0


def test_we_have_this_is_not_said_of_what_they_can_not_see(known, bram):
    want = WantFactory(made_by=bram, location=bram.organisation.locations.get())
    bed = offered(known, audience=Audience.OWN)
    with pytest.raises(Refused, match="can't see this offer yet"):
        wants.answer(want, by=known, listing=bed)
