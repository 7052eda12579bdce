"""What an owner says of a service."""

from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import Category
from listings.forms.service import ServiceForm
from listings.models import Listing, Service, service_of
from listings.models.service import price_of
from tests.factories import ListingFactory


@pytest.fixture
def training(anna):
    return ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        category=Category.objects.get(code="training-service"),
        title="Resuscitation course",
        terms=["sale"],
        quantity=1,
        unit="",
        condition="",
    )


def said(**fields):
    usual = {"charge": "hour", "each_eur": "65", "least": "2", "places": ["asker"]}
    return usual | {"notice_days": "3", "unit": "deelnemer"} | fields


def filled_in(listing, **fields):
    form = ServiceForm(said(**fields), listing=listing)
    return form.save() if form.is_valid() else form.errors


def test_offering_a_service_leads_to_its_own_form(client, anna):
    client.force_login(anna)
    place = anna.organisation.locations.get()
    offer = {"title": "Tilcursus", "category": "training-service"}
    answer = client.post("/listings/offer/", offer | {"location": place.pk})
    listing = Listing.objects.get()
    assert answer.url == reverse("listings:service", args=[listing.pk])
    assert (listing.terms, listing.quantity, listing.unit) == (["sale"], 1, "")
    assert "Price on request" in client.get(f"/listings/{listing.pk}/").content.decode()
    client.post(answer.url, said(ask_0="How many people?"))
    page = client.get(f"/listings/{listing.pk}/").content.decode()
    words = " ".join(page.split())
    assert "<strong>€65.00</strong> per hour" in words
    assert "How many people?" in words
    assert "2 hours at least" in words


def test_its_price_is_not_asked_among_those_of_goods(client, anna, training):
    filled_in(training)
    client.force_login(anna)
    address = reverse("listings:edit", args=[training.pk])
    shown = client.get(address).content.decode()
    assert "price_eur" not in shown
    place = training.location_id
    client.post(
        address,
        {"title": "CPR", "category": "training-service", "location": place},
    )
    training.refresh_from_db()
    assert (training.title, training.price_eur, training.unit) == ("CPR", 65, "uur")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, (["sale"], Decimal(65), "uur")),
        ({"charge": "piece"}, (["sale"], Decimal(65), "deelnemer")),
        ({"charge": "fixed"}, (["sale"], Decimal(65), "")),
        ({"charge": "free"}, (["free"], None, "")),
        ({"charge": "quote"}, (["sale"], None, "")),
    ],
)
def test_cards_and_search_show_how_it_is_charged(training, fields, shown):
    filled_in(training, **fields)
    training.refresh_from_db()
    assert (training.terms, training.price_eur, training.unit) == shown


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"each_eur": ""}, "each_eur"),
        ({"places": []}, "places"),
        ({"least": "0"}, "least"),
        ({"notice_days": "400"}, "notice_days"),
        ({"ask_0": "x" * 201}, "ask_0"),
    ],
)
def test_what_is_not_meant_is_refused(training, fields, wrong):
    assert list(filled_in(training, **fields)) == [wrong]


def test_empty_lines_are_no_questions(training):
    service = filled_in(training, ask_1="Where?", ask_4="When?")
    assert service.questions == ["Where?", "When?"]


def test_a_quoted_service_has_no_price(training):
    with pytest.raises(IntegrityError, match="service_has_the_price"):
        Service.objects.create(
            listing=training, charge="quote", each_eur=1, places=["asker"]
        )


def test_a_stranger_says_nothing_of_it(client, carla, training):
    client.force_login(carla)
    answer = client.post(reverse("listings:service", args=[training.pk]), said())
    assert answer.status_code == 403
    assert not Service.objects.exists()


def test_goods_have_no_such_form(client, anna, beds):
    client.force_login(anna)
    assert client.get(reverse("listings:service", args=[beds.pk])).status_code == 404


euros = st.decimals(0, 10_000, places=2)
amounts = st.decimals("0.25", 1_000, places=2)


@given(euros, st.integers(1, 100), amounts, amounts)
def test_more_never_costs_less_and_the_least_is_always_paid(each, least, one, other):
    fewer, more = sorted([one, other])
    assert each * least <= price_of(each, least, fewer) <= price_of(each, least, more)


@pytest.mark.parametrize(
    ("offered", "charge", "each"),
    [
        ({"terms": ["free"]}, "free", None),
        ({"terms": ["sale"]}, "quote", None),
        ({"terms": ["sale"], "price_eur": 40, "unit": "uur"}, "hour", 40),
        ({"terms": ["sale"], "price_eur": 95, "unit": "rit"}, "piece", 95),
        ({"terms": ["rent"], "rent_eur": 30, "rent_per": "hour"}, "hour", 30),
    ],
)
def test_until_its_owner_says_more_it_is_as_it_was_offered(
    training, offered, charge, each
):
    for name, value in offered.items():
        setattr(training, name, value)
    service = service_of(training)
    assert (service.charge, service.each_eur, service.is_said) == (charge, each, False)
    service.full_clean(exclude=["listing"])
