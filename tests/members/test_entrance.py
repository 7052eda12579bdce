"""The doors, through the browser's eyes: applying, logging in, invitations, joining."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from members import joining
from members.actions import suspend
from members.models import Invitation, JoinRequest, Organisation, User
from outbox.models import Letter
from tests.members.conftest import PASSWORD, link_in, verified

FORM = {
    "name": "De Nieuwe",
    "kvk": "87 65 43 21",
    "sector": "verpleeghuis",
    "province": "NL-UT",
    "person_name": "Dora",
    "email": "Dora@nieuwe.example",
    "phone": "030 1234567",
    "password": PASSWORD,
}


@pytest.fixture
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):  # sentences of forms are read after the answer
        yield client


def log_in(client, email, password=PASSWORD):
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data)


# -- From applying to sharing ------------------------------------------------
def test_a_stranger_applies_confirms_logs_in_and_waits(english, mo):
    response = english.post(reverse("members:apply"), FORM)
    assert response.url == reverse("members:applied")
    confirm = link_in(Letter.objects.get(to="dora@nieuwe.example"))
    assert english.get(confirm).status_code == 200
    assert english.post(confirm).status_code == 302
    assert log_in(english, "dora@nieuwe.example").url == reverse("home:front")
    assert english.get(reverse("home:front")).url == reverse("members:waiting")
    assert english.get(reverse("members:waiting")).context["organisation"].kvk == (
        "87654321"
    )


def test_without_confirming_nobody_logs_in(english, mo):
    english.post(reverse("members:apply"), FORM)
    response = log_in(english, "dora@nieuwe.example")
    assert response.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in english.session


def test_the_same_form_twice_shows_the_same_page_and_makes_nothing_twice(english, mo):
    for _ in range(2):
        response = english.post(reverse("members:apply"), FORM)
        assert response.url == reverse("members:applied")
    assert (Organisation.objects.count(), Letter.objects.count()) == (1, 2)


def test_a_known_address_gets_the_same_page_and_only_a_letter(english, carla):
    response = english.post(reverse("members:apply"), FORM | {"email": carla.email})
    assert response.url == reverse("members:applied")
    assert [letter.to for letter in Letter.objects.all()] == [carla.email]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kvk", "1234567", "A KvK number has 8 digits."),
        ("kvk", "1234567x", "A KvK number has 8 digits."),
        ("name", "", "This field is required."),
        ("email", "dora", "Enter a valid email address."),
        ("password", "1234567890", None),
        ("password", "dora@nieuwe.example", None),
        ("sector", "space-travel", None),
    ],
)
def test_bad_input_has_a_sentence_beside_it_and_keeps_the_rest(
    english, db, field, value, sentence
):
    response = english.post(reverse("members:apply"), FORM | {field: value})
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert sentence in (None, form.errors[field][0])
    assert form["person_name"].value() == "Dora"
    assert User.objects.count() == 0


def test_a_taken_kvk_number_is_told_beside_the_field(english, carla):
    taken = FORM | {"kvk": carla.organisation.kvk}
    response = english.post(reverse("members:apply"), taken)
    assert response.context["form"].errors == {
        "kvk": ["An organisation with this KvK number exists."]
    }


def test_applying_too_often_is_slowed_down(english, db):
    address = reverse("members:apply")
    codes = [english.post(address, {}).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]


def test_somebody_with_an_account_applies_without_a_second_one(as_, newcomer, mo):
    browser = as_(newcomer)
    assert browser.get(reverse("members:apply")).url == (
        reverse("members:apply_with_account")
    )
    form = {name: FORM[name] for name in ["name", "kvk", "sector", "province"]}
    response = browser.post(reverse("members:apply_with_account"), form)
    assert response.url == reverse("members:waiting")
    newcomer.refresh_from_db()
    assert newcomer.organisation.name == "De Nieuwe"


def test_carla_does_not_apply_again(as_, carla):
    response = as_(carla).post(reverse("members:apply_with_account"), FORM)
    assert response.url == reverse("members:organisation")
    assert Organisation.objects.count() == 1


# -- Signing up, forgetting --------------------------------------------------
def test_signing_up_by_letter_then_asking_to_join(english, berta):
    berta.organisation.domains.create(name="zonnehof.example")
    form = {"name": "Nina", "email": "nina@zonnehof.example", "password1": PASSWORD}
    english.post(reverse("account_signup"), form)
    nina = User.objects.get(email="nina@zonnehof.example")
    assert (nina.name, nina.language) == ("Nina", "en")
    letter = Letter.objects.get(to=nina.email)
    assert letter.body.splitlines()[0] == "Hello Nina,"
    assert english.post(link_in(letter)).url == reverse("account_login")
    log_in(english, nina.email)
    page = english.get(reverse("members:join"))
    assert list(page.context["joinable"]) == [berta.organisation]
    ask = reverse("members:ask_to_join", args=[berta.organisation.pk])
    assert english.post(ask).url == reverse("members:waiting")
    assert english.get(reverse("members:waiting")).context["asked"].person == nina


def test_a_forgotten_password_is_reset_by_letter(english, applicant):
    english.post(reverse("account_reset_password"), {"email": applicant.email})
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (applicant.email, "Choose a new password")
    page = english.get(link_in(letter), follow=True)
    new = "heel-iets-anders-nu"
    english.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert log_in(english, applicant.email, new).url == reverse("home:front")
    told = Letter.objects.exclude(pk=letter.pk).get()
    assert told.subject == "Your password was changed"


def test_a_reset_link_works_once(english, applicant):
    english.post(reverse("account_reset_password"), {"email": applicant.email})
    link = link_in(Letter.objects.get())
    new = "heel-iets-anders-nu"
    page = english.get(link, follow=True)
    english.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    english.logout()
    assert english.get(link, follow=True).context["token_fail"] is True


def test_signing_up_with_a_known_address_tells_only_its_owner(english, carla):
    form = {"name": "Eve", "email": carla.email, "password1": PASSWORD}
    response = english.post(reverse("account_signup"), form)
    assert response.url == reverse("account_email_verification_sent")
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (carla.email, "You have an account already")
    assert link_in(letter) == reverse("account_login")


def test_a_new_address_works_once_it_is_confirmed(as_, applicant):
    browser = as_(applicant)
    change = {"action_add": "add", "email": "Dora@elders.example"}
    browser.post(reverse("account_email"), change)
    applicant.refresh_from_db()
    assert applicant.email == "dora@nieuwe.example"
    letter = Letter.objects.get(to="dora@elders.example")
    browser.post(link_in(letter))
    applicant.refresh_from_db()
    assert applicant.email == "dora@elders.example"
    assert Letter.objects.filter(
        subject="Your e-mail address was changed"
    ).get().to == ("dora@nieuwe.example")


def test_a_wrong_password_is_tried_only_a_few_times(english, applicant):
    for _ in range(5):
        log_in(english, applicant.email, "wrong-wrong-wrong")
    response = log_in(english, applicant.email)
    assert response.status_code == 200
    assert "_auth_user_id" not in english.session


# -- Invitations -------------------------------------------------------------
@pytest.fixture
def secret(berta):
    return joining.invite(
        berta.organisation, email="iris@zonnehof.example", by=berta
    ).secret


def invitation_page(secret):
    return reverse("members:invitation", args=[secret])


def test_the_link_of_an_invitation_makes_an_account_and_logs_in(english, secret):
    page = link_in(Letter.objects.get())
    assert english.get(page).context["form"].email == "iris@zonnehof.example"
    response = english.post(page, {"name": "Iris", "password": PASSWORD})
    assert response.url == reverse("home:front")
    assert english.get(reverse("members:organisation")).status_code == 200
    english.logout()
    assert log_in(english, "iris@zonnehof.example").url == reverse("home:front")


def test_a_weak_password_does_not_use_up_the_invitation(english, secret):
    weak = english.post(invitation_page(secret), {"name": "Iris", "password": "short"})
    assert list(weak.context["form"].errors) == ["password"]
    assert Invitation.objects.with_secret(secret) is not None


def test_a_used_old_or_mistyped_link_says_so(english, secret):
    english.post(invitation_page(secret), {"name": "Iris", "password": PASSWORD})
    english.logout()
    for wrong in [secret, "mistyped"]:
        response = english.get(invitation_page(wrong))
        assert (response.status_code, response.templates[0].name) == (
            410,
            "members/invitation_over.html",
        )


def test_a_link_of_15_days_old_says_so(english, secret):
    invitation = Invitation.objects.get()
    invitation.invited_at -= timedelta(days=15)
    invitation.save()
    assert english.get(invitation_page(secret)).status_code == 410


def test_who_has_an_account_logs_in_and_accepts(english, secret, berta):
    iris = verified("iris@zonnehof.example", "Iris", None)
    page = english.get(invitation_page(secret))
    assert page.templates[0].name == "members/invitation_known.html"
    english.force_login(iris)
    assert english.get(invitation_page(secret)).context["mine"] is True
    accept = reverse("members:invitation_accept", args=[secret])
    assert english.post(accept).url == reverse("home:front")
    assert english.post(accept).status_code == 410
    iris.refresh_from_db()
    assert iris.organisation == berta.organisation


def test_carla_can_not_use_the_link_of_another(as_, carla, secret):
    browser = as_(carla)
    assert browser.get(invitation_page(secret)).context["mine"] is False
    accept = reverse("members:invitation_accept", args=[secret])
    assert browser.post(accept).status_code == 403


# -- Joining, waiting, preferences -------------------------------------------
def test_carla_asks_nobody_to_join(as_, carla, berta):
    ask = reverse("members:ask_to_join", args=[berta.organisation.pk])
    assert as_(carla).post(ask).status_code == 403
    assert as_(carla).get(reverse("members:join")).status_code == 302
    assert JoinRequest.objects.count() == 0


def test_an_organisation_that_does_not_share_is_not_found(as_, newcomer, applicant):
    ask = reverse("members:ask_to_join", args=[applicant.organisation.pk])
    assert as_(newcomer).post(ask).status_code == 404


def test_a_suspended_member_reads_why(as_, mo, carla):
    suspend(carla.organisation, by=mo, why="The contribution was not paid.")
    page = as_(carla).get(reverse("members:waiting")).content.decode()
    assert page.count("The contribution was not paid.") == 1


def test_who_may_share_does_not_wait(as_, carla):
    assert as_(carla).get(reverse("members:waiting")).url == reverse("home:front")


def test_preferences_change_at_once_with_the_language(as_, carla):
    browser = as_(carla)
    form = {"name": "Carla B.", "phone": "06", "language": "nl", "letters": "daily"}
    response = browser.post(reverse("members:preferences"), form)
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"
    carla.refresh_from_db()
    assert (carla.name, carla.language, carla.letters) == ("Carla B.", "nl", "daily")
    page = browser.get(reverse("members:preferences")).content.decode()
    assert re.findall(r'<html lang="(..)">', page) == ["nl"]


def test_bad_preferences_change_nothing(as_, carla):
    form = {"name": "", "language": "fr", "letters": "off"}
    response = as_(carla).post(reverse("members:preferences"), form)
    assert sorted(response.context["form"].errors) == ["language", "name"]
    carla.refresh_from_db()
    assert (carla.name, carla.letters) == ("Carla", "at_once")
