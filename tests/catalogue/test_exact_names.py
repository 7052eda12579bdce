"""A title that names a kind of thing outright."""

import pytest

from catalogue.exact_names import named
from catalogue.tree import tree


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Rolstoel", "wheelchair"),
        ("rolstoelen", "wheelchair"),
        ("6 bureaustoelen, zwart", "office-chair"),
        ("Bureau stoel (gebruikt)", "office-chair"),
        ("wheelchair", "wheelchair"),
        ("Rolstoelkussen", None),
        ("rolstoel en rollator", None),
        ("Kussen voor een rolstoel", None),
        ("Meubels", None),  # a parent: too wide to choose
        ("paracetamol", None),
        ("", None),
        ("12", None),
        (", rolstoel", None),
    ],
)
def test_an_exact_title_names_its_category(db, title, code):
    found = named(title)
    assert (found and found.pk) == code


def test_every_category_is_named_by_its_own_name_unless_others_bear_it(db):
    for category in tree().findable.values():
        if category.parent_id and not set(category.name_nl) & set(",;:("):
            assert named(category.name_nl) in (category, None), category
