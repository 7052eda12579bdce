"""Who comes where: strangers, people who wait, members, moderators."""

from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user
from django.urls import NoReverseMatch, reverse

from deelplatform import urls
from members.models import Organisation, User

OPEN = [
    "home:front",
    "home:health",
    "home:accessibility",
    "home:help",
    "home:manifest",
    "home:worker",
    "home:offline",
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_email_verification_sent",
    "account_inactive",
    "members:apply",
    "members:applied",
]
WAITERS_TOO = [
    "members:waiting",
    "members:preferences",
    "account_email",
    "account_change_password",
    "account_logout",
]
NO_PAGES = ["home:waits"]  # open, and says nothing to strangers
MEMBERS_ONLY = [
    "members:organisation",
    "members:invite",
    "members:location_add",
    "listings:index",
    "listings:offer",
    "wanted:index",
    "wanted:post",
    "admin:index",
]


def codes(client, names):
    return {name: client.get(reverse(name)).status_code for name in names}


@pytest.mark.parametrize("name", OPEN)
def test_strangers_come_through_the_open_doors(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", WAITERS_TOO[:-1] + MEMBERS_ONLY)
def test_strangers_log_in_first(client, db, name):
    page = reverse(name)
    door, _code = client.get(page, follow=True).redirect_chain[-1]
    assert unquote(door) == f"{reverse('account_login')}?next={page}"


def test_every_other_address_asks_strangers_to_log_in(client, db):
    """Walks through all addresses that need no argument."""
    door, closed = reverse("account_login"), 0
    for name in _names(urls.urlpatterns):
        try:
            page = reverse(name)
        except NoReverseMatch:
            continue
        if name in OPEN + NO_PAGES or page.startswith(("/accounts/", "/language/")):
            continue
        chain = client.get(page, follow=True).redirect_chain
        assert (name, chain[-1][0].partition("?")[0]) == (name, door)
        closed += 1
    assert closed > 15


def _names(patterns, prefix=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, prefix + space)
        elif pattern.name:
            yield prefix + pattern.name


@pytest.fixture(params=["applied", "suspended", "nobody"])
def waiter(request, anna):
    EmailAddress.objects.create(
        user=anna, email=anna.email, primary=True, verified=True
    )
    if request.param == "nobody":
        anna.organisation = None
        anna.save()
    else:
        Organisation.objects.update(state=request.param)
    return anna


def test_who_waits_sees_why_and_their_own_pages(as_, waiter):
    assert codes(as_(waiter), WAITERS_TOO) == dict.fromkeys(WAITERS_TOO, 200)


@pytest.mark.parametrize("name", MEMBERS_ONLY)
def test_who_waits_is_sent_to_the_page_that_says_why(as_, waiter, name):
    assert as_(waiter).get(reverse(name)).url == reverse("members:waiting")


def test_who_waits_does_nothing_by_post_either(as_, waiter):
    browser = as_(waiter)
    for name in ["members:organisation", "members:invite", "listings:offer"]:
        assert browser.post(reverse(name)).url == reverse("members:waiting")


def test_members_come_everywhere_but_in_moderation(as_, anna):
    pages = ["members:organisation", "listings:index", "wanted:index"]
    assert codes(as_(anna), pages) == dict.fromkeys(pages, 200)
    assert as_(anna).get(reverse("admin:login")).status_code == 403


def test_moderators_come_in_moderation(as_, mo):
    assert as_(mo).get(reverse("admin:index")).status_code == 200


def test_moderation_has_the_same_door_as_all_else(client, db):
    response = client.get(reverse("admin:login"))
    assert response.url.startswith(reverse("account_login"))


def test_who_is_closed_out_is_a_stranger_at_once(as_, anna):
    browser = as_(anna)
    anna.is_active = False
    anna.save()
    response = browser.get(reverse("members:organisation"))
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("cookie", "language", "spoken"),
    [("", "en", "en"), ("", "nl", "nl"), ("nl", "en", "nl"), ("fr", "en", "en")],
)
def test_the_language_of_this_device_else_the_own(as_, anna, cookie, language, spoken):
    anna.language = language
    anna.save()
    browser = as_(anna)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = browser.get(reverse("members:organisation"))
    assert response.headers["Content-Language"] == spoken


def test_a_stranger_reads_dutch_whatever_the_browser_wants(client, db):
    response = client.get(reverse("account_login"), headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "nl"


def test_a_stranger_may_choose_english(client, db):
    client.post(reverse("set_language"), {"language": "en", "next": "/apply/"})
    response = client.get(reverse("members:apply"))
    assert response.headers["Content-Language"] == "en"


def test_a_person_comes_with_their_organisation(
    client, anna, django_assert_num_queries
):
    client.force_login(anna)
    seen = get_user(client)
    with django_assert_num_queries(0):
        assert seen.organisation == anna.organisation


def test_who_was_shut_out_is_nobody(client, anna):
    client.force_login(anna)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert not get_user(client).is_authenticated
