import csv
from pathlib import Path

import pytest

from catalogue.vocabulary import guess, index

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


def test_every_extra_word_belongs_to_a_category_of_the_tree():
    path = Path("catalogue/data/category_words.csv")
    with path.open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert codes - set(index().leaves) == set()


def test_nineteen_of_twenty_titles_get_their_category():
    with TITLES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = sum(guess(row["title"]) == row["category_code"] for row in rows)
    assert right / len(rows) >= 0.95
