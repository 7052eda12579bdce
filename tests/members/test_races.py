"""Many at once, on real threads: nobody comes in twice, somebody stays in charge."""

import pytest

from members import actions, joining, people
from members.models import JoinRequest, Organisation, Sector, User
from outbox.models import Letter
from tests.factories import UserFactory
from tests.members.conftest import PASSWORD
from tests.stories.test_races import at_once, doing

pytestmark = pytest.mark.django_db(transaction=True)


def application(**changes):
    details = {"name": "De Nieuwe", "kvk": "87654321", "province": "NL-UT"}
    details["sector"] = Sector.objects.get(code="verpleeghuis")
    person = {"email": "dora@nieuwe.example", "name": "Dora", "password": PASSWORD}
    person |= {"phone": "", "language": "en"} | changes
    return doing(actions.apply_as_stranger, details, **person)


def test_one_form_sent_six_times_at_once_makes_one_of_everything(mo):
    assert at_once(*[application()] * 6) == {"done": 6}
    assert Organisation.objects.get().people.get().name == "Dora"
    assert Letter.objects.count() == 2


def test_two_people_who_apply_with_one_organisation_at_once(mo):
    both = [application(), application(email="dirk@nieuwe.example", name="Dirk")]
    assert at_once(*both) == {"done": 1, "refused": 1}
    assert Organisation.objects.get().people.count() == 1
    assert User.objects.exclude(pk=mo.pk).count() == 1


def test_of_coordinators_who_all_leave_at_once_one_stays(berta):
    other = [
        UserFactory(organisation=berta.organisation, role="coordinator")
        for _ in range(3)
    ]
    leaving = [doing(people.let_go, one, by=one) for one in [berta, *other]]
    assert at_once(*leaving) == {"done": 3, "refused": 1}
    assert User.objects.of(berta.organisation).coordinators().count() == 1


def test_an_invitation_used_six_times_at_once_makes_one_account(berta):
    invitation = joining.invite(berta.organisation, email="iris@a.example", by=berta)
    accept = doing(
        joining.accept_invitation, invitation, name="Iris", password=PASSWORD
    )
    assert at_once(*[accept] * 6) == {"done": 1, "refused": 5}
    assert User.objects.filter(email="iris@a.example").count() == 1


def test_one_colleague_invited_six_times_at_once_gets_one_letter(berta):
    invite = doing(joining.invite, berta.organisation, email="x@a.example", by=berta)
    assert at_once(*[invite] * 6) == {"done": 1, "refused": 5}
    assert Letter.objects.count() == 1


def test_asking_to_join_six_times_at_once_is_asking_once(berta, newcomer):
    ask = doing(joining.ask_to_join, berta.organisation, by=newcomer)
    assert at_once(*[ask] * 6) == {"done": 6}
    assert (JoinRequest.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_yes_and_a_no_at_once_are_one_answer(berta, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    yes = doing(joining.admit_person, asked, by=berta)
    no = doing(joining.decline_person, asked, by=berta)
    assert at_once(yes, no) == {"done": 1, "refused": 1}
    assert asked.steps.count() == 2
    assert Letter.objects.filter(to=newcomer.email).count() == 1


def test_two_moderators_who_admit_at_once_admit_once(mo, applicant):
    admit = doing(actions.admit, applicant.organisation, by=mo)
    assert at_once(admit, admit) == {"done": 1, "refused": 1}
    assert Letter.objects.count() == 1
