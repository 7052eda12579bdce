"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from members import rules
from members.domains import domain_of, is_public
from members.models import Organisation

PEOPLE = ["anna", "berta", "carla", "mo", "newcomer", "applicant"]


@pytest.fixture
def may(request, anna, berta, carla, mo, newcomer, applicant):
    """Of all people, the names of those for whom a rule says yes."""

    def ask(rule, *more):
        return [p for p in PEOPLE if rule(request.getfixturevalue(p), *more)]

    return ask


def test_people_of_active_organisations_share(may):
    assert may(rules.may_trade) == ["anna", "berta", "carla"]
    assert may(rules.can_look_around) == ["anna", "berta", "carla", "mo"]


def test_nobody_of_a_suspended_organisation_shares(may, anna, berta, carla):
    for person in [anna, berta, carla]:
        person.organisation.state = Organisation.State.SUSPENDED
    assert may(rules.may_trade) == []
    assert may(rules.can_look_around) == ["mo"]


def test_the_coordinator_manages(may, anna):
    assert may(rules.can_manage, anna.organisation) == ["berta"]
    assert may(rules.can_decide, anna.organisation) == ["berta", "mo"]
    assert may(rules.can_place, anna.organisation.locations.get()) == ["berta"]


def test_one_leaves_oneself_and_coordinators_let_go(may, anna, newcomer):
    assert may(rules.can_let_go, anna) == ["anna", "berta", "mo"]
    assert may(rules.can_let_go, newcomer) == []


def test_who_belongs_nowhere_may_apply_and_join(may, anna):
    assert may(rules.can_apply) == ["newcomer"]
    assert may(rules.can_join, anna.organisation) == ["newcomer"]
    assert rules.can_apply(AnonymousUser())


def test_moderators_switch_accounts_but_not_their_own(may, anna, mo):
    assert may(rules.can_switch_off, anna) == ["mo"]
    assert may(rules.can_switch_off, mo) == []


def test_a_stranger_may_nothing_else(anna):
    nobody = AnonymousUser()
    assert not rules.may_trade(nobody)
    assert not rules.can_moderate(nobody)
    assert not rules.can_manage(nobody, anna.organisation)


@pytest.mark.parametrize(
    "email",
    ["a@gmail.com", "a@HOTMAIL.nl", "a@live.nl", "a@outlook.com", "a@ziggo.nl"]
    + ["a@kpnmail.nl", "a@xs4all.nl", "a@icloud.com", "a@yahoo.com", "a@proton.me"],
)
def test_a_public_domain_says_nothing_about_work(email):
    assert is_public(domain_of(email))


@pytest.mark.parametrize("domain", ["live.zonnehof.nl", "zonnehof.nl", "mail.umc.nl"])
def test_a_domain_of_an_organisation_is_not_public(domain):
    assert not is_public(domain)
