"""Rows for tests. Anna offers, Bram asks, Carla is a stranger, Mo moderates."""

from datetime import time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogue.models import Category
from claims.models import Claim
from listings.models import Listing
from members.models import Location, Organisation, PickupHours, Sector, User
from tests.lawful import BED
from wanted.models import Want


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Zorggroep {n}")
    kvk = factory.Sequence(lambda n: f"{10_000_000 + n}")
    sector = factory.LazyFunction(lambda: Sector.objects.get(code="verpleeghuis"))
    province = "NL-UT"
    state = Organisation.State.ACTIVE


class LocationFactory(DjangoModelFactory):
    """In Utrecht, open on workdays from nine to four."""

    class Meta:
        model = Location
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"De Linde {n}")
    address = "Dorpsstraat 1"
    postcode = "3511 AB"
    town = "Utrecht"
    latitude, longitude = 52.09083, 5.12222
    contact_name = "Portier"
    contact_phone = "030 1234567"

    @factory.post_generation
    def hours(self, create, extracted, **kwargs):
        PickupHours.objects.bulk_create(
            PickupHours(location=self, weekday=day, opens=time(9), closes=time(16))
            for day in range(5)
        )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ["email"]

    email = factory.Sequence(lambda n: f"colleague{n}@example.org")
    name = factory.Sequence(lambda n: f"Colleague {n}")
    language = "en"
    organisation = factory.SubFactory(OrganisationFactory)


class ListingFactory(DjangoModelFactory):
    """Two beds, free, live."""

    class Meta:
        model = Listing

    made_by = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("made_by.organisation")
    location = factory.SubFactory(
        LocationFactory, organisation=factory.SelfAttribute("..organisation")
    )
    category = factory.LazyFunction(lambda: Category.objects.get(code="care-bed"))
    title = "Hoog-laagbed"
    declared = factory.LazyAttribute(
        lambda row: BED if row.category.code == "care-bed" else {}
    )
    terms = ["free"]
    quantity = 2
    left = factory.SelfAttribute("quantity")
    unit = "stuk"
    condition = "good"
    state = Listing.State.LIVE
    live_at = factory.LazyFunction(timezone.now)


class ClaimFactory(DjangoModelFactory):
    """Asks for one, unanswered."""

    class Meta:
        model = Claim

    listing = factory.SubFactory(ListingFactory)
    offered_by = factory.SelfAttribute("listing.organisation")
    title = factory.SelfAttribute("listing.title")
    asker = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("asker.organisation")
    location = factory.SubFactory(
        LocationFactory, organisation=factory.SelfAttribute("..organisation")
    )
    term = "free"
    quantity = 1
    remind_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class WantFactory(DjangoModelFactory):
    """One bed, any terms, open."""

    class Meta:
        model = Want

    made_by = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("made_by.organisation")
    location = factory.SubFactory(
        LocationFactory, organisation=factory.SelfAttribute("..organisation")
    )
    category = factory.LazyFunction(lambda: Category.objects.get(code="care-bed"))
    title = "Hoog-laagbed"
    terms = ["free", "sale", "rent", "loan"]
