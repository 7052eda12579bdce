"""Invitations and requests to join."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from base.refusal import Refused
from members import joining
from members.models import Invitation, JoinRequest, Organisation, User
from outbox.models import Letter
from tests.factories import UserFactory
from tests.members.conftest import PASSWORD, letters, link_in, verified


@pytest.fixture
def invitation(berta):
    return joining.invite(
        berta.organisation, email="Iris@zonnehof.example", by=berta, role="coordinator"
    )


def accept(invitation):
    return joining.accept_invitation(invitation, name="Iris", password=PASSWORD)


def age(invitation, **time):
    invitation.invited_at -= timedelta(**time)
    invitation.save()


def test_a_coordinator_invites_by_letter(invitation):
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (
        "iris@zonnehof.example",
        "Berta invites you to Zonnehof on Deelplatform",
    )
    assert link_in(letter) == f"/invitation/{invitation.secret}/"


@pytest.mark.parametrize("who", ["anna", "carla", "mo"])
def test_others_do_not_invite(berta, who, request):
    with pytest.raises(PermissionDenied):
        joining.invite(
            berta.organisation, email="x@y.example", by=request.getfixturevalue(who)
        )


def test_an_open_invitation_or_a_colleague_is_not_invited_again(
    anna, berta, invitation
):
    for email in ["IRIS@zonnehof.example", "Anna@example.org"]:
        with pytest.raises(Refused):
            joining.invite(berta.organisation, email=email, by=berta)
    assert Invitation.objects.count() == 1


def test_who_let_the_link_grow_old_is_invited_again(berta, invitation):
    age(invitation, days=15)
    again = joining.invite(berta.organisation, email=invitation.email, by=berta)
    assert Invitation.objects.with_secret(invitation.secret) is None
    assert Invitation.objects.with_secret(again.secret) == again


def test_accepting_makes_an_account_with_a_verified_address(berta, invitation):
    iris = accept(invitation)
    assert (iris.organisation, iris.role, iris.name) == (
        berta.organisation,
        "coordinator",
        "Iris",
    )
    assert iris.emailaddress_set.get().verified
    assert letters() == [
        ("berta@zonnehof.example", "invitation_accepted"),
        ("iris@zonnehof.example", "invitation"),
    ]


def test_an_invitation_works_once(invitation):
    accept(invitation)
    with pytest.raises(Refused):
        accept(invitation)
    assert User.objects.filter(email=invitation.email).count() == 1


def test_an_old_or_withdrawn_invitation_makes_no_account(berta, invitation):
    age(invitation, days=14, minutes=1)
    with pytest.raises(Refused):
        accept(invitation)
    age(invitation, days=-14)
    joining.withdraw_invitation(invitation, by=berta)
    with pytest.raises(Refused):
        accept(invitation)
    assert User.objects.filter(email=invitation.email).count() == 0


def test_an_invitation_of_a_suspended_organisation_waits(invitation):
    Organisation.objects.update(state="suspended")
    assert Invitation.objects.with_secret(invitation.secret) is None
    with pytest.raises(Refused):
        accept(invitation)


def test_withdrawing_twice_is_refused(berta, invitation):
    joining.withdraw_invitation(invitation, by=berta)
    with pytest.raises(Refused):
        joining.withdraw_invitation(invitation, by=berta)


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_others_withdraw_no_invitation(invitation, who, request):
    with pytest.raises(PermissionDenied):
        joining.withdraw_invitation(invitation, by=request.getfixturevalue(who))


def test_who_has_an_account_accepts_with_it(berta, invitation):
    iris = verified("iris@zonnehof.example", "Iris", None)
    with pytest.raises(Refused):
        accept(invitation)
    joining.accept_invitation_as(invitation, by=iris)
    iris.refresh_from_db()
    assert iris.organisation == berta.organisation


def test_carla_accepts_no_invitation_of_another(invitation, carla):
    with pytest.raises(PermissionDenied):
        joining.accept_invitation_as(invitation, by=carla)


def test_who_belongs_elsewhere_leaves_there_first(berta, carla):
    invitation = joining.invite(berta.organisation, email=carla.email, by=berta)
    with translation.override("en"), pytest.raises(Refused) as refusal:
        joining.accept_invitation_as(invitation, by=carla)
    assert str(refusal.value) == "You belong to De Brug. Leave there first."


def test_an_invitation_answers_an_open_request(berta, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    invitation = joining.invite(berta.organisation, email=newcomer.email, by=berta)
    joining.accept_invitation_as(invitation, by=newcomer)
    asked.refresh_from_db()
    assert asked.state == "admitted"


def test_a_newcomer_asks_and_the_coordinators_get_a_letter(berta, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    assert list(asked.steps.values_list("state", "by__name")) == [("asked", "Nina")]
    assert letters() == [(berta.email, "join_asked")]


def test_without_a_coordinator_the_moderators_get_the_letter(anna, mo, newcomer):
    joining.ask_to_join(anna.organisation, by=newcomer)
    assert letters() == [("mo@example.org", "join_asked")]


def test_asking_twice_is_asking_once(berta, newcomer):
    joining.ask_to_join(berta.organisation, by=newcomer)
    joining.ask_to_join(berta.organisation, by=newcomer)
    assert (JoinRequest.objects.count(), len(letters())) == (1, 1)


def test_an_unverified_or_foreign_address_joins_nobody(anna, carla, newcomer):
    newcomer.emailaddress_set.update(verified=False)
    stranger = verified("eve@zonnehof.example.com", "Eve", None)
    for person in [newcomer, stranger, carla]:
        with pytest.raises(PermissionDenied):
            joining.ask_to_join(anna.organisation, by=person)


def test_a_suspended_organisation_is_not_joined(anna, newcomer):
    Organisation.objects.update(state="suspended")
    with pytest.raises(PermissionDenied):
        joining.ask_to_join(anna.organisation, by=newcomer)


def test_who_waits_for_one_answer_does_not_ask_another(carla, berta, newcomer):
    joining.ask_to_join(berta.organisation, by=newcomer)
    newcomer.organisation = None
    carla.organisation.domains.create(name="brug.example")
    newcomer.emailaddress_set.create(email="nina@brug.example", verified=True)
    with pytest.raises(Refused):
        joining.ask_to_join(carla.organisation, by=newcomer)


@pytest.fixture
def asked(berta, newcomer):
    return joining.ask_to_join(berta.organisation, by=newcomer)


def test_a_coordinator_lets_somebody_in(asked, berta, newcomer):
    joining.admit_person(asked, by=berta)
    newcomer.refresh_from_db()
    assert (newcomer.organisation, newcomer.role) == (berta.organisation, "colleague")
    assert letters()[-1] == (newcomer.email, "join_admitted")


def test_a_coordinator_says_no_with_a_reason(asked, berta, newcomer):
    joining.decline_person(asked, by=berta, why="I don't know you.")
    newcomer.refresh_from_db()
    letter = Letter.objects.get(to=newcomer.email)
    assert newcomer.organisation is None
    assert letter.body.split("\n\n")[2] == "I don't know you."


def test_who_was_declined_may_ask_again(asked, berta, newcomer):
    joining.decline_person(asked, by=berta)
    assert joining.ask_to_join(berta.organisation, by=newcomer) != asked


@pytest.mark.parametrize("deed", [joining.admit_person, joining.decline_person])
def test_a_second_answer_is_refused(asked, berta, deed):
    joining.decline_person(asked, by=berta)
    with pytest.raises(Refused):
        deed(asked, by=berta)


@pytest.mark.parametrize("deed", [joining.admit_person, joining.decline_person])
@pytest.mark.parametrize("who", ["anna", "carla"])
def test_others_decide_about_nobody(asked, deed, who, request):
    with pytest.raises(PermissionDenied):
        deed(asked, by=request.getfixturevalue(who))
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_who_belongs_elsewhere_by_now_is_not_let_in(asked, berta, carla, newcomer):
    User.objects.filter(pk=newcomer.pk).update(organisation=carla.organisation)
    with pytest.raises(Refused):
        joining.admit_person(asked, by=berta)


def test_staff_join_nobody(anna):
    anna.organisation.domains.create(name="zonnehof.example")
    staff = verified("mia@zonnehof.example", "Mia", None, is_staff=True)
    with pytest.raises(PermissionDenied):
        joining.ask_to_join(anna.organisation, by=staff)
    assert UserFactory(organisation=None).organisation is None
