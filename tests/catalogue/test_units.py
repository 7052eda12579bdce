from decimal import Decimal

import pytest
from django.utils import translation

from catalogue.models import Category
from catalogue.units import UNITS, amount, each
from surplus.units import SPELLINGS


@pytest.mark.parametrize(
    ("number", "unit", "dutch", "english"),
    [
        (1, "stuk", "1 stuk", "1 piece"),
        (60, "stuk", "60 stuks", "60 pieces"),
        (1250, "doos", "1.250 dozen", "1,250 boxes"),
        (2.5, "uur", "2,5 uur", "2.5 hours"),
        (Decimal("0.50"), "meter", "0,50 meter", "0.50 metres"),
        (2.0, "set", "2 sets", "2 sets"),
        (3, "karren", "3 karren", "3 karren"),
        (4, None, "4", "4"),
    ],
)
def test_a_quantity_is_said_in_the_readers_language(number, unit, dutch, english):
    with translation.override("nl"):
        assert amount(number, unit) == dutch
    with translation.override("en"):
        assert amount(number, unit) == english


@pytest.mark.parametrize(
    ("unit", "dutch", "english"),
    [
        ("stuk", "per stuk", "per piece"),
        ("kg", "per kg", "per kg"),
        ("karren", "per karren", "per karren"),
        ("", "", ""),
    ],
)
def test_a_price_is_for_one_of_them(unit, dutch, english):
    with translation.override("nl"):
        assert each(unit) == dutch
    with translation.override("en"):
        assert each(unit) == english


def test_every_unit_that_is_read_or_usual_has_a_name(db):
    usual = set(Category.objects.values_list("unit_nl", flat=True)) - {""}
    assert usual | set(SPELLINGS) == set(UNITS)
