"""The four people of every story, and what they start with."""

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import Phase
from hypothesis import settings as hypothesis

from catalogue import tree
from tests import database
from tests.factories import (
    ListingFactory,
    LocationFactory,
    OrganisationFactory,
    UserFactory,
)

# What makes a stolen password hard to guess takes a third of a second each time, and
# shows nothing here. A demo has the real ones.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# For `make mutants`: that an example fails is enough; the smallest one is not needed.
hypothesis.register_profile("mutants", phases=[Phase.explicit, Phase.generate])


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test is known by a short name that is the same each time: a ZIP file that is
    made on the spot has the second in it, and two processes collect different tests."""
    if isinstance(val, bytes):
        return argname
    return val[:60] if isinstance(val, str) and len(val) > 60 else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_test_environment, django_db_blocker
):
    """Each worker copies a database that is complete already."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = database.template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A test with real transactions leaves towns, sectors and categories there."""
    with django_db_blocker.unblock():
        database.empty_quickly(database.Beginning())


@pytest.fixture(autouse=True)
def _fresh_tree(monkeypatch):
    """No test finds what another one switched on, or counts a query more because a
    minute is over."""
    monkeypatch.setattr(tree, "monotonic", lambda: 0.0)
    tree.forget()


@pytest.fixture(autouse=True)
def _in_english():
    """What tests compare with is the source language; Dutch is its own test."""
    with translation.override("en"):
        yield


def person(name: str, organisation: str, **fields):
    """A person of an active organisation that has one location."""
    member = UserFactory(
        email=f"{name.lower()}@example.org",
        name=name,
        organisation=OrganisationFactory(name=organisation),
        **fields,
    )
    LocationFactory(organisation=member.organisation, name=f"{organisation} Noord")
    return member


@pytest.fixture
def anna(db):
    """Offers: a colleague of a nursing home."""
    return person("Anna", "Zonnehof")


@pytest.fixture
def bram(db):
    """Asks: a colleague of a hospital."""
    return person("Bram", "Stadsziekenhuis")


@pytest.fixture
def carla(db):
    """A stranger: the coordinator of a third organisation."""
    return person("Carla", "De Brug", role="coordinator")


@pytest.fixture
def mo(db):
    """Moderates: staff of the cooperative."""
    return UserFactory(
        email="mo@example.org", name="Mo", organisation=None, is_staff=True
    )


@pytest.fixture
def beds(anna):
    """Two free beds of Anna's organisation."""
    return ListingFactory(
        made_by=anna, location=anna.organisation.locations.get(), title="Two care beds"
    )
