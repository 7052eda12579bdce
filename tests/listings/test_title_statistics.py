"""What the platform learns from titles, and what it predicts with that."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from catalogue import prediction
from catalogue.models import Category, Habit, TitleWord
from listings import title_statistics
from tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


def offer(title, code, times=title_statistics.FEWEST, **fields):
    """So many organisations offer such a thing."""
    category = Category.objects.get(code=code)
    return [
        ListingFactory(title=title, category=category, **fields) for _ in range(times)
    ]


def suggested(title):
    return [category.code for category in prediction.suggest(title)]


def test_a_word_that_several_organisations_use_is_learned():
    offer("Zwurf, zwart", "desk")
    assert suggested("twee zwurven") == []
    assert title_statistics.learn() > 0
    assert suggested("twee zwurven") == ["desk"]


def test_one_organisation_alone_teaches_nothing():
    [first] = offer("Zwurf", "desk", times=1)
    for _ in range(5):
        ListingFactory(made_by=first.made_by, title="Zwurf", category=first.category)
    title_statistics.learn()
    assert not TitleWord.objects.filter(word__startswith="zwur").exists()


def test_a_word_that_is_used_for_everything_says_nothing():
    for code in ["desk", "sofa", "mattress"]:
        offer("Zwurf", code)
    title_statistics.learn()
    assert suggested("zwurf") == []


def test_the_tree_s_own_words_go_before_a_few_listings():
    offer("Bureaustoel", "sofa")
    title_statistics.learn()
    assert suggested("Bureaustoel")[0] == "office-chair"


def test_learning_again_forgets_what_nobody_says_any_more():
    rows = offer("Zwurf", "desk")
    title_statistics.learn()
    for row in rows:
        row.delete()
    title_statistics.learn()
    assert TitleWord.objects.count() == 0


def test_usual_measures_are_medians():
    for weight in (10, 12, 90):
        offer("Bureau", "desk", times=1, weight_kg=weight, length_cm=weight)
    title_statistics.learn()
    usual = prediction.usual(Category.objects.get(code="desk"))
    assert (usual.weight_kg, usual.length_cm, usual.width_cm) == (12, 12, None)


def test_until_members_fill_it_in_the_tree_says_what_is_usual():
    usual = prediction.usual(Category.objects.get(code="office-chair"))
    assert (usual.unit, usual.weight_kg) == ("stuk", 15)
    assert (usual.new_price_eur, usual.price_eur) == (350, None)


def test_the_price_comes_from_what_found_a_new_place():
    for price in (20, 30, 40):
        offer("Bureau", "desk", 1, terms=["sale"], price_eur=price, left=1)
    offer("Bureau", "desk", 3, terms=["sale"], price_eur=900)  # nobody wants these
    title_statistics.learn()
    assert Habit.objects.get(category="desk").price_eur == 30


def score(path):
    out = StringIO()
    call_command("score_categories", path, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def test_titles_get_their_category():
    said = score("tests/surplus/example/titles.csv")
    assert said["top1"] >= 0.95
    assert said["top3"] >= 0.98


def test_a_file_without_titles_is_refused_in_words(tmp_path):
    (tmp_path / "leeg.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no rows with"):
        score(tmp_path / "leeg.csv")
