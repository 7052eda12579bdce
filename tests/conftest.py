"""The four people of every story, and what they start with."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from catalogue import tree
from tests.factories import (
    ListingFactory,
    LocationFactory,
    OrganisationFactory,
    UserFactory,
)

REFERENCE_DATA = [
    "base.migrations.0001_initial",
    "members.migrations.0001_initial",
    "catalogue.migrations.0001_initial",
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with real transactions leaves empty tables: the next one gets the towns,
    sectors and categories back."""
    result = yield
    mark = item.get_closest_marker("django_db")
    # After the last test there is no database any more.
    if nextitem and mark and mark.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            for module in REFERENCE_DATA:
                import_module(module).load(apps, None)
    return result


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
