"""Cells as programs write them, and as people read them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surplus.cleaning import clean, number_text


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("  Bed ", "Bed"),
        ('="0045"', "0045"),
        ('="Mat ""de luxe"""', 'Mat "de luxe"'),
        ("'00012346", "00012346"),
        ("'Rollator", "Rollator"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("'t Hof", "'t Hof"),
        ("'aangehaald'", "'aangehaald'"),
        ("''", "''"),
        ('"', '"'),
        ("#N/B", None),
        ("#N/A", None),
        ("#NV", None),
        ("#VERW!", None),
        ("#DEEL/0!", None),
        ("#NAAM?", None),
        ("########", None),
        ("NULL", None),
        ("NaN", None),
        ("#", "#"),
        ("#12", "#12"),
        ("geen", "geen"),
        ("Bed\x00den", "Bedden"),
        ("\ufeffArtikel", "Artikel"),
        ("10\x1d17", "10␝17"),
        ("", None),
        (None, None),
        (7654321.0, 7654321),
        (2.5, 2.5),
        (float("nan"), None),
        (float("inf"), None),
        (datetime(2027, 3, 1, 12), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (time(12), None),
    ],
)
def test_a_cell_is_what_a_person_reads_in_it(cell, read):
    assert clean(cell) == read


@pytest.mark.parametrize(
    ("number", "number_format", "read"),
    [
        (47, "00000", "00047"),
        (47.0, "00", "47"),
        (4.5, "00", 4.5),
        (47, "General", 47),
    ],
)
def test_zeros_that_only_the_format_shows_come_along(number, number_format, read):
    assert clean(number, number_format) == read


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
)
def test_a_number_in_words_is_the_same_number(number):
    text = number_text(number)
    assert "e" not in text
    assert float(text) == pytest.approx(number, rel=1e-14)


@given(st.integers(-(10**15), 10**15))
def test_whole_floats_keep_all_their_digits(number):
    assert clean(float(number)) == number
    assert number_text(float(number)) == str(number)
