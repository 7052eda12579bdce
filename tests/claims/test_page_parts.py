"""What an owner sees of claims on the pages of their offers."""

import re

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from claims import actions
from tests.claims.conftest import bram_asks
from tests.factories import ClaimFactory

MINE = "/listings/mine/"


def seen(person, address):
    client = Client()
    client.force_login(person)
    response = client.get(address)
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def page_of(listing):
    return reverse("listings:detail", args=[listing.pk])


def test_an_offer_says_how_many_wait_for_an_answer(anna, bram, beds):
    assert "claim waits for you" not in seen(anna, MINE)
    claim = bram_asks(beds, bram)
    assert "1 claim waits for you" in seen(anna, MINE)
    actions.accept(claim, by=anna)
    text = seen(anna, MINE)
    assert ("1 claim" in text, "claim waits" in text) == (True, False)
    actions.decline(claim, by=anna, why="Broken.")
    assert "1 claim" not in seen(anna, MINE)


def test_its_page_names_who_asked(anna, beds, asked):
    text = seen(anna, page_of(beds))
    assert "Who asked for it Stadsziekenhuis Asked 1 piece, free" in text


def test_what_happened_so_far_names_them(anna, bram, beds, asked):
    actions.decline(asked, by=anna, why="Needed here.")
    text = seen(anna, page_of(beds)).partition("What happened so far")[2]
    told = [
        *("Stadsziekenhuis: asked", "Bram"),
        *("Stadsziekenhuis: declined", "Anna Needed here."),
    ]
    assert sorted(told, key=text.index) == told


def test_others_do_not_see_who_asked(bram, carla, beds, asked):
    for person in (bram, carla):
        assert "Who asked for it" not in seen(person, page_of(beds))


def test_claims_cost_a_list_one_query(anna, beds, django_assert_num_queries):
    client = Client()
    client.force_login(anna)
    client.get(MINE)
    with django_assert_num_queries(10):
        client.get(MINE)
    ClaimFactory.create_batch(3, listing=beds, offered_by=beds.organisation)
    with django_assert_num_queries(10):
        client.get(MINE)
