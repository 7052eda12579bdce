"""Guessing passwords and flooding mailboxes, through the browser's eyes."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import devices
from members.adapter import AccountAdapter
from outbox.models import Letter
from tests.members.conftest import PASSWORD, verified

WRONG = "not the password"


@pytest.fixture
def anna(anna):
    return verified(anna.email, anna.name, anna.organisation)


@pytest.fixture
def bram(bram):
    return verified(bram.email, bram.name, bram.organisation)


def try_(browser, email, password=WRONG, ip="10.0.0.1"):
    """Logged in: 302. Wrong, or not now: 200, with a sentence."""
    sent = {"login": email, "password": password}
    return browser.post(reverse("account_login"), sent, REMOTE_ADDR=ip)


def device_of(person):
    """A browser in which they logged in, and out."""
    browser = Client()
    assert try_(browser, person.email, PASSWORD, "10.9.9.9").status_code == 302
    browser.get("/")
    browser.post(reverse("account_logout"))
    assert devices.COOKIE in browser.cookies
    assert "_auth_user_id" not in browser.session
    return browser


def lock(email, ip="10.0.0.1"):
    for _nth in range(5):
        assert try_(Client(), email, ip=ip).status_code == 200


def test_five_wrong_tries_lock_who_was_never_here(anna):
    lock(anna.email)
    assert try_(Client(), anna.email.upper(), PASSWORD, "10.7.7.7").status_code == 200


def test_the_owner_goes_in_on_their_own_device(anna):
    own = device_of(anna)
    lock(anna.email, ip="10.0.0.1")
    assert try_(own, anna.email, PASSWORD, "10.0.0.1").status_code == 302


def test_a_stranger_in_the_same_building_shuts_nobody_out(anna, bram):
    """They used up what their address may try, and their network."""
    own = device_of(anna)
    for nth in range(120):
        try_(Client(), f"nobody{nth}@example.org", ip=f"10.0.0.{nth}")
    assert try_(Client(), bram.email, PASSWORD, "10.0.0.250").status_code == 200
    assert try_(own, anna.email, PASSWORD, "10.0.0.250").status_code == 302


def test_on_a_known_device_five_wrong_tries_lock_too(anna):
    own = device_of(anna)
    for _nth in range(5):
        try_(own, anna.email)
    assert try_(own, anna.email, PASSWORD).status_code == 200
    assert try_(Client(), anna.email, PASSWORD).status_code == 302


def test_the_device_of_one_is_no_key_to_another(anna, bram):
    lock(anna.email)
    other = device_of(bram)
    assert try_(other, anna.email, PASSWORD).status_code == 200


@pytest.mark.parametrize("note", ["", "x", "1:2:3"])
def test_a_note_that_is_not_ours_is_none(anna, note):
    lock(anna.email)
    browser = Client()
    browser.cookies[devices.COOKIE] = note
    assert try_(browser, anna.email, PASSWORD).status_code == 200


def test_a_right_password_takes_its_count_back(anna):
    codes = {try_(Client(), anna.email, PASSWORD).status_code for _nth in range(8)}
    assert codes == {302}


def test_many_requests_in_between_forget_no_count(anna):
    """Once 170 resets flushed it: the cache kept 300 entries."""
    lock(anna.email)
    for nth in range(400):
        caches["default"].set(f"something-else-{nth}", 1, 300)
    assert try_(Client(), anna.email, PASSWORD).status_code == 200


def test_who_chose_a_new_password_by_letter_goes_in(anna, client):
    lock(anna.email)
    reset(client, anna.email)
    link = next(
        line.split(": ")[1].removeprefix(settings.SITE_URL)
        for line in Letter.objects.get().body.splitlines()
        if "/password/reset/key/" in line
    )
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = "een nieuw lang wachtwoord"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert try_(Client(), anna.email, new, "10.7.7.7").status_code == 302


# -- Letters ---------------------------------------------------------------------
def reset(browser, email, ip="10.0.0.1"):
    address = reverse("account_reset_password")
    return browser.post(address, {"email": email}, REMOTE_ADDR=ip)


def test_nobody_is_written_to_whom_we_do_not_know(client, anna):
    answers = [reset(client, email) for email in (anna.email, "x@elders.example")]
    done = reverse("account_reset_password_done")
    assert [answer.url for answer in answers] == [done, done]
    assert [letter.to for letter in Letter.objects.all()] == [anna.email]


def test_the_same_is_done_for_an_address_that_nobody_has(client, anna):
    """So that how long it takes tells nobody who has an account."""
    asked = []
    for email in (anna.email, "x@elders.example"):
        with CaptureQueriesContext(connection) as queries:
            reset(client, email)
        asked.append(sum("outbox_letter" in query["sql"] for query in queries))
    assert asked[0] == asked[1] > 0


def test_a_mailbox_gets_five_letters_an_hour(client, anna):
    for nth in range(4):
        for _nth in range(3):
            reset(client, anna.email, ip=f"10.{nth}.0.1")
    assert Letter.objects.count() == 5


def test_nor_by_signing_up_with_their_address(client, anna):
    form = {"name": "N", "email": anna.email, "password1": PASSWORD}
    answers = {
        client.post(reverse("account_signup"), form, REMOTE_ADDR=f"10.{n}.0.1").url
        for n in range(7)
    }
    assert answers == {reverse("account_email_verification_sent")}
    assert Letter.objects.count() == 1


def test_a_network_asks_for_so_many_letters(client, db, settings):
    rates = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = rates | {"letter_network": "3/h/key"}
    sent = [reset(client, f"a{n}@elders.example", ip=f"10.0.0.{n}") for n in range(5)]
    assert [answer.status_code for answer in sent] == [302, 302, 302, 200, 200]
    assert reset(client, "b@elders.example", ip="10.0.1.1").status_code == 302


def test_addresses_of_the_sixth_version_are_counted_by_network(client, db, settings):
    rates = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = rates | {"letter_network": "1/h/key"}
    near = [f"2001:db8:1:{nth}::1" for nth in (1, 2)]
    codes = [reset(client, f"{ip[-4]}@e.example", ip).status_code for ip in near]
    assert codes == [302, 200]


def test_what_a_proxy_calls_somebody_is_counted_by_too(
    client, db, settings, monkeypatch
):
    settings.ACCOUNT_RATE_LIMITS = {"letter_network": "1/h/key"}
    monkeypatch.setattr(AccountAdapter, "get_client_ip", lambda _self, _request: "x")
    codes = [reset(client, f"{name}@e.example").status_code for name in "ab"]
    assert codes == [302, 200]
