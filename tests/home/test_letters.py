"""What was written to the reader, in one place."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home import work
from outbox.models import Letter

LETTERS = "/letters/"


def write(reader, subject="About a bed", **fields):
    known = {"key": f"{subject} {Letter.objects.count()}", "to": "a@example.org"}
    text = {"subject": subject, "body": "Hello.\n\nSee it: https://example.org/x"}
    return Letter.objects.create(reader=reader, **known | text | fields)


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def subjects(person, **asked):
    page = browser(person).get(LETTERS, asked).context["page"]
    return [letter.subject for letter in page]


def test_only_ones_own_letters_are_there_and_no_secret_one(anna, bram):
    theirs = write(bram, "For Bram")
    secret = write(anna, "New password", secret=True, body="")
    daily = write(anna, "Your day", kind="all")
    kept = write(anna, "A match", for_daily=True)
    assert subjects(anna) == ["A match"]
    for letter in (theirs, secret, daily):
        assert browser(anna).get(f"{LETTERS}{letter.pk}/").status_code == 404
        letter.refresh_from_db()
        assert letter.read_at is None
    assert browser(anna).get(f"{LETTERS}{kept.pk}/").status_code == 200


def test_who_opens_a_letter_has_read_it(anna):
    letter = write(anna)
    assert subjects(anna, unread="on") == ["About a bed"]
    page = browser(anna).get(f"{LETTERS}{letter.pk}/").content.decode()
    assert 'class="button primary" href="https://example.org/x"' in page
    assert subjects(anna, unread="on") == []
    assert subjects(anna) == ["About a bed"]
    read_at = Letter.objects.get().read_at
    browser(anna).get(f"{LETTERS}{letter.pk}/")
    assert Letter.objects.get().read_at == read_at


def test_all_are_read_at_once_but_for_those_of_others(anna, bram):
    write(anna), write(anna), write(bram)
    browser(anna).post(f"{LETTERS}read/")
    assert [work.counts_of(person).letters for person in (anna, bram)] == [0, 1]


def test_the_menu_says_how_many_are_unread(anna, mo):
    assert "unread letter" not in browser(anna).get("/preferences/").content.decode()
    for person in (anna, mo):
        write(person)
        page = browser(person).get("/preferences/").content.decode()
        assert "1 unread letter" in page
    part = browser(anna).get("/waits/").content.decode()
    assert 'id="unread" class="unread" data-hx-swap-oob="true"><span' in part


@pytest.mark.parametrize(("days", "counted"), [(29, 1), (31, 0)])
def test_what_nobody_opened_for_a_month_is_no_news(anna, days, counted):
    write(anna, created_at=timezone.now() - timedelta(days=days))
    assert work.counts_of(anna).letters == counted
    assert subjects(anna) == ["About a bed"]


def test_the_menu_costs_no_query_more(anna, django_assert_num_queries):
    for _nth in range(30):
        write(anna)
    with django_assert_num_queries(1):
        assert work.counts_of(anna) == work.Counts(tasks=0, letters=21)
    client = browser(anna)
    client.get("/preferences/")
    with django_assert_num_queries(3):  # the session, the person, and both counts
        client.get("/preferences/")
