"""Numbers and weights, also in cells that no example list has."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surplus.numbers import NUMBER, decimal, first_number, weight_in_kg

DUTCH = {".": ",", ",": "."}


def dutch(text):
    return "".join(DUTCH.get(letter, letter) for letter in text)


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_is_the_same_in_every_way_of_writing_it(whole, cents):
    number = float(f"{whole}.{cents:02}")
    english = f"{number:,.2f}"
    ways = [english, dutch(english), dutch(english).replace(".", " "), f"{number:.2f}"]
    assert [re.fullmatch(NUMBER, way) is not None for way in ways] == [True] * 4
    assert [decimal(way) for way in ways] == [number] * 4


@given(st.integers(1000, 10**9))
def test_three_digits_after_a_sign_are_thousands(number):
    ways = [f"{number:,}".replace(",", sign) for sign in (",", ".", " ")]
    assert [decimal(way) for way in ways] == [number] * 3


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("± 50 kg", 50.0),
        ("0,6", 0.6),
        ("€ 1.250,-", 1250.0),
        (12, 12.0),
        (2.5, 2.5),
        (True, None),
        ("geen", None),
        ("", None),
        (None, None),
    ],
)
def test_the_first_number_of_a_cell(value, number):
    assert first_number(value) == number


@given(st.integers(1, 10**6), st.sampled_from(["g", "gr", "gram", " g", " Gram"]))
def test_grams_are_kilos_to_the_gram(grams, unit):
    assert weight_in_kg(f"{grams}{unit}") == grams / 1000
    assert weight_in_kg(f"{grams / 1000} kg") == grams / 1000


@pytest.mark.parametrize(
    ("value", "kg"),
    [
        ("1.250 kg", 1.25),
        ("1,5 kilo", 1.5),
        ("12", 12.0),
        ("ca. 12,3 gr", 0.012),
        (7, 7.0),
        (12.34567, 12.346),
        (0, 0.0),
        (True, None),
        ("zwaar", None),
        (None, None),
    ],
)
def test_a_weight_without_a_unit_is_in_kilos(value, kg):
    assert weight_in_kg(value) == kg
