"""A test with real transactions leaves the database as the next one expects it."""

import pytest

from base.models import Town
from members.models import Organisation
from tests.database import Beginning, copied_out
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_written_is_gone_and_what_was_changed_is_back():
    beginning = Beginning()
    OrganisationFactory()
    Town.objects.filter(name="Utrecht").update(population=1)
    Town.objects.filter(name="Zwolle").delete()
    beginning.come_back()
    assert Organisation.objects.count() == 0
    assert sorted(copied_out("base_town").splitlines()) == sorted(
        beginning.rows["base_town"].splitlines()
    )


def test_the_next_one_finds_towns_and_nobody():
    assert Organisation.objects.count() == 0
    assert Town.objects.filter(name__in=["Utrecht", "Zwolle"]).count() == 2
