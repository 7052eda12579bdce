"""Roles, leaving, and closing accounts."""

import pytest
from django.core.exceptions import PermissionDenied

from base.refusal import Refused
from members import people
from members.models import User
from tests.factories import UserFactory
from tests.members.conftest import letters


def role_of(person):
    return User.objects.get(pk=person.pk).role


def test_a_coordinator_changes_roles_back_and_forth(anna, berta):
    for role in ["coordinator", "colleague", "coordinator"]:
        people.change_role(anna, role, by=berta)
        assert role_of(anna) == role
    assert letters() == [(anna.email, "role_changed")] * 3


def test_the_same_role_again_sends_no_letter(anna, berta):
    people.change_role(anna, "colleague", by=berta)
    assert letters() == []


def test_a_moderator_makes_a_coordinator_where_none_is_left(anna, mo):
    people.change_role(anna, "coordinator", by=mo)
    assert role_of(anna) == "coordinator"


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_others_change_no_role(anna, berta, who, request):
    with pytest.raises(PermissionDenied):
        people.change_role(berta, "colleague", by=request.getfixturevalue(who))


def test_the_last_coordinator_stays_coordinator(anna, berta):
    with pytest.raises(Refused):
        people.change_role(berta, "colleague", by=berta)
    with pytest.raises(Refused):
        people.let_go(berta, by=berta)
    assert role_of(berta) == "coordinator"


def test_an_inactive_coordinator_does_not_count(berta):
    UserFactory(organisation=berta.organisation, role="coordinator", is_active=False)
    with pytest.raises(Refused):
        people.let_go(berta, by=berta)


def test_one_of_two_coordinators_may_leave(anna, berta):
    people.change_role(anna, "coordinator", by=berta)
    people.let_go(berta, by=berta)
    berta.refresh_from_db()
    assert (berta.organisation, berta.role, berta.is_active) == (
        None,
        "colleague",
        True,
    )


def test_a_coordinator_lets_somebody_go_and_what_they_made_stays(beds, anna, berta):
    people.let_go(anna, by=berta)
    anna.refresh_from_db()
    beds.refresh_from_db()
    assert (anna.organisation, beds.organisation) == (None, berta.organisation)
    assert letters() == [(anna.email, "let_go")]


def test_anna_leaves_by_herself_without_a_letter(anna, berta):
    people.let_go(anna, by=anna)
    assert (User.objects.of(berta.organisation).count(), letters()) == (1, [])


def test_carla_lets_nobody_go(anna, carla):
    with pytest.raises(PermissionDenied):
        people.let_go(anna, by=carla)


def test_letting_go_twice_is_no_mistake_that_shows(anna, berta):
    stale = User.objects.get(pk=anna.pk)
    people.let_go(anna, by=berta)
    with pytest.raises(PermissionDenied):
        people.let_go(stale, by=berta)


def test_a_moderator_closes_and_opens_an_account(mo, carla):
    people.deactivate(carla, by=mo)
    assert User.objects.active().filter(pk=carla.pk).count() == 0
    people.activate(carla, by=mo)
    assert User.objects.active().filter(pk=carla.pk).count() == 1


@pytest.mark.parametrize("deed", [people.deactivate, people.activate])
def test_carla_closes_and_opens_no_account(anna, carla, deed):
    with pytest.raises(PermissionDenied):
        deed(anna, by=carla)


def test_only_who_has_every_right_closes_accounts_of_staff(mo):
    other = UserFactory(organisation=None, is_staff=True)
    chief = UserFactory(organisation=None, is_staff=True, is_superuser=True)
    with pytest.raises(PermissionDenied):
        people.deactivate(other, by=mo)
    with pytest.raises(PermissionDenied):
        people.deactivate(chief, by=chief)
    people.deactivate(other, by=chief)
    assert User.objects.get(pk=other.pk).is_active is False


def test_letters_go_to_the_maker_else_to_the_coordinators(
    anna, berta, carla, django_assert_max_num_queries
):
    left, moved = UserFactory(is_active=False), UserFactory()
    lonely = UserFactory(is_active=False)
    made = [(anna.organisation, anna), (anna.organisation, left)]
    made += [(anna.organisation, moved), (lonely.organisation, lonely)]
    keys = [(organisation.pk, maker.pk) for organisation, maker in made]
    with django_assert_max_num_queries(2):
        found = User.objects.concerned_each(keys)
    assert [found[key] for key in keys] == [[anna], [berta], [berta], []]
    assert [list(User.objects.concerned(*one)) for one in made] == [
        found[key] for key in keys
    ]
