"""Waiting until something is free: told once, by whatever road it came free."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from claims import actions as claiming
from listings import actions as offering
from listings.models import Listing
from members.models import Organisation
from outbox.models import Letter
from searches import watching
from searches.models import Watch
from tests.factories import ListingFactory, UserFactory

DAY = timedelta(days=1)


def told(name="bram"):
    letters = Letter.objects.filter(key__startswith="searches/letters/free")
    return letters.filter(to=f"{name}@example.org").count()


@pytest.fixture
def paused(anna, beds):
    ListingFactory.create_batch(3, made_by=anna, location=beds.location)
    return offering.pause(beds, by=anna)


def ask(listing, by, **wish):
    wish = {"term": "free", "quantity": 2} | wish
    place = by.organisation.locations.get()
    return claiming.ask(listing, by=by, location=place, **wish)


def test_who_waits_is_told_once_when_it_is_resumed(anna, bram, paused):
    watching.watch(paused, by=bram)
    assert watching.tell() == 0
    offering.resume(paused, by=anna)
    assert [watching.tell() for _ in range(2)] == [1, 0]
    assert told() == 1
    offering.pause(paused, by=anna)
    offering.resume(paused, by=anna)
    assert watching.tell() == 0


def test_asked_twice_it_is_once_and_after_the_letter_again(anna, bram, paused):
    first = watching.watch(paused, by=bram)
    assert watching.watch(paused, by=bram) == first
    offering.resume(paused, by=anna)
    watching.tell()
    offering.pause(paused, by=anna)
    assert watching.watch(paused, by=bram) != first


def test_what_was_promised_and_comes_back_is_told(anna, bram, carla, beds):
    claim = claiming.accept(ask(beds, carla), by=anna)
    beds.refresh_from_db()
    watching.watch(beds, by=bram)
    assert watching.tell() == 0
    claiming.withdraw(claim, by=carla)
    assert watching.tell() == 1


def test_more_of_it_is_told_and_less_is_not(anna, bram, beds):
    Listing.objects.filter(pk=beds.pk).update(quantity=4, left=2)
    beds.refresh_from_db()
    watching.watch(beds, by=bram)
    beds.set_aside(1)
    assert watching.tell() == 0
    beds.put_back(2)
    assert watching.tell() == 1


@pytest.mark.parametrize("end", ["returned", "withdrawn", "declined"])
def test_a_loan_that_comes_back_is_told(anna, bram, carla, end):
    lift = ListingFactory(made_by=anna, terms=["loan"], quantity=1, left=1)
    today = timezone.localdate()
    period = {"term": "loan", "quantity": 1, "starts_on": today, "ends_on": today + DAY}
    claim = claiming.accept(ask(lift, carla, **period), by=anna)
    watching.watch(lift, by=bram)
    assert watching.tell() == 0
    if end == "withdrawn":
        claiming.withdraw(claim, by=carla)
    elif end == "declined":
        claiming.decline(claim, by=anna, why="Broken.")
    else:
        claim.steps.create(state="returned", by=anna)
    assert watching.tell() == 1


def test_a_claim_that_nobody_agreed_to_frees_nothing(anna, bram, carla):
    lift = ListingFactory(made_by=anna, terms=["loan"], quantity=1, left=1)
    today = timezone.localdate()
    period = {"term": "loan", "quantity": 1, "starts_on": today, "ends_on": today + DAY}
    with pytest.raises(PermissionDenied):
        watching.watch(lift, by=bram)
    claim = ask(lift, carla, **period)
    Watch.objects.create(person=bram, listing=lift, left=1)
    claiming.withdraw(claim, by=carla)
    assert watching.tell() == 0


@pytest.mark.parametrize(
    ("its", "theirs"),
    [
        ({"audience": "own"}, {"state": "active"}),
        ({"audience": "region"}, {"province": "NL-GR"}),
        ({"opens_at": timezone.now() + DAY}, {"state": "active"}),
        ({"audience": "network"}, {"state": "suspended"}),
        ({"state": "draft"}, {"state": "active"}),
    ],
)
def test_what_its_person_may_not_find_is_not_told(anna, bram, paused, its, theirs):
    watching.watch(paused, by=bram)
    offering.resume(paused, by=anna)
    Organisation.objects.filter(pk=paused.organisation_id).update(**theirs)
    Listing.objects.filter(pk=paused.pk).update(**its)
    assert watching.tell() == 0
    assert not Letter.objects.filter(key__startswith="searches/letters/free").exists()


def test_who_left_hears_nothing_and_does_not_hold_up_others(anna, bram, paused):
    colleague = UserFactory(organisation=bram.organisation)
    for person in (colleague, bram):
        watching.watch(paused, by=person)
    colleague.organisation = None
    colleague.save()
    offering.resume(paused, by=anna)
    watching.tell()
    assert not Letter.objects.filter(to=colleague.email).exists()
    assert told() == 1


def test_what_can_be_had_whole_is_not_waited_for(bram, anna, beds, mo):
    for person in (bram, anna, mo):
        with pytest.raises(PermissionDenied):
            watching.watch(beds, by=person)


def test_nobody_waits_for_more_than_a_hundred(bram, paused, monkeypatch):
    monkeypatch.setattr(watching, "MOST", 1)
    watching.watch(paused, by=bram)
    other = ListingFactory(state="gone", left=0)
    with pytest.raises(Refused):
        watching.watch(other, by=bram)


def test_over_http_one_presses_and_takes_it_back(client, bram, carla, paused):
    client.force_login(bram)
    page = reverse("listings:detail", args=[paused.pk])
    assert "Tell me when this is free" in client.get(page).content.decode()
    client.post(reverse("searches:watch", args=[paused.pk]))
    assert "You get a letter when this is free." in client.get(page).content.decode()
    (watch,) = Watch.objects.all()
    mine = client.get(reverse("searches:index")).content.decode()
    assert paused.title in mine
    client.force_login(carla)
    off = reverse("searches:unwatch", args=[watch.pk])
    assert client.post(off).status_code == 404
    client.force_login(bram)
    client.post(off)
    assert not Watch.objects.exists()


def test_the_owner_sees_no_button(client, anna, paused):
    client.force_login(anna)
    page = reverse("listings:detail", args=[paused.pk])
    assert "Tell me when" not in client.get(page).content.decode()
