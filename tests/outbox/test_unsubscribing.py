"""Letters can be stopped from within a letter, with one click and no password."""

import pytest
from django.core import mail, signing
from django.urls import reverse

from members.models import User
from outbox import actions, unsubscribing
from outbox.models import Letter


@pytest.fixture
def alert(anna):
    """A letter that follows Anna's wish."""
    return Letter.objects.create(
        key="k", to=anna.email, reader=anna, subject="s", body="b", kind="news"
    )


def path(letter):
    return unsubscribing.address_for(letter).partition("//")[2].partition("/")[2]


def wish(anna):
    return User.objects.get(pk=anna.pk).gets("news")


def test_a_mail_program_stops_them_with_one_click(client, anna, alert):
    """RFC 8058: a POST with this body, no cookies, no redirect."""
    answer = client.post("/" + path(alert), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, wish(anna)) == (200, "off")


def test_who_follows_the_link_is_asked_first(client, anna, alert):
    answer = client.get("/" + path(alert))
    assert (answer.context["is_off"], wish(anna)) == (False, "at_once")


def test_a_forged_address_stops_nothing(client, anna, alert):
    forged = reverse("members:letters_off", args=[f"{anna.pk}:x:y"])
    assert client.post(forged).status_code == 404
    assert wish(anna) == "at_once"


def test_an_alert_says_how_to_stop_it(alert, monkeypatch):
    monkeypatch.setattr(
        signing.time, "time", lambda: 1e9
    )  # it is signed with the second
    actions.deliver_due()
    (message,) = mail.outbox
    address = unsubscribing.address_for(alert)
    assert message.extra_headers["List-Unsubscribe"] == f"<{address}>"
    one_click = message.extra_headers["List-Unsubscribe-Post"]
    assert one_click == "List-Unsubscribe=One-Click"
    assert address in message.body
    assert address in message.alternatives[0].content


def test_what_belongs_to_an_agreement_can_not_be_stopped(alert):
    Letter.objects.update(kind="")
    actions.deliver_due()
    (message,) = mail.outbox
    assert set(message.extra_headers) == {"Message-ID", "Auto-Submitted"}
    assert message.body == "b"


def test_one_kind_is_stopped_and_the_others_still_come(client, anna, alert):
    client.post("/" + path(alert))
    anna = User.objects.get(pk=anna.pk)
    assert (anna.gets("news"), anna.gets("matches")) == ("off", "at_once")


def test_the_daily_letter_stops_all_of_them(client, anna, alert):
    Letter.objects.update(for_daily=True)
    actions.gather_daily()
    daily = Letter.objects.get(key__startswith="daily")
    client.post("/" + path(daily))
    anna = User.objects.get(pk=anna.pk)
    assert (anna.gets("news"), anna.gets("matches")) == ("off", "off")
