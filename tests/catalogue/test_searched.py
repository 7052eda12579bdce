"""What the platform learns from words that are searched."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from catalogue import searched, synonyms
from catalogue.models import Category, SearchedWords, Synonym
from catalogue.search_meaning import understand
from listings import unknown_words
from outbox.models import Letter
from tests.factories import ListingFactory

pytestmark = pytest.mark.django_db
INDEX = reverse("listings:index")


@pytest.fixture(autouse=True)
def no_synonyms_of_others():
    synonyms.forget()
    yield
    synonyms.forget()


def counted():
    rows = SearchedWords.objects.values_list("words", "category", "times")
    return sorted(rows, key=str)


def test_words_that_found_nothing_are_counted_without_who(client, bram):
    client.force_login(bram)
    for _ in range(2):
        client.get(INDEX, {"q": "Qwxz"})
    assert counted() == [("qwxz", None, 2)]
    told = {field.name for field in SearchedWords._meta.get_fields()}
    assert told == {"id", "words", "category", "times", "last_at", "settled_at"}


@pytest.mark.parametrize(
    "query",
    [
        {"q": "rolstoel kamer 12"},
        {"q": "06 12345678"},
        {"q": "jan@voorbeeld.nl"},
        {"q": "mevrouw jansen zoekt een stoel"},
        {"q": "qwxz", "terms": "free"},
        {"q": "qwxz", "literally": "on"},
        {"q": "ab"},
    ],
)
def test_what_may_be_about_somebody_or_is_narrowed_down_is_not_kept(
    client, bram, query
):
    client.force_login(bram)
    client.get(INDEX, query)
    assert counted() == []


def test_words_that_led_to_an_ask_are_counted_with_its_category(client, bram, beds):
    client.force_login(bram)
    client.get(INDEX, {"q": "zwurf"})
    ask = reverse("claims:ask", args=[beds.pk])
    place = bram.organisation.locations.first()
    client.post(ask, {"quantity": 1, "term": "free", "location": place.pk})
    assert ("zwurf", beds.category_id, 1) in counted()
    assert client.cookies[searched.COOKIE].value == ""


def test_an_ask_without_such_a_search_counts_nothing(client, bram, beds):
    client.force_login(bram)
    client.get(INDEX, {"q": "rolstoel"})
    assert searched.COOKIE not in client.cookies
    ask = reverse("claims:ask", args=[beds.pk])
    place = bram.organisation.locations.first()
    client.post(ask, {"quantity": 1, "term": "free", "location": place.pk})
    assert counted() == [("rolstoel", None, 1)]  # there was none


def test_one_press_makes_it_a_synonym_that_the_search_knows(client, mo, bram):
    desk = Category.objects.get(pk="desk")
    SearchedWords.objects.count_one("zwurf", None)
    SearchedWords.objects.count_one("zwurf", desk)
    row = SearchedWords.objects.get(category=desk)
    client.force_login(mo)
    client.post(
        reverse("admin:catalogue_searchedwords_changelist"),
        {"action": "make_synonym", "_selected_action": row.pk},
    )
    assert Synonym.objects.get().category == desk
    assert not SearchedWords.objects.open().exists()
    synonyms.forget()
    assert understand("twee zwurven").codes == []
    assert understand("zwurven").codes == ["desk"]


def test_what_is_left_is_settled(mo):
    SearchedWords.objects.count_one("zwurf", None)
    searched.leave(SearchedWords.objects.get(), by=mo)
    assert not SearchedWords.objects.open().exists()
    assert not Synonym.objects.exists()


def test_a_stranger_makes_no_synonym(client, carla):
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    row = SearchedWords.objects.get()
    for deed in (searched.make_synonym, searched.leave):
        with pytest.raises(PermissionDenied):
            deed(row, by=carla)
    client.force_login(carla)
    page = reverse("admin:catalogue_searchedwords_changelist")
    assert client.get(page).status_code != 200
    assert not Synonym.objects.exists()


def test_moderators_read_of_it_once_a_week(mo, anna):
    assert unknown_words.tell() == 0
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    assert unknown_words.tell() == 1
    assert unknown_words.tell() == 1
    letter = Letter.objects.get()
    assert letter.to == mo.email
    assert "zwurf (1×)" in letter.body


def test_they_can_be_printed():
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    Synonym.objects.create(words="plimp", category_id="sofa")
    out = StringIO()
    call_command("learned_words", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 × zwurf (asked for: desk) → desk",
        "plimp = sofa",
    ]


def test_what_nobody_searches_any_more_is_forgotten():
    SearchedWords.objects.count_one("zwurf", None)
    SearchedWords.objects.count_one("plimp", None)
    long_ago = timezone.now() - searched.KEPT_FOR * 1.1
    SearchedWords.objects.filter(words="plimp").update(last_at=long_ago)
    assert searched.forget_old() == 1
    assert counted() == [("zwurf", None, 1)]


def test_a_mended_word_is_shown_with_the_way_back(client, bram):
    ListingFactory(title="Stoel A", category_id="office-chair")
    client.force_login(bram)
    page = client.get(INDEX, {"q": "bureustoel"}).content.decode()
    assert "<strong>bureaustoel</strong>" in page
    assert "?q=bureustoel&amp;literally=on" in page
