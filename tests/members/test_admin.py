"""Moderation of organisations and people."""

import re

import pytest
from django.urls import reverse

from members import joining
from members.models import Organisation, User
from tests.factories import OrganisationFactory, UserFactory
from tests.members.conftest import letters

QUEUE = reverse("admin:members_organisation_changelist")
PEOPLE = reverse("admin:members_user_changelist")


@pytest.fixture
def moderator(as_, mo):
    return as_(mo)


def do(browser, action, *rows, queue=QUEUE, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return browser.post(queue, data, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def state_of(organisation):
    return Organisation.objects.get(pk=organisation.pk).state


def page_of(row):
    name = f"admin:members_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def test_who_applied_first_stands_first(moderator, carla, applicant):
    later = OrganisationFactory(state="applied", name="Aap")
    rows = moderator.get(QUEUE).context["cl"].result_list
    assert [row.name for row in rows] == ["De Nieuwe", "Aap", "De Brug"]
    assert later.applied_at > applicant.organisation.applied_at


def test_admitting_shows_the_proposed_domains_first(moderator, applicant):
    page = do(moderator, "admit", applicant.organisation)
    assert page.context["form"]["domains"].initial == ["nieuwe.example"]
    assert state_of(applicant.organisation) == "applied"
    sent = {"asked": "1", "domains": ["nieuwe.example"]}
    response = do(moderator, "admit", applicant.organisation, **sent)
    assert said(response) == ["Done: De Nieuwe."]
    assert state_of(applicant.organisation) == "active"
    assert applicant.organisation.domains.get().name == "nieuwe.example"


def test_a_moderator_may_leave_the_domain_out(moderator, applicant):
    do(moderator, "admit", applicant.organisation, asked="1")
    assert state_of(applicant.organisation) == "active"
    assert applicant.organisation.domains.count() == 0


@pytest.mark.parametrize(
    ("deed", "before"), [("decline", "applied"), ("suspend", "active")]
)
def test_no_without_a_reason_is_no_deed(moderator, applicant, deed, before):
    Organisation.objects.update(state=before)
    page = do(moderator, deed, applicant.organisation, why=" ")
    assert list(page.context["form"].errors) == ["why"]
    assert state_of(applicant.organisation) == before
    do(moderator, deed, applicant.organisation, why="Not a care organisation.")
    assert state_of(applicant.organisation) == "suspended"
    assert applicant.organisation.steps.get().why == "Not a care organisation."


def test_one_that_is_refused_does_not_stop_the_others(moderator, applicant, carla):
    suspended = OrganisationFactory(name="Dicht", state="suspended")
    response = do(moderator, "readmit", carla.organisation, suspended)
    assert said(response) == [
        "De Brug: This is not possible: it is now “active”.",
        "Done: Dicht.",
    ]


def test_the_row_page_shows_only_what_is_possible(moderator, applicant, carla):
    def deeds(row):
        return [name for name, _ in moderator.get(page_of(row)).context["deeds"]]

    assert deeds(applicant.organisation) == ["admit", "decline"]
    assert deeds(carla.organisation) == ["suspend"]


HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def _send_with_domain(moderator, organisation, domain):
    """Send the page of an organisation as a browser does, with one more domain."""
    form = dict(HIDDEN.findall(moderator.get(page_of(organisation)).content.decode()))
    form |= {"name": organisation.name, "kvk": organisation.kvk}
    form |= {"sector": organisation.sector_id, "province": organisation.province}
    form |= {"domains-TOTAL_FORMS": 1, "domains-0-name": domain}
    return moderator.post(page_of(organisation), form)


@pytest.mark.parametrize("domain", ["gmail.com", "hotmail.nl", "ziggo.nl", "Zorg", "a"])
def test_a_public_or_odd_domain_is_not_saved(moderator, applicant, domain):
    sent = _send_with_domain(moderator, applicant.organisation, domain)
    assert sent.status_code == 200
    assert applicant.organisation.domains.count() == 0


def test_a_domain_is_added_by_hand(moderator, applicant):
    sent = _send_with_domain(moderator, applicant.organisation, "nieuwe.example")
    assert sent.status_code == 302
    assert applicant.organisation.domains.get().name == "nieuwe.example"


def test_carla_sees_no_moderation(as_, carla, applicant):
    response = do(as_(carla), "admit", applicant.organisation, asked="1")
    assert response.status_code == 403
    assert state_of(applicant.organisation) == "applied"


# -- People ------------------------------------------------------------------
def test_people_are_found_closed_and_opened(moderator, carla, anna):
    rows = moderator.get(PEOPLE, {"q": "de brug"}).context["cl"].result_list
    assert list(rows) == [carla]
    do(moderator, "deactivate", carla, queue=PEOPLE)
    assert User.objects.get(pk=carla.pk).is_active is False
    do(moderator, "activate", carla, queue=PEOPLE)
    assert User.objects.get(pk=carla.pk).is_active is True


def test_a_moderator_makes_no_staff(moderator, anna):
    form = {"name": "Anna", "language": "nl", "letters": "off", "is_superuser": "on"}
    form |= {"is_staff": "on", "email": "other@example.org"}
    assert moderator.post(page_of(anna), form).status_code == 302
    anna.refresh_from_db()
    assert (anna.letters, anna.is_staff, anna.is_superuser, anna.email) == (
        "off",
        False,
        False,
        "anna@example.org",
    )


def test_a_moderator_does_not_change_other_staff_or_raise_themselves(moderator, mo):
    chief = UserFactory(organisation=None, is_staff=True, is_superuser=True)
    form = {"name": "X", "language": "nl", "letters": "off", "is_superuser": "on"}
    for person in [chief, mo]:
        assert moderator.post(page_of(person), form).status_code == 403
    assert do(moderator, "deactivate", chief, queue=PEOPLE).status_code == 403
    assert moderator.get(reverse("admin:members_user_add")).status_code == 403


def test_who_has_every_right_makes_staff(as_, db):
    chief = UserFactory(organisation=None, is_staff=True, is_superuser=True)
    form = {"name": "Mia", "email": "Mia@coop.example", "language": "nl"}
    form |= {"letters": "at_once", "is_staff": "on"}
    response = as_(chief).post(reverse("admin:members_user_add"), form)
    assert response.status_code == 302
    mia = User.objects.get(email="mia@coop.example")
    assert (mia.is_staff, mia.has_usable_password()) == (True, False)


def test_staff_of_an_organisation_is_told_beside_the_form(as_, anna):
    chief = UserFactory(organisation=None, is_staff=True, is_superuser=True)
    form = {"name": "Anna", "language": "nl", "letters": "off", "is_staff": "on"}
    response = as_(chief).post(page_of(anna), form)
    assert list(response.context["adminform"].form.errors) == ["is_staff"]
    assert User.objects.get(pk=anna.pk).is_staff is False


def test_a_moderator_helps_where_no_coordinator_is_left(moderator, anna, newcomer):
    asked = joining.ask_to_join(anna.organisation, by=newcomer)
    queue = reverse("admin:members_joinrequest_changelist")
    do(moderator, "admit", asked, queue=queue)
    newcomer.refresh_from_db()
    assert newcomer.organisation == anna.organisation
    do(moderator, "make_coordinator", anna, queue=PEOPLE)
    assert User.objects.get(pk=anna.pk).role == "coordinator"
    assert letters()[0] == (anna.email, "role_changed")


def test_every_page_of_moderation_opens(moderator, applicant, anna, newcomer):
    asked = joining.ask_to_join(anna.organisation, by=newcomer)
    for row in [applicant.organisation, anna, asked]:
        history = page_of(row).replace("change", "history")
        for page in [page_of(row), history]:
            assert (page, moderator.get(page).status_code) == (page, 200)
