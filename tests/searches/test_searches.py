"""Searches that are kept: what they find, for whom, how often and never twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from catalogue.models import Category
from listings.models import Listing
from members.models import User
from outbox.actions import gather_daily
from outbox.models import Letter, Told
from searches import actions
from searches.models import SavedSearch
from tests.factories import ListingFactory, WantFactory
from wanted import actions as wanted

DAY = timedelta(days=1)


def saved(person, query="q=bureaustoel", rhythm="at_once", ago=DAY):
    search = actions.save(QueryDict(query), by=person)
    search.looked_until = search.made_at = timezone.now() - ago
    search.rhythm, search.next_look_at = rhythm, timezone.now()
    search.save()
    return search


def offered(maker, title="Bureaustoel, zwart", **fields):
    kind = Category.objects.get(code=fields.pop("kind", "office-chair"))
    at = timezone.now()
    fields |= {"title": title, "category": kind, "announced_at": at}
    return ListingFactory(made_by=maker, declared={}, **fields)


def test_a_search_is_kept_once_however_it_is_written(bram):
    first = actions.save(QueryDict("q=stoel&terms=free&sort=newest&page=2"), by=bram)
    again = actions.save(QueryDict("terms=free&q=stoel+&within="), by=bram)
    assert first == again
    assert first.query == "q=stoel&terms=free"
    assert first.rhythm == "daily"


def test_it_is_called_what_it_looks_for(bram):
    search = actions.save(QueryDict("q=gratis+bureaustoel&condition=good"), by=bram)
    assert search.name.startswith("Bureaustoel · ")
    assert "ree" in search.name


def test_nothing_is_no_search(bram):
    with pytest.raises(Refused, match="Search for something first"):
        actions.save(QueryDict("page=3&sort=newest"), by=bram)


def test_nobody_keeps_more_than_fifty(bram, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    actions.save(QueryDict("q=stoel"), by=bram)
    with pytest.raises(Refused, match="50 searches"):
        actions.save(QueryDict("q=tafel"), by=bram)


def test_a_moderator_keeps_none(mo):
    with pytest.raises(PermissionDenied):
        actions.save(QueryDict("q=stoel"), by=mo)


def test_what_is_new_is_told_at_once(anna, bram):
    saved(bram)
    chair = offered(anna)
    offered(anna, title="Tillift", kind="patient-lift")
    assert actions.look() == 1
    letter = Letter.objects.get()
    assert (letter.reader, letter.for_daily, letter.kind) == (bram, False, "searches")
    assert letter.subject.startswith("New for your search")
    assert reverse("listings:detail", args=[chair.pk]) in letter.body
    assert "Tillift" not in letter.body


def test_the_same_thing_is_never_told_twice(anna, bram):
    saved(bram)
    saved(bram, "category=office-chair")
    offered(anna)
    actions.look()
    SavedSearch.objects.update(looked_until=timezone.now() - DAY)
    actions.look()
    assert Letter.objects.count() == 1


def test_what_a_letter_about_my_request_told_is_no_news_for_my_search(anna, bram):
    saved(bram)
    kind = Category.objects.get(code="office-chair")
    WantFactory(made_by=bram, title="Bureaustoel", category=kind)
    chair = offered(anna)
    Listing.objects.filter(pk=chair.pk).update(announced_at=None)
    wanted.match_new_listings()
    assert Letter.objects.get().kind == "matches"
    actions.look()
    assert Letter.objects.count() == 1


def test_what_my_own_organisation_offers_is_no_news(bram):
    saved(bram)
    offered(bram)
    actions.look()
    assert not Letter.objects.exists()


def test_what_only_others_may_see_is_not_told(anna, bram):
    saved(bram)
    offered(anna, opens_at=timezone.now() + DAY)
    actions.look()
    assert not Letter.objects.exists()


def test_who_left_hears_of_nothing(anna, bram):
    saved(bram)
    bram.organisation = None
    bram.save()
    offered(anna)
    assert actions.look() == 1
    assert not Letter.objects.exists()


def test_what_was_there_when_it_was_saved_is_no_news(anna, bram):
    offered(anna)
    saved(bram, ago=timedelta(0))
    assert actions.look() == 0
    offered(anna, title="Tillift", kind="patient-lift")
    assert actions.look() == 1
    assert not Letter.objects.exists()


def test_a_weekly_search_waits_for_monday(bram):
    search = saved(bram, rhythm="weekly")
    next_look = timezone.localtime(search.next_look(timezone.now()))
    assert next_look.weekday() == 0
    assert DAY * 0 < next_look - timezone.now() <= DAY * 7.5
    tomorrow = timezone.localdate() + DAY
    search.rhythm = "daily"
    assert timezone.localdate(search.next_look(timezone.now())) == tomorrow


def test_the_daily_letter_sorts_and_names_a_thing_once(anna, bram):
    """What a request and a search both find stands in it once, with both reasons; the
    best first."""
    bram.letters = "daily"
    bram.save()
    saved(bram, "category=office-chair", rhythm="daily")
    kind = Category.objects.get(code="office-chair")
    offered(anna, title="Kruk")
    actions.look()
    chair = offered(anna)
    for title in ("Bureaustoel", "Zwarte bureaustoel"):
        WantFactory(made_by=bram, title=title, category=kind)
    Listing.objects.filter(pk=chair.pk).update(announced_at=None)
    wanted.match_new_listings()
    assert Letter.objects.for_daily().count() == 3
    assert gather_daily() == 1
    daily = Letter.objects.get(key__startswith="daily")
    assert daily.subject == "Your daily letter: 2 messages"
    assert daily.body.count("Bureaustoel, zwart\n") == 1
    assert daily.body.index("Bureaustoel, zwart") < daily.body.index("Kruk")
    wants = ["Bureaustoel", "Zwarte bureaustoel"]
    reasons = [f"For your wanted ad: {want}" for want in wants]
    assert all(reason in daily.body for reason in reasons)
    assert "Your search: " in daily.body


def test_who_stopped_such_letters_gets_none_and_misses_nothing_later(anna, bram):
    saved(bram)
    bram.letters_by_kind = {"searches": "off"}
    bram.save()
    offered(anna)
    actions.look()
    assert not Letter.objects.exists()
    assert not Told.objects.exists()


def test_one_tap_on_the_page_of_results_keeps_it(client, bram):
    client.force_login(bram)
    page = client.get(reverse("listings:index"), {"q": "bureaustoel"}).content.decode()
    assert 'name="query" value="q=bureaustoel"' in page
    answer = client.post(reverse("searches:save"), {"query": "q=bureaustoel"})
    assert answer.url == reverse("searches:index")
    client.post(reverse("searches:save"), {"query": "q=bureaustoel"})
    assert SavedSearch.objects.get().person == bram


def test_the_rhythm_is_chosen_and_it_can_be_removed(client, bram):
    search = saved(bram, rhythm="daily")
    client.force_login(bram)
    client.post(reverse("searches:rhythm", args=[search.pk]), {"rhythm": "weekly"})
    search.refresh_from_db()
    assert search.rhythm == "weekly"
    client.post(reverse("searches:rhythm", args=[search.pk]), {"rhythm": "hourly"})
    search.refresh_from_db()
    assert search.rhythm == "weekly"
    client.post(reverse("searches:remove", args=[search.pk]))
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("rhythm", "wish", "arrives"),
    [
        ("at_once", "at_once", "at_once"),
        ("at_once", "daily", "daily"),
        ("daily", "at_once", "daily"),
        ("weekly", "daily", "weekly"),
        ("weekly", "at_once", "weekly"),
        ("at_once", "off", "off"),
        ("weekly", "off", "off"),
    ],
)
def test_the_rarer_of_two_rhythms_wins(anna, bram, client, rhythm, wish, arrives):
    bram.letters_by_kind = {"searches": wish}
    bram.save()
    search = saved(bram, rhythm=rhythm)
    assert search.arrives(wish) == arrives
    ListingFactory(made_by=anna, title="Bureaustoel", announced_at=timezone.now())
    actions.look()
    kept = [letter.for_daily for letter in Letter.objects.all()]
    assert kept == ([] if arrives == "off" else [arrives != "at_once"])
    client.force_login(bram)
    page = client.get(reverse("searches:index")).content.decode()
    assert ("To your preferences" in page) is (arrives != rhythm)


@pytest.mark.parametrize("name", ["rhythm", "remove"])
def test_nobody_else_touches_it(client, bram, carla, name):
    search = saved(bram, rhythm="daily")
    client.force_login(carla)
    client.post(reverse(f"searches:{name}", args=[search.pk]), {"rhythm": "weekly"})
    assert SavedSearch.objects.get().rhythm == "daily"


def test_the_kinds_of_letters_are_chosen_one_by_one(client, bram):
    client.force_login(bram)
    form = {"name": "Bram", "phone": "06", "language": "en", "letters": "daily"}
    client.post(reverse("members:preferences"), form | {"letters_searches": "off"})
    bram = User.objects.get(pk=bram.pk)
    assert (bram.gets("searches"), bram.gets("matches")) == ("off", "daily")
