"""Applying, admitting, suspending; and places."""

import pytest
from django.core.exceptions import PermissionDenied

from base.refusal import Refused
from members import actions
from members.models import Organisation, Sector, User
from outbox.models import Letter
from tests.factories import LocationFactory, OrganisationFactory, UserFactory
from tests.members.conftest import PASSWORD, letters, verified

State = Organisation.State


@pytest.fixture
def details(db):
    return {
        "name": "De Nieuwe",
        "kvk": "87654321",
        "sector": Sector.objects.get(code="verpleeghuis"),
        "province": "NL-UT",
    }


@pytest.fixture
def stranger():
    return {
        "email": "Dora@nieuwe.example",
        "name": "Dora",
        "phone": "030 1",
        "language": "en",
        "password": PASSWORD,
    }


def state_of(organisation):
    return Organisation.objects.get(pk=organisation.pk).state


def steps_of(organisation):
    return list(organisation.steps.values_list("state", "by__name", "why"))


def test_a_stranger_applies_and_becomes_coordinator(mo, details, stranger):
    actions.apply_as_stranger(details, **stranger)
    organisation = Organisation.objects.get()
    dora = organisation.people.get()
    assert (dora.email, dora.role) == ("dora@nieuwe.example", "coordinator")
    assert dora.check_password(PASSWORD)
    assert steps_of(organisation) == [("applied", "Dora", "")]
    assert [(a.email, a.verified) for a in dora.emailaddress_set.all()] == [
        ("dora@nieuwe.example", False)
    ]
    assert letters() == [("mo@example.org", "applied")]
    confirmation = Letter.objects.get(to="dora@nieuwe.example")
    assert (
        confirmation.subject == "Welcome to Deelplatform: confirm your e-mail address"
    )


def test_applying_twice_makes_nothing_twice(mo, details, stranger):
    actions.apply_as_stranger(details, **stranger)
    actions.apply_as_stranger(details, **stranger)
    assert Organisation.objects.count() == 1
    assert User.objects.exclude(pk=mo.pk).count() == 1
    assert Letter.objects.count() == 2


def test_only_the_owner_hears_that_an_address_has_an_account(
    mo, carla, details, stranger
):
    actions.apply_as_stranger(details, **stranger | {"email": carla.email})
    assert list(Organisation.objects.values_list("name")) == [("De Brug",)]
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (carla.email, "You have an account already")


def test_a_taken_kvk_number_leaves_no_half_rows(mo, details, stranger):
    OrganisationFactory(kvk=details["kvk"])
    with pytest.raises(Refused):
        actions.apply_as_stranger(details, **stranger)
    assert User.objects.filter(email="dora@nieuwe.example").count() == 0
    assert Letter.objects.count() == 0


def test_somebody_without_organisation_applies(mo, newcomer, details):
    organisation = actions.apply_for_membership(details, by=newcomer)
    newcomer.refresh_from_db()
    assert (newcomer.organisation, newcomer.role) == (organisation, "coordinator")


@pytest.mark.parametrize("who", ["carla", "mo"])
def test_who_belongs_somewhere_can_not_apply(who, details, request):
    with pytest.raises(PermissionDenied):
        actions.apply_for_membership(details, by=request.getfixturevalue(who))


def test_a_moderator_admits(mo, applicant):
    actions.admit(applicant.organisation, by=mo, domains=["nieuwe.example"])
    assert state_of(applicant.organisation) == "active"
    assert steps_of(applicant.organisation) == [("active", "Mo", "")]
    assert [d.name for d in applicant.organisation.domains.all()] == ["nieuwe.example"]
    assert letters() == [("dora@nieuwe.example", "admitted")]


def test_only_a_proposed_domain_is_given(mo, applicant):
    actions.admit(applicant.organisation, by=mo, domains=["gmail.com", "umc.example"])
    assert applicant.organisation.domains.count() == 0


def test_a_public_or_unverified_domain_is_not_proposed(applicant):
    organisation = applicant.organisation
    verified("dora@gmail.com", "Dora", organisation, role="coordinator")
    verified("colleague@other.example", "Colleague", organisation)
    assert actions.proposed_domains(organisation) == ["nieuwe.example"]
    applicant.emailaddress_set.update(verified=False)
    assert actions.proposed_domains(organisation) == []


def test_a_domain_of_another_is_not_proposed(applicant, carla):
    carla.organisation.domains.create(name="nieuwe.example")
    assert actions.proposed_domains(applicant.organisation) == []


def test_a_moderator_declines_with_a_reason(mo, applicant):
    actions.decline(applicant.organisation, by=mo, why="Not a care organisation.")
    assert steps_of(applicant.organisation) == [
        ("suspended", "Mo", "Not a care organisation.")
    ]
    assert letters() == [("dora@nieuwe.example", "declined")]
    assert Letter.objects.get().body.split("\n\n")[2] == "Not a care organisation."


def test_a_moderator_suspends_and_readmits(mo, carla):
    actions.suspend(carla.organisation, by=mo, why="Unpaid.")
    assert state_of(carla.organisation) == "suspended"
    actions.readmit(carla.organisation, by=mo)
    assert state_of(carla.organisation) == "active"
    assert letters() == [(carla.email, "readmitted"), (carla.email, "suspended")]


@pytest.mark.parametrize(
    ("deed", "given", "state"),
    [
        (actions.admit, {}, State.ACTIVE),
        (actions.admit, {}, State.SUSPENDED),
        (actions.decline, {"why": "x"}, State.ACTIVE),
        (actions.suspend, {"why": "x"}, State.APPLIED),
        (actions.readmit, {}, State.APPLIED),
        (actions.readmit, {}, State.ACTIVE),
    ],
)
def test_a_deed_out_of_turn_is_refused(mo, deed, given, state):
    organisation = OrganisationFactory(state=state)
    with pytest.raises(Refused):
        deed(organisation, by=mo, **given)
    assert state_of(organisation) == state


@pytest.mark.parametrize(
    ("deed", "given", "state"),
    [
        (actions.admit, {}, State.APPLIED),
        (actions.decline, {"why": "x"}, State.APPLIED),
        (actions.suspend, {"why": "x"}, State.ACTIVE),
        (actions.readmit, {}, State.SUSPENDED),
    ],
)
def test_carla_moderates_nobody(carla, deed, given, state):
    organisation = OrganisationFactory(state=state)
    with pytest.raises(PermissionDenied):
        deed(organisation, by=carla, **given)
    assert state_of(organisation) == state


def test_a_coordinator_closes_a_location_and_opens_it_again(berta):
    location = LocationFactory(organisation=berta.organisation)
    actions.close_location(location, by=berta)
    assert berta.organisation.locations.open().filter(pk=location.pk).count() == 0
    actions.reopen_location(location, by=berta)
    assert berta.organisation.locations.open().filter(pk=location.pk).count() == 1


@pytest.mark.parametrize("deed", [actions.close_location, actions.reopen_location])
@pytest.mark.parametrize("who", ["anna", "carla", "mo"])
def test_others_do_not_touch_a_location(berta, who, deed, request):
    location = LocationFactory(organisation=berta.organisation)
    with pytest.raises(PermissionDenied):
        deed(location, by=request.getfixturevalue(who))


def test_moderators_follow_their_own_wish_for_letters(details, newcomer):
    UserFactory(organisation=None, is_staff=True, letters="off")
    actions.apply_for_membership(details, by=newcomer)
    assert Letter.objects.count() == 0
