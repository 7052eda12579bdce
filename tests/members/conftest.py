"""People of members, and those who stand before the door."""

import re

import pytest
from allauth.account.models import EmailAddress

from members.models import Organisation
from outbox.models import Letter
from tests.factories import OrganisationFactory, UserFactory

PASSWORD = "een-lang-wachtwoord"


@pytest.fixture
def as_(client):
    """The browser of this person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def berta(anna):
    """The coordinator of Anna's organisation."""
    return UserFactory(
        email="berta@zonnehof.example",
        name="Berta",
        organisation=anna.organisation,
        role="coordinator",
    )


@pytest.fixture
def applicant(db):
    """Coordinator of an organisation that applied, address verified."""
    organisation = OrganisationFactory(
        name="De Nieuwe", state=Organisation.State.APPLIED
    )
    return verified("dora@nieuwe.example", "Dora", organisation, role="coordinator")


@pytest.fixture
def newcomer(anna):
    """Signed up with a verified address in the domain of Anna's organisation."""
    anna.organisation.domains.create(name="zonnehof.example")
    return verified("nina@zonnehof.example", "Nina", None)


def verified(email, name, organisation, **fields):
    person = UserFactory(email=email, name=name, organisation=organisation, **fields)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    return person


def letters():
    """Who got which letter."""
    return sorted(
        (letter.to, letter.key.split()[0].rpartition("/")[2])
        for letter in Letter.objects.exclude(key__startswith="account ")
    )


def link_in(letter):
    """The path of the first address in a letter."""
    return re.search(r"https?://[^/\s]+(/\S*)", letter.body).group(1)
