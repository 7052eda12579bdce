"""What the rules said about a list is remembered, and only as long as it holds."""

from io import BytesIO

import pytest

from listings.intake import prohibited
from lists import actions
from lists.keys import key_of
from lists.lines import Lines
from lists.models import Import

LIST = "Omschrijving;Aantal;Prijs\nBureaustoel;6;gratis\nParacetamol 500 mg;12;gratis\n"


@pytest.fixture
def imported(anna):
    return actions.read(BytesIO(LIST.encode()), "lijst.csv", by=anna)


@pytest.fixture
def asked(monkeypatch):
    """The titles that the rules are asked about."""
    titles = []

    def judge(title, *others):
        titles.append(title)
        return real(title, *others)

    real = prohibited.judge
    monkeypatch.setattr(prohibited, "judge", judge)
    return titles


def opinions(imported):
    lines = Lines(Import.objects.get(pk=imported.pk))
    return [(line.outcome, line.reasons) for line in lines]


def test_a_list_is_judged_once_and_says_the_same_ever_after(imported, asked):
    first = opinions(imported)
    assert asked == ["Bureaustoel", "Paracetamol 500 mg"]
    assert opinions(imported) == first
    assert len(asked) == 2
    assert [outcome for outcome, _reasons in first] == ["ready", "blocked"]


def test_a_row_that_was_mended_is_judged_by_what_it_says_now(imported, anna, asked):
    opinions(imported)
    key = Lines(imported).all[0].key
    actions.mend(imported, key, by=anna, answers={"title": "Ibuprofen"})
    assert opinions(imported)[0][0] == "blocked"
    assert asked[2:] == ["Ibuprofen"]


def test_other_rules_judge_anew(imported, asked, monkeypatch):
    opinions(imported)
    monkeypatch.setattr(prohibited, "version", lambda: "another")
    opinions(imported)
    assert asked == 2 * ["Bureaustoel", "Paracetamol 500 mg"]


def test_one_row_is_judged_alone(imported, asked):
    *_others, last = Lines(imported).surplus.items
    lines = Lines(imported)
    key = key_of(last, 1)
    assert lines.find(key).outcome == "blocked"
    assert asked == ["Paracetamol 500 mg"]


def test_one_that_can_be_placed_is_enough(imported, asked):
    assert Lines(imported).any_placeable()
    assert asked == ["Bureaustoel"]
