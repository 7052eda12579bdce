"""Askers hear of what was found: many wants in few queries, each in its own letter."""

import logging

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base.models import Failure
from outbox.models import Letter
from tests.factories import ListingFactory, UserFactory, WantFactory
from wanted import news
from wanted.models import Match, Want
from wanted.news import News, tell_all


def found(want, listing, score=0.8, **fields):
    return Match.objects.create(want=want, listing=listing, score=score, **fields)


def queries_to_tell():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell_all()
    return len(asked)


def test_a_letter_more_costs_the_same_however_many_there_are(anna):
    listings = ListingFactory.create_batch(3, made_by=anna)
    tell_all()
    counted = []
    for many in (1, 5, 9):
        for want in WantFactory.create_batch(many):
            for listing in listings:
                found(want, listing)
        counted.append(queries_to_tell())
    one, five, nine = counted
    assert nine - five == five - one
    assert Letter.objects.count() == 15


def test_who_was_told_costs_no_query_any_more(anna, beds):
    for want in WantFactory.create_batch(5):
        found(want, beds, announced_at=timezone.now())
    assert queries_to_tell() == 1


def test_they_are_read_a_batch_at_a_time_and_told_once(beds, monkeypatch):
    monkeypatch.setattr(news, "READ_AT_ONCE", 2)
    wants = WantFactory.create_batch(5)
    for want in wants:
        found(want, beds)
    tell_all()
    tell_all()
    told = Letter.objects.order_by("pk").values_list("reader", flat=True)
    assert list(told) == [want.made_by_id for want in wants]


def test_which_want_has_news_is_read_in_an_index(anna, want, beds):
    wants, told = (
        WantFactory.create_batch(6),
        {"score": 0.8, "announced_at": timezone.now()},
    )
    for listing in ListingFactory.create_batch(50, made_by=anna):
        Match.objects.bulk_create(
            Match(want=it, listing=listing, **told) for it in wants
        )
    found(want, beds)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wanted_match")
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Match.objects.news().wants_after(0)[:100].explain()
    assert plan.count("match_unannounced") == 1


def test_a_letter_that_fails_stops_no_other_and_is_tried_again(beds, caplog):
    good, bad, other = WantFactory.create_batch(3)
    for want in (good, other):
        found(want, beds)
    spoilt = found(bad, beds, reasons=[["from", "no day at all"]])
    with caplog.at_level(logging.ERROR, "wanted.news"):
        tell_all()
    assert [record.getMessage() for record in caplog.records] == [
        f"The news for want {bad.pk} was left"
    ]
    assert list(Match.objects.news()) == [spoilt]
    assert not Letter.objects.filter(reader=bad.made_by).exists()
    Match.objects.update(reasons=[])
    tell_all()
    assert Letter.objects.count() == 3


def test_what_is_found_after_the_reading_is_told_too(want, anna, beds):
    found(want, beds, 0.7)
    read = News([want.pk])
    found(want, ListingFactory(made_by=anna, title="Better bed"), 0.9)
    read.tell(want)
    letter = Letter.objects.get()
    assert letter.subject == "You look for Zorgbed gezocht: 2 offers found"
    assert letter.body.index("Better bed") < letter.body.index("Two care beds")
    assert not Match.objects.unannounced().exists()


def test_what_went_after_the_reading_is_not_told(want, anna, beds):
    gone = ListingFactory(made_by=anna, title="Gone bed")
    found(want, beds), found(want, gone, 0.9)
    read = News([want.pk])
    gone.state = "withdrawn"
    gone.save()
    read.tell(want)
    assert Letter.objects.get().body.count("Gone bed") == 0
    assert [match.listing for match in Match.objects.unannounced()] == [gone]


def test_nothing_is_told_of_a_want_that_closed_after_the_reading(want, beds):
    found(want, beds)
    read = News([want.pk])
    Want.objects.update(state="closed")
    read.tell(want)
    assert not Letter.objects.exists()


def test_each_asker_hears_of_their_own(anna, beds, carla):
    left = UserFactory(organisation=carla.organisation, is_active=False)
    theirs = [WantFactory(), WantFactory(made_by=left)]
    for want in theirs:
        found(want, beds)
    tell_all()
    told = Letter.objects.order_by("pk").values_list("to", flat=True)
    assert list(told) == [theirs[0].made_by.email, carla.email]


def test_news_that_fails_is_tried_ever_less_often_and_hides_no_other(want, beds):
    spoilt = found(want, beds, reasons=[["from", "no day at all"]])
    for _ in range(3):
        tell_all()
    failure = Failure.objects.get()
    assert (failure.model, failure.row, failure.tries) == ("wanted.Want", want.pk, 2)
    assert list(Match.objects.news()) == [spoilt]
    assert not news.untold().exists()
    Match.objects.update(reasons=[])
    Failure.objects.update(next_try_at=timezone.now())
    tell_all()
    assert Letter.objects.count() == 1
    assert not Failure.objects.exists()
