import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from catalogue.models import Category
from claims.models import Claim
from claims.states import HOLDING, TO_APPROVE
from demo.seeding.listings import CHEAPEST_LENT
from demo.seeding.wording import kinds
from listings.intake import questions
from listings.models import Listing
from logistics.models import Pickup
from members.models import Location, Organisation, User
from outbox.models import Letter
from wanted.models import Want

# Those whom Anna and Bram play for.
NAMES = ["Zorggroep Lindezicht", "Ziekenhuis Eemstroom"]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """A folder in which the pictures are drawn once."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture
def _media(settings, drawn):
    settings.MEDIA_ROOT = drawn


def seed(**amounts):
    small = {"organisations": 20, "locations": 40, "people": 30, "wants": 60}
    call_command("seed_demo", **{**small, "listings": 600, "claims": 300, **amounts})


def test_a_database_that_is_not_empty_is_left_alone(anna):
    with pytest.raises(CommandError, match="not empty"):
        seed()


@pytest.mark.usefixtures("_media", "db")
def test_the_seed_is_the_same_at_every_run():
    def titles():
        with transaction.atomic():
            seed(listings=100)
            rows = Listing.objects.order_by("pk")
            found = list(rows.values_list("title", "quantity", "organisation__name"))
            transaction.set_rollback(True)
        return found

    assert titles() == titles()


@pytest.mark.django_db
def test_data_of_an_older_version_are_refused_with_what_to_do(settings):
    settings.DEMO = True
    MigrationRecorder(connection).record_applied("listings", "0002_categories")
    with pytest.raises(CommandError, match="Start afresh with: rm -r"):
        call_command("prepare_demo")


# -- What stands there: the tests from here on look at one seed ------------------
@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker, drawn):
    """Filled once, for all who change nothing; empty again after the last."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=drawn),
        transaction.atomic(),
    ):
        seed()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("seeded", "db")
def test_every_state_and_category_occurs():
    assert set(Listing.objects.values_list("state", flat=True)) == set(Listing.State)
    assert set(Claim.objects.values_list("state", flat=True)) == set(Claim.State)
    assert set(Pickup.objects.values_list("state", flat=True)) == set(Pickup.State)
    assert set(Want.objects.values_list("state", flat=True)) == set(Want.State)
    used = set(Listing.objects.values_list("category_id", flat=True))
    shareable = set(Category.objects.shareable().values_list("pk", flat=True))
    assert used <= shareable
    assert len(used) > 0.8 * len(shareable)


@pytest.mark.usefixtures("seeded", "db")
def test_the_numbers_are_as_asked_beside_the_cast():
    assert Organisation.objects.count() == 20 + 3
    assert Location.objects.count() == 40 + 4
    assert User.objects.count() == 30 + 6
    assert not Location.objects.filter(latitude=None).exists()


@pytest.mark.usefixtures("seeded", "db")
def test_everything_that_others_see_has_its_lawful_route():
    seen = Listing.objects.filter(state__in=["live", "paused", "in_review"])
    for listing in seen.select_related("category"):
        assert questions.missing(listing) == [], listing
        assert questions.refused(listing) == [], listing


@pytest.mark.usefixtures("seeded", "db")
def test_what_is_left_agrees_with_what_was_promised():
    for listing in Listing.objects.prefetch_related("claims"):
        promised = sum(
            claim.quantity
            for claim in listing.claims.all()
            if claim.state in [*HOLDING, TO_APPROVE]
            and not claim.is_temporary
            and not claim.is_job
        )
        assert listing.left == listing.quantity - promised, listing.pk
    assert not Listing.objects.filter(state="gone", left__gt=0).exists()
    assert not Listing.objects.filter(state="live", left=0).exists()


@pytest.mark.usefixtures("seeded", "db")
def test_every_step_is_after_the_one_before_and_ends_in_the_state():
    for claim in Claim.objects.prefetch_related("steps"):
        steps = list(claim.steps.all())
        assert steps[-1].state == claim.state
        assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert not Claim.objects.filter(asked_at__lt=F("listing__live_at")).exists()


@pytest.mark.usefixtures("seeded", "db")
def test_without_demo_mode_nobody_has_the_demo_password(settings):
    assert settings.DEMO is False
    assert not User.objects.get(email="anna@demo.example").has_usable_password()


@pytest.mark.usefixtures("seeded", "db")
def test_only_the_cast_has_letters():
    readers = set(Letter.objects.values_list("to", flat=True))
    cast = ("anna", "bram", "carla", "ada")
    assert readers <= {f"{name}@demo.example" for name in cast}
    assert len(readers) > 1


@pytest.mark.usefixtures("seeded", "db")
def test_an_offer_knows_since_when_it_is_asked_for():
    for claim in Claim.objects.select_related("listing"):
        assert claim.listing.first_asked_at <= claim.asked_at


# -- That a buyer believes it ----------------------------------------------------


@pytest.mark.usefixtures("seeded", "db")
def test_nothing_is_for_sale_or_rent_for_next_to_nothing():
    assert not Listing.objects.filter(price_eur__lt=2).exists()
    assert not Listing.objects.filter(rent_eur__lt=5).exists()
    lent = Listing.objects.filter(
        terms__overlap=["loan", "rent"], category__kind="goods"
    )
    cheap = lent.filter(category__typical_new_price_eur__lt=CHEAPEST_LENT)
    assert not cheap.exists()


@pytest.mark.usefixtures("db")
def test_every_kind_has_titles_of_its_own_that_the_rules_let_through():
    said = {kind.code: kind.titles for kind in kinds()}
    shareable = Category.objects.shareable().values_list("pk", flat=True)
    assert set(said) == set(shareable)
    assert {code for code, titles in said.items() if not titles} == set()


@pytest.mark.usefixtures("seeded", "db")
def test_a_pickup_and_a_return_are_due_today():
    today = Pickup.objects.planned().filter(starts_at__date=timezone.localdate())
    due = {
        (pickup.direction, pickup.offered_by.name)
        for pickup in today.filter(organisation__name__in=NAMES)
    }
    assert due == {
        ("out", "Zorggroep Lindezicht"),
        ("back", "Stichting De Vlinderboom"),
    }


@pytest.mark.usefixtures("seeded", "db")
def test_its_letters_are_in_the_language_of_their_readers():
    for letter in Letter.objects.all():
        assert letter.language == "nl"
        assert letter.body.startswith("Hallo ")
        assert not re.search(r"\b(the|your|claim|offer)\b", letter.body), letter.body
