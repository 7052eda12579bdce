"""Before buying: what there is now, what comes free soon, what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Category, Habit
from home.buy_check import check
from tests.factories import ClaimFactory, ListingFactory

TODAY = timezone.localdate


@pytest.fixture
def wheelchair(db):
    return Category.objects.get(pk="wheelchair")


def found(typed, by):
    answer = check(typed, by=by)
    return [[str(one) for one in part] for part in (answer.now, answer.soon)]


def test_what_is_there_now_and_what_comes_soon_are_told_apart(bram, wheelchair):
    day = timedelta(1)
    ListingFactory(title="Now", category=wheelchair)
    ListingFactory(title="Soon", category=wheelchair, available_from=TODAY() + 30 * day)
    ListingFactory(
        title="Much later", category=wheelchair, available_from=TODAY() + 300 * day
    )
    assert found("rolstoelen", bram) == [["Now"], ["Soon"]]


def test_what_is_lent_out_is_told_with_its_day(bram, wheelchair):
    today, day = TODAY(), timedelta(1)
    lent = ListingFactory(category=wheelchair, terms=["loan"])
    for back in (20 * day, 200 * day):
        ClaimFactory(
            listing=lent,
            term="loan",
            state="handed_over",
            starts_on=today + back - 5 * day,
            ends_on=today + back,
        )
    coming = check("rolstoel", by=bram).coming_back
    assert [claim.ends_on for claim in coming] == [today + 20 * day]


def test_what_may_not_be_seen_is_not_told(bram, wheelchair):
    ListingFactory(title="Theirs", category=wheelchair, audience="own")
    assert check("rolstoel", by=bram).is_empty


def test_what_it_costs_is_said_where_it_is_known(bram, wheelchair):
    Habit.objects.create(category=wheelchair, price_eur=80, new_price_eur=450)
    usual = check("rolstoel", by=bram).usual
    assert (usual.price_eur, usual.new_price_eur) == (80, 450)
    assert check("qwxz", by=bram).usual is None


def test_the_address_answers_with_the_query_in_it(client, bram, wheelchair):
    ListingFactory(title="Ibis", category=wheelchair)
    client.force_login(bram)
    answer = client.get(reverse("home:check"), {"q": "rolstoel"})
    assert [str(one) for one in answer.context["check"].now] == ["Ibis"]


def test_without_words_it_asks_for_them(client, bram):
    client.force_login(bram)
    url = reverse("home:check")
    assert client.get(url).context["check"] is None
    assert list(client.get(url, {"q": " "}).context["form"].errors) == ["q"]


def test_a_visitor_has_to_log_in(client):
    answer = client.get(reverse("home:check"), {"q": "bed"})
    assert answer.url.startswith(reverse("account_login"))
