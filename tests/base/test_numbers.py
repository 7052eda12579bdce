import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from base.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("typed", "dutch", "english"),
    [
        ("1250", "1250", "1250"),
        ("1250,50", "1250.50", "1250.50"),
        ("1250.50", "1250.50", "1250.50"),
        ("1.250,50", "1250.50", "1250.50"),
        ("1,250.50", "1250.50", "1250.50"),
        ("1.250", "1250", "1.250"),
        ("1,250", "1.250", "1250"),
        ("1.250.000", "1250000", "1250000"),
        ("1,250,000.5", "1250000.5", "1250000.5"),
        ("0,125", "0.125", "0125"),
        ("-2,5", "-2.5", "-2.5"),
        (",50", ".50", ".50"),
        ("12,", "12", "12"),
        (" € 25,- ", "25", "25"),
        ("€\xa01.250,00", "1250.00", "1250.00"),
    ],
)
def test_numbers_are_read_as_the_reader_types_them(typed, dutch, english):
    with translation.override("nl"):
        assert read_number(typed) == dutch
    with translation.override("en"):
        assert read_number(typed) == english


@pytest.mark.parametrize(
    "typed",
    ["", "-", ",", "twee", "1.25.5", "1,25,5", "12.34,567.8", "10 20", "1e5", "1\n2"],
)
def test_what_is_no_number_stays_as_it_is(typed):
    assert read_number(typed) == typed
    assert write_number(typed) == typed


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["nl", "en"]))
def test_what_is_written_is_read_as_the_same(number, language):
    with translation.override(language):
        assert read_number(write_number(str(number))) == str(number)


@given(st.text("0123456789.,-€ x\n", max_size=12))
def test_anything_can_be_typed(typed):
    assert write_number(read_number(typed)) is not None
