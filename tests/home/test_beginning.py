"""A new organisation is led through three steps, in place of "0, 0, 0"."""

from datetime import timedelta

import pytest

from home import work
from listings import actions
from members import joining
from members.models import Location
from tests.factories import (
    ListingFactory,
    LocationFactory,
    OrganisationFactory,
    UserFactory,
)


@pytest.fixture
def newcomer(db):
    return UserFactory(organisation=OrganisationFactory(), role="coordinator")


def ticked(person):
    return [step.is_done for step in work.work_of(person).first_steps]


def test_nothing_is_done_yet(newcomer, client):
    assert ticked(newcomer) == [False, False, False]
    client.force_login(newcomer)
    page = client.get("/").content.decode()
    assert "Three steps to begin" in page
    assert 'class="tally"' not in page


def test_each_is_ticked_as_it_is_done(newcomer):
    LocationFactory(organisation=newcomer.organisation)
    assert ticked(newcomer) == [True, False, False]
    joining.invite(newcomer.organisation, by=newcomer, email="a@example.org")
    assert ticked(newcomer) == [True, True, False]
    draft = ListingFactory(
        made_by=newcomer,
        location=newcomer.organisation.locations.get(),
        state="draft",
        live_at=None,
    )
    assert ticked(newcomer) == [True, True, False]
    actions.publish(draft, by=newcomer)  # a moderator looks first; it is offered
    assert ticked(newcomer) == []


def test_a_colleague_who_is_there_counts_as_well(newcomer):
    UserFactory(organisation=newcomer.organisation)
    assert ticked(newcomer) == [False, True, False]


def test_what_was_taken_back_does_not_count(newcomer, django_user_model):
    place = LocationFactory(organisation=newcomer.organisation)
    invited = joining.invite(newcomer.organisation, by=newcomer, email="a@example.org")
    joining.withdraw_invitation(invited, by=newcomer)
    Location.objects.filter(pk=place.pk).update(closed_at=newcomer.date_joined)
    assert ticked(newcomer) == [False, False, False]


def test_a_colleague_is_told_who_does_it(newcomer):
    colleague = UserFactory(organisation=newcomer.organisation)
    steps = work.work_of(colleague).first_steps
    assert [bool(step.address) for step in steps] == [False, False, True]


def test_after_two_months_nobody_is_new(newcomer, client):
    newcomer.organisation.applied_at -= timedelta(days=61)
    newcomer.organisation.save()
    client.force_login(newcomer)
    assert 'class="tally"' in client.get("/").content.decode()


def test_who_is_on_their_way_sees_the_numbers(anna, beds, client):
    UserFactory(organisation=anna.organisation)
    client.force_login(anna)
    assert 'class="tally"' in client.get("/").content.decode()
