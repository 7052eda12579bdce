"""A query that is compiled once answers as its QuerySet does, and refuses to keep what
changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from base.compiled import Compiled
from base.fetching import OneOf
from listings.models import Listing
from members.models import Location
from tests.compiled import compare
from tests.conftest import person
from tests.factories import ListingFactory, WantFactory
from wanted.models import Want


@pytest.fixture(autouse=True)
def not_registered(monkeypatch):
    """What a test compiles is no use of the house."""
    monkeypatch.setattr(Compiled, "every", [])


@pytest.fixture
def people(anna, bram, carla, mo):
    for number, owner in enumerate([anna, anna, bram, carla], 1):
        until = timezone.localdate() + timedelta(number)
        title = f"Bed {number}"
        ListingFactory(made_by=owner, available_until=until, title=title)
    return [anna, bram, carla, mo]


def ours_or_live(user):
    """Decides by who asks, as `visible_to` does."""
    rows = Listing.objects.select_related("organisation").order_by("pk")
    if user.is_staff:
        return rows
    return rows.filter(Q(organisation=user.organisation) | Q(state="live"))


def shapes(question):
    return len(question._shapes)


def test_rows_are_those_of_the_queryset_for_everybody(people):
    compare(Compiled(ours_or_live), *((user,) for user in people))


def test_one_member_is_answered_with_what_was_compiled_for_another(people):
    anna, bram, _carla, mo = people
    question = Compiled(lambda user: Listing.objects.filter(made_by=user))
    assert [row.made_by for row in question(anna)] == [anna, anna]
    assert [row.made_by for row in question(bram)] == [bram]
    assert shapes(question) == 1
    assert question(mo) == []
    assert shapes(question) == 1


def test_what_a_rule_decides_by_is_never_taken_from_another(people):
    anna, bram, _carla, mo = people
    question = Compiled(ours_or_live)
    Listing.objects.update(state="draft")
    assert len(question(mo)) == 4
    assert len(question(anna)) == 2
    assert len(question(bram)) == 1
    assert shapes(question) == 2


def test_nothing_is_null_and_not_a_value(people):
    question = Compiled(lambda day: Listing.objects.filter(available_until=day))
    ListingFactory(available_until=None)
    today = timezone.localdate()
    compare(question, (None,), (today + timedelta(1),), (today + timedelta(2),))
    assert shapes(question) == 2


def test_relations_additions_and_what_is_fetched_along_come_too(people):
    def cards(day):
        rows = Listing.objects.for_cards().annotate(owner=F("organisation__name"))
        return rows.filter(available_until__gte=day).order_by("owner", "pk")

    today = timezone.localdate()
    compare(Compiled(cards), (today,), (today + timedelta(3),))


def test_columns_alone_come_as_columns(people):
    def columns(keys):
        rows = Listing.objects.filter(OneOf(keys)).order_by("title")
        return rows.values_list("pk", "terms", "organisation__name")

    keys = list(Listing.objects.values_list("pk", flat=True))
    compare(Compiled(columns), (keys,), (keys[:1],), ([],))
    flat = Compiled(lambda user: user_listings(user).values_list("title", flat=True))
    compare(flat, *((user,) for user in people))


def user_listings(user):
    return Listing.objects.filter(made_by=user).order_by("title")


def lists(user, day):
    listings = Listing.objects.select_related("organisation")
    ours = listings.filter(organisation=user.organisation)
    return {
        "last": ours.filter(available_until__gte=day).order_by("-available_until")[:1],
        "owned": listings.annotate(of=F("made_by__name")).order_by("of", "-pk")[:3],
        "wants": Want.objects.filter(organisation=user.organisation)[:2],
        "none": listings.none() if user.is_staff else listings.filter(title="Table"),
    }


def test_several_lists_come_at_once(people, django_assert_num_queries):
    for user in people[:2]:
        WantFactory(made_by=user, organisation=user.organisation)
    question = Compiled(lists)
    today = timezone.localdate()
    for user in people:
        found = question(user, today)
        plain = {name: list(rows) for name, rows in lists(user, today).items()}
        assert found == plain
    with django_assert_num_queries(2):
        assert question(people[0], today)["owned"][0].organisation.name


def test_each_language_has_its_own(people):
    def by_language():
        column = "title" if get_language() == "nl" else "-title"
        return Listing.objects.order_by(column)

    question = Compiled(by_language)
    for language in ("nl", "en", "nl"):
        with override(language):
            assert question() == list(by_language())


def test_the_user_of_a_request_is_taken_out_of_its_wrapping(people):
    question = Compiled(user_listings)
    lazy = SimpleLazyObject(lambda: people[0])
    assert question(lazy) == list(user_listings(people[0]))


def test_a_property_is_read_by_its_columns(people):
    """`can_manage` asks a property of a property: nobody else becomes a manager."""

    def managed(user):
        rows = Listing.objects.order_by("pk")
        return rows if user.is_coordinator else rows.none()

    question = Compiled(managed)
    compare(question, *((user,) for user in people))


def test_comparing_rows_is_answered_anew(people):
    def same(user, organisation):
        is_same = user.organisation == organisation
        return Listing.objects.filter(title="Bed 1" if is_same else "Bed 2")

    anna, bram = people[:2]
    question = Compiled(same)
    compare(
        question,
        (anna, anna.organisation),
        (anna, bram.organisation),
        (bram, bram.organisation),
    )


def test_a_place_gives_its_distances(people):
    def near(place):
        return Location.objects.near(place.point, 50).order_by("pk")

    places = list(Location.objects.all()[:2])
    Location.objects.filter(pk=places[0].pk).update(latitude=52, longitude=5)
    Location.objects.filter(pk=places[1].pk).update(latitude=53, longitude=6.5)
    compare(Compiled(near), *((place,) for place in Location.objects.all()[:2]))


@pytest.mark.parametrize(
    "build",
    [
        lambda user: Listing.objects.filter(made_at__lte=timezone.now()),
        lambda user: Listing.objects.filter(available_until=timezone.localdate()),
        lambda user: Listing.objects.filter(title=f"{user.name}"),
        lambda user: Listing.objects.filter(title="Bed " + user.name),
        lambda user: Listing.objects.filter(quantity__gt=user.pk + 1),
        lambda user: Listing.objects.filter(title__in=[user.name[:3]]),
        lambda user: Listing.objects.filter(quantity=len(user.name)),
        lambda user: Listing.objects.filter(pk=1 if user.pk > 5 else 2),
        lambda user: Listing.objects.filter(organisation__in=user.listings.all()),
        lambda user: Listing.objects.filter(pk=Listing.objects.earliest("pk").pk),
        lambda user: Listing.objects.select_for_update().filter(made_by=user),
    ],
)
def test_what_would_be_kept_for_ever_is_refused(people, build):
    with pytest.raises(TypeError):
        Compiled(build)(people[0])


def test_the_moment_of_asking_is_of_the_database(people):
    question = Compiled(lambda: Listing.objects.filter(made_at__lte=Now()))
    assert len(question()) == 4
    ListingFactory()
    assert len(question()) == 5


def test_the_first_row_or_none(people):
    question = Compiled(user_listings)
    assert question.first(people[0]).title == "Bed 1"
    assert question.first(people[3]) is None


def test_what_is_kept_is_bounded(people):
    """Somebody compares with a value: each time it is another query."""
    words = [f"Bed {number}" for number in range(80)]
    question = Compiled(lambda word: Listing.objects.filter(title=words.index(word)))
    for word in words:
        question(word)
    assert shapes(question) == 64


def test_it_asks_what_the_queryset_asks(people):
    question = Compiled(lambda user: ours_or_live(user)[:2])
    question(people[0])
    with CaptureQueriesContext(connection) as asked:
        question(people[1])
        list(question.plain(people[1]))
    compiled, plain = (query["sql"] for query in asked.captured_queries)
    assert compiled == plain


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_one_of_them_compiled():
    people = [person(f"P{number}", f"House {number}") for number in range(4)]
    for user in people:
        ListingFactory.create_batch(3, made_by=user)
    question = Compiled(user_listings)

    def ask(number):
        user = people[number % 4]
        try:
            return {row.made_by_id for row in question(user)} == {user.pk}
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(80)))
