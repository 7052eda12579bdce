import csv
from pathlib import Path

import pytest

from catalogue.examples import DATA
from catalogue.vocabulary import guess, is_known, leaves, likely_of

TITLES = Path(__file__).parents[1] / "surplus" / "example" / "titles.csv"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Bureaustoelen blauw (stof)", "office-chair"),
        ("bureau stoel", "office-chair"),
        ("wachtkamerstoel", "waiting-room-seating"),
        ("Directiekast kersen", "storage-cabinet"),
        ("Bedhekken voor zorgbed", "bed-accessories"),
        ("PC met toetsenbord", "desktop-pc"),
        ("statief voor infuus", "iv-pole"),
        ("rolator", "rollator"),
        ("wheel chair, foldable", "wheelchair"),
        ("Medicijnkar leeg", "medicine-cart"),
        ("Paracetamol 500 mg", "medicines"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_a_title_gives_its_category(title, code):
    assert guess(title) == code


def test_the_list_s_own_groups_break_ties():
    assert guess("ventilator") == "climate-appliance"
    assert guess("ventilator", "medische apparatuur") == "ventilator"


def test_an_unknown_title_falls_back_on_its_group():
    assert guess("xyzzy", "Kantoormeub.") == "furniture"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=str)
def test_every_text_belongs_to_categories_of_the_tree_or_to_none(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {row.get("category_codes", row.get("category_code")) for row in rows}
    codes = {code for codes in named for code in codes.split(";") if code}
    assert codes - set(leaves()) - {"nothing"} == set()


def test_many_texts_are_told_at_once():
    found = likely_of(["Rolstoel", "qwxz", "Rolstoel"])
    assert {text: kind and kind[0] for text, kind in found.items()} == {
        "Rolstoel": "wheelchair",
        "qwxz": None,
    }


@pytest.mark.parametrize("text", ["Zwolle", "zie foto", "mevrouw Bakker", "als nieuw"])
def test_what_stands_beside_a_thing_is_no_thing(text):
    assert not is_known(text)


def test_nineteen_of_twenty_titles_get_their_category():
    with TITLES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = sum(guess(row["title"]) == row["category_code"] for row in rows)
    assert right / len(rows) >= 0.95
