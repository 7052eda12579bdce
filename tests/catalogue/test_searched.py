"""What the platform learns from words that are searched."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from catalogue import searched, synonyms
from catalogue.kinds import NOTHING
from catalogue.models import Category, SearchedWords, Synonym
from catalogue.search_meaning import understand
from listings import title_statistics, unknown_words
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
    assert told == {
        *("id", "words", "category", "times", "last_at"),
        *("settled_at", "settled_by", "decision"),
    }


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
    for deed in (searched.make_synonym, searched.mean_nothing, searched.leave):
        with pytest.raises(PermissionDenied):
            deed(row, by=carla)
    client.force_login(carla)
    page = reverse("admin:catalogue_searchedwords_changelist")
    assert client.get(page).status_code != 200
    for name in ("means", "nothing"):
        in_row = reverse(f"admin:catalogue_searchedwords_{name}", args=[row.pk])
        assert client.post(in_row, {"category": "Bureau"}).status_code == 302
    assert not Synonym.objects.exists()


def settled(words="zwurf"):
    row = SearchedWords.objects.filter(words=words).first()
    return row.decision, row.settled_by


def press(client, name, row, **sent):
    address = reverse(f"admin:catalogue_searchedwords_{name}", args=[row.pk])
    return client.post(address, sent | {"list": "settled=no"}, follow=True)


@pytest.mark.parametrize("typed", ["Bank", "Sofa", "sofa"])
def test_one_press_in_its_row_takes_another_category(client, mo, typed):
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    SearchedWords.objects.count_one("zwurf", None)
    client.force_login(mo)
    page = client.get(reverse("admin:catalogue_searchedwords_changelist"))
    sofa = Category.objects.get(pk="sofa")
    assert f'<option value="{sofa.name}">' in page.content.decode()
    named = {"Bank": sofa.name_nl, "Sofa": sofa.name_en, "sofa": sofa.name_en.lower()}
    page = press(client, "means", SearchedWords.objects.first(), category=named[typed])
    assert page.redirect_chain == [("/admin/catalogue/searchedwords/?settled=no", 302)]
    synonym = Synonym.objects.get()
    assert (synonym.words, synonym.category, synonym.made_by) == ("zwurf", sofa, mo)
    assert not SearchedWords.objects.open().exists()
    assert settled() == ("synonym", mo)


def test_a_name_that_is_none_is_told_and_decides_nothing(client, mo):
    SearchedWords.objects.count_one("zwurf", None)
    client.force_login(mo)
    page = press(client, "means", SearchedWords.objects.get(), category="Ruimteschip")
    assert "Choose a category of the list." in page.content.decode()
    assert SearchedWords.objects.open().count() == 1


def test_of_several_at_once_another_category_is_asked(client, mo):
    for words in ("zwurf", "plimp"):
        SearchedWords.objects.count_one(words, None)
    client.force_login(mo)
    sent = {
        "action": "mean_another",
        "_selected_action": [row.pk for row in SearchedWords.objects.all()],
    }
    page = reverse("admin:catalogue_searchedwords_changelist")
    assert b'<optgroup label="' in client.post(page, sent).content
    client.post(page, sent | {"asked": "1", "category": "sofa"})
    assert {row.category_id for row in Synonym.objects.all()} == {"sofa"}
    assert {settled(words) for words in ("zwurf", "plimp")} == {("synonym", mo)}


def test_one_press_says_that_it_is_no_word_for_what_we_share(client, mo, bram):
    """Then the search takes it for no kind, and for no typo of another word."""
    assert understand("bureustoel").words == "bureaustoel"
    SearchedWords.objects.count_one("bureustoel", None)
    client.force_login(mo)
    press(client, "nothing", SearchedWords.objects.get())
    synonyms.forget()
    assert settled("bureustoel") == ("nothing", mo)
    meaning = understand("bureustoel")
    assert (meaning.words, meaning.codes, meaning.perhaps) == ("bureustoel", [], ())
    assert Synonym.objects.get().made_by == mo
    [taught] = title_statistics.live_examples()
    assert (taught.text, taught.code) == ("bureustoel", NOTHING)


def test_the_last_decision_holds(mo):
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    row = SearchedWords.objects.get()
    searched.mean_nothing(row, by=mo)
    assert Synonym.objects.get().category is None
    searched.make_synonym(row, by=mo)
    assert Synonym.objects.get().category_id == "desk"
    searched.leave(row, by=mo)
    assert not Synonym.objects.exists()
    assert settled() == ("left", mo)


def test_moderators_read_of_it_once_a_week(mo, anna):
    assert unknown_words.tell() == 0
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    assert unknown_words.tell() == 1
    assert unknown_words.tell() == 1
    letter = Letter.objects.get()
    assert letter.to == mo.email
    assert "zwurf (1×)" in letter.body


def test_they_can_be_printed(mo):
    SearchedWords.objects.count_one("zwurf", Category.objects.get(pk="desk"))
    Synonym.objects.create(words="plimp", category_id="sofa")
    Synonym.objects.create(words="spam", made_by=mo)
    out = StringIO()
    call_command("learned_words", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 × zwurf (asked for: desk) → desk",
        "plimp = sofa",
        "spam = nothing, says Mo",
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
