"""Rows for tests. Anna offers, Bram asks, Carla is a stranger, Mo moderates."""

from datetime import time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from psycopg.types.range import TimestamptzRange

from base.periods import moments
from catalogue.models import Category
from claims.models import Claim
from claims.states import HANDED_OVER, HOLDING, RETURNED
from listings.models import Listing
from logistics.models import Pickup
from members.models import Location, Organisation, PickupHours, Sector, User
from tests.lawful import BED
from wanted.models import Want

WENT = [HANDED_OVER, RETURNED]


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
        skip_postgeneration_save = True

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
    state = Claim.State.ASKED
    handed_over = factory.LazyAttribute(
        lambda claim: claim.quantity if claim.state in WENT else 0
    )

    @factory.post_generation
    def holds(self, create, extracted, **kwargs):
        """What was said yes to keeps its pieces; `left` is for the test to say."""
        if self.state not in HOLDING:
            return
        period = TimestamptzRange(self.asked_at, None)
        if self.is_temporary:
            period = TimestamptzRange(*moments(self.first_day, self.last_day))
        is_out = self.state == HANDED_OVER
        self.holds.create(
            listing=self.listing,
            quantity=self.quantity,
            period=period,
            due_at=period.upper,
            out_since=self.asked_at if is_out else None,
        )


def pickup_of(claim, quantity=None, **fields):
    """A pickup at the owner's place with one line, all of the claim when not said;
    planned for the hour that is over now, when nothing else is."""
    now = timezone.now()
    known = {
        "offered_by": claim.listing.organisation,
        "organisation": claim.organisation,
        "mover": "asker",
        "location": claim.listing.location,
        "starts_at": now - timedelta(hours=1),
        "ends_at": now,
    }
    pickup = Pickup.objects.create(**known | fields)
    pickup.lines.create(claim=claim, quantity=quantity or claim.quantity)
    return pickup


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
