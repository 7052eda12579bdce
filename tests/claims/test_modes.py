"""Rooms and services are no parcels: nothing of them is fetched or returned."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from base.mornings import moment
from base.refusal import Refused
from catalogue.models import Category
from claims import actions, availability
from claims.models import Claim
from listings.models import Listing, service_of
from logistics import actions as moving
from tests.claims.conftest import DAY, bram_asks, read_by
from tests.claims.services import asks
from tests.factories import ClaimFactory, ListingFactory

GOODS_WORDS = ["pickup", "Pickup", "goods", "dock", "lift", "Weight", "handed over"]
GOODS_WORDS += ["collect", "fetched", "Stands at", "Goes to", "return", "Condition"]


@pytest.fixture
def guest_room(anna):
    """A guest room of Anna's organisation, by the night."""
    return ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        category=Category.objects.get(code="guest-room"),
        title="Guest room with a garden",
        terms=["rent", "loan"],
        rent_eur=45,
        rent_per="day",
        quantity=1,
        unit="nacht",
        condition="",
    )


@pytest.fixture
def training(anna):
    """A training that Anna's organisation gives."""
    return ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        category=Category.objects.get(code="training-service"),
        title="Resuscitation course",
        terms=["sale"],
        price_eur=95,
        quantity=12,
        unit="deelnemer",
        condition="",
    )


@pytest.fixture
def booked(guest_room, bram, anna, today):
    """Two nights from today on, that Anna said yes to."""
    claim = bram_asks(
        guest_room, bram, term="rent", starts_on=today, ends_on=today + DAY
    )
    return actions.accept(claim, by=anna)


@pytest.fixture
def agreed(training, bram, anna):
    """Four places, that Anna said yes to."""
    claim = asks(service_of(training), bram, amount=Decimal(4))
    return actions.accept(claim, by=anna)


@pytest.mark.parametrize(
    ("code", "mode"),
    [
        ("office-chair", "thing"),
        ("meeting-room", "room"),
        ("guest-room", "room"),
        ("training-service", "service"),
        ("staff-care", "service"),
    ],
)
def test_the_category_says_the_mode(db, code, mode):
    assert Category.objects.get(code=code).mode == mode
    assert Listing(category_id=code).mode == mode


def test_what_has_no_category_yet_is_a_thing(db):
    assert Listing().is_thing


def test_a_room_and_a_service_say_what_they_are_without_a_number(booked, agreed):
    assert (str(booked), str(agreed)) == (
        "Guest room with a garden",
        "Resuscitation course",
    )


@pytest.mark.parametrize("who", ["anna", "bram"])
@pytest.mark.parametrize("what", ["booked", "agreed"])
def test_no_page_on_the_way_speaks_of_goods(request, client, who, what):
    claim, person = request.getfixturevalue(what), request.getfixturevalue(who)
    client.force_login(person)
    pages = [claim.get_absolute_url(), f"/listings/{claim.listing_id}/"]
    pages += ["/claims/", "/claims/?side=ours"]
    if who == "bram":
        actions.withdraw(claim, by=person)
        pages.append(f"/claims/ask/{claim.listing_id}/")
    for page in pages:
        shown = client.get(page, follow=True).content.decode()
        main = strip_tags(shown[shown.index("<main") : shown.index("</main")])
        assert [word for word in GOODS_WORDS if word in main] == [], page


def test_a_yes_leads_back_to_the_claim_and_plans_nothing(client, anna, bram, training):
    claim = asks(service_of(training), bram)
    client.force_login(anna)
    answer = client.post(reverse("claims:accept", args=[claim.pk]))
    assert answer.url == claim.get_absolute_url()
    assert Claim.objects.of_things().accepted().count() == 0


@pytest.mark.parametrize("deed", ["schedule", "handed_over"])
def test_no_pickup_is_planned_for_them(client, bram, booked, deed):
    client.force_login(bram)
    answer = client.get(reverse(f"logistics:{deed}", args=[booked.pk]))
    assert answer.status_code == 409
    assert "Nothing is fetched or brought here." in answer.content.decode()


def test_the_deeds_of_goods_are_refused_too(booked, bram):
    with pytest.raises(Refused, match="Nothing is fetched"):
        actions.mark_scheduled(booked, by=bram)
    with pytest.raises(Refused, match="Nothing is fetched"):
        moving.happened(booked, by=bram)


@pytest.mark.parametrize(("who", "reader"), [("anna", "bram"), ("bram", "anna")])
def test_either_side_says_that_the_room_is_in_use(request, booked, who, reader):
    claim = actions.finish(booked, by=request.getfixturevalue(who))
    assert (claim.state, claim.ahead) == ("done", [])
    assert read_by("claims/letters/finished") == [f"{reader}@example.org"]


def test_what_is_in_use_stays_kept_until_its_time_is_over(booked, bram, today):
    actions.finish(booked, by=bram)
    assert availability.free_on(booked.listing, today, today + DAY) == 0
    assert availability.free_on(booked.listing, today + 2 * DAY, today + 2 * DAY) == 1


def test_a_room_is_not_in_use_before_its_day(guest_room, bram, anna, today):
    days = {"starts_on": today + DAY, "ends_on": today + DAY}
    claim = actions.accept(bram_asks(guest_room, bram, term="loan", **days), by=anna)
    with pytest.raises(Refused, match="still to come"):
        actions.finish(claim, by=bram)


def test_a_thing_is_not_finished_but_handed_over(asked, anna):
    actions.accept(asked, by=anna)
    with pytest.raises(Refused, match="Goods are handed over"):
        actions.finish(asked, by=anna)


def test_a_stranger_finishes_nothing(client, booked, carla):
    with pytest.raises(PermissionDenied):
        actions.finish(booked, by=carla)
    client.force_login(carla)
    answer = client.post(reverse("claims:finish", args=[booked.pk]))
    assert answer.status_code == 404


def test_a_room_ends_by_itself_on_the_morning_after(booked, today):
    assert booked.over_at == moment(today + 2 * DAY)
    assert actions.end_what_is_over() == 0
    Claim.objects.update(over_at=timezone.now() - timedelta(minutes=1))
    assert actions.end_what_is_over() == 1
    booked.refresh_from_db()
    step = booked.steps.latest("at", "pk")
    assert (booked.state, step.by, step.why) == (
        "done",
        None,
        "It was over, and nobody said otherwise.",
    )


def test_a_service_waits_for_somebody_to_say_that_it_is_done(client, agreed, bram):
    assert agreed.over_at is None
    client.force_login(bram)
    assert "Say when it is done" in client.get("/").content.decode()
    assert client.post(reverse("claims:finish", args=[agreed.pk])).status_code == 409
    answer = client.post(reverse("claims:job_confirm", args=[agreed.pk]), follow=True)
    assert "With thanks to Zonnehof." in answer.content.decode()


def test_a_room_is_rented_or_free_of_charge(client, anna):
    client.force_login(anna)
    asked = {"category": "meeting-room", "title": "Hall", "terms": "loan"}
    shown = client.get("/listings/offer/follows/", asked).content.decode()
    assert "Free of charge" in shown
    assert "How many groups can be in it at once?" in shown
    assert [word for word in ("For sale", "Condition", "Weight") if word in shown] == []


def test_every_claim_of_a_room_or_a_service_has_its_page(client, bram, training):
    client.force_login(bram)
    for state in Claim.State.values:
        claim = ClaimFactory(listing=training, asker=bram, term="sale", state=state)
        claim.steps.create(state=state)
        assert client.get(claim.get_absolute_url()).status_code == 200
        claim.delete()
