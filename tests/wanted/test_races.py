"""Two workers at once, on a real database with real threads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from catalogue.models import Category
from outbox.models import Letter
from tests.factories import ListingFactory, WantFactory
from wanted import actions, news
from wanted.models import Match, Want

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Every deed in a thread with a connection of its own, started together."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait(timeout=10)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def settle():
    """What waits for a later tick of the clock."""
    actions.match_new_listings()
    actions.match_new_wants()


def test_four_workers_tell_of_each_match_once(want, anna):
    ListingFactory.create_batch(9, made_by=anna, title="Hoog-laagbed")
    at_once(*[actions.match_new_listings] * 4)
    settle()
    assert Match.objects.count() == 9
    assert not Match.objects.unannounced().exists()
    told = "".join(Letter.objects.values_list("body", flat=True))
    assert told.count("Look at it:") == 9


def test_a_new_want_and_a_new_listing_that_meet_are_told_once(bram, anna):
    for _ in range(5):
        Letter.objects.all().delete()
        WantFactory.create_batch(4, made_by=bram, title="Hoog-laagbed")
        ListingFactory.create_batch(4, made_by=anna, title="Zorgbed")
        workers = [actions.match_new_listings, actions.match_new_wants] * 2
        at_once(*workers)
        settle()
        pairs = list(Match.objects.values_list("want", "listing"))
        assert len(pairs) == len(set(pairs)) == 16
        assert not Match.objects.unannounced().exists()
        told = "".join(Letter.objects.values_list("body", flat=True))
        assert told.count("Look at it:") == 16
        Match.objects.all().delete()
        Want.objects.update(state="closed")
        anna.organisation.listings.update(state="withdrawn")


def test_two_clicks_ask_once(bram):
    said = {
        "title": "Rolstoel",
        "category": Category(pk="wheelchair"),
        "location": bram.organisation.locations.get(),
        "terms": ["free"],
        "submission": uuid4(),
    }
    wants = at_once(*[lambda: actions.post_want(by=bram, **said)] * 4)
    assert set(wants) == {Want.objects.get()}


def test_two_workers_end_a_want_once(bram):
    yesterday = timezone.localdate() - timedelta(days=1)
    WantFactory.create_batch(6, made_by=bram, needed_by=yesterday)
    at_once(*[actions.close_past] * 3)
    actions.close_past()
    assert Want.objects.filter(state="expired").count() == 6
    assert Letter.objects.count() == 6
    assert bram.wants.filter(steps__state="expired").count() == 6


def test_two_people_answer_with_the_same_offer_once(want, anna, beds):
    def answer():
        try:
            return actions.answer(want, by=anna, listing=beds)
        except actions.Refused:
            return None

    given = at_once(answer, answer, answer)
    assert [one is None for one in given].count(False) == 1
    assert (want.answers.count(), Letter.objects.count()) == (1, 1)


def test_four_workers_tell_the_same_news_once(anna):
    wants = WantFactory.create_batch(6)
    for listing in ListingFactory.create_batch(4, made_by=anna):
        for want in wants:
            Match.objects.create(want=want, listing=listing, score=0.8)
    at_once(*[news.tell_all] * 4)
    news.tell_all()
    assert not Match.objects.unannounced().exists()
    told = "".join(Letter.objects.values_list("body", flat=True))
    assert told.count("Look at it:") == 24
