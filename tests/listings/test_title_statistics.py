"""What the platform learns from titles, and what it predicts with that."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from catalogue import prediction, synonyms
from catalogue.models import Category, Habit, Synonym
from listings import title_statistics
from tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


def offer(title, code, times=title_statistics.FEWEST, **fields):
    """So many organisations offer such a thing."""
    category = Category.objects.get(code=code)
    return [
        ListingFactory(title=title, category=category, **fields) for _ in range(times)
    ]


def taught():
    return [(row.text, row.code) for row in title_statistics.live_examples()]


def test_a_word_that_several_organisations_use_teaches():
    offer("Zwurf, zwart", "desk", times=2)
    assert taught() == []
    offer("Twee zwurven", "desk", times=1)
    assert taught() == [
        *[("Twee zwurven", "desk")],
        *[("Zwurf, zwart", "desk")] * 2,
    ]


def test_one_organisation_alone_teaches_nothing():
    [first] = offer("Zwurf", "desk", times=1)
    for _ in range(5):
        ListingFactory(made_by=first.made_by, title="Zwurf", category=first.category)
    assert taught() == []


def test_a_thousand_offers_of_one_organisation_do_not_drown_the_rest(monkeypatch):
    monkeypatch.setattr(title_statistics, "AT_MOST", 2.0)
    first, *_others = offer("Zwurf", "desk")
    for number in range(9):
        title, kind = f"Zwurf {number}", first.category
        ListingFactory(made_by=first.made_by, title=title, category=kind)
    weights = [row.weight for row in title_statistics.live_examples()]
    assert sorted(weights) == [0.2] * 10 + [1.0, 1.0]


def test_a_synonym_teaches_without_an_offer():
    Synonym.objects.create(words="zwurf", category_id="desk")
    [example] = title_statistics.live_examples()
    assert example == ("zwurf", "desk", title_statistics.SYNONYM)


def test_a_synonym_is_known_at_once():
    assert prediction.suggest("zwurf") == []
    Synonym.objects.create(words="zwurf", category_id="desk")
    synonyms.forget()
    assert [kind.pk for kind in prediction.suggest("Zwurven")] == ["desk"]


def test_usual_measures_are_medians():
    for weight in (10, 12, 90):
        offer("Bureau", "desk", times=1, weight_kg=weight, length_cm=weight)
    title_statistics.learn_habits()
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
    title_statistics.learn_habits()
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
