import pytest
from hypothesis import given
from hypothesis import strategies as st

from surplus.amounts import Amount, read_amount, read_pack_size


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (6, Amount(6)),
        (6.0, Amount(6)),
        ("24", Amount(24)),
        ("ca. 12", Amount(12, approximate=True)),
        ("± 40", Amount(40, approximate=True)),
        ("20+", Amount(20, approximate=True)),
        ("een stuk of 10", Amount(10, approximate=True)),
        ("10 ca.", Amount(10, approximate=True)),
        ("10 (ongeveer)", Amount(10, approximate=True)),
        ("approx. 10", Amount(10, approximate=True)),
        ("16 st", Amount(16, unit="stuk")),
        ("16 st.", Amount(16, unit="stuk")),
        ("12 (stuks)", Amount(12, unit="stuk", rest="(stuks)")),
        ("12 banen", Amount(12, unit="baan")),
        ("8 paar", Amount(8, unit="paar")),
        ("1.200", Amount(1200)),
        ("twee dozen", Amount(2, unit="doos")),
        ("pallet", Amount(1, unit="pallet")),
        ("pallet.", Amount(1, unit="pallet")),
        ("een pallet", Amount(1, unit="pallet")),
        ("half pallet", Amount(0.5, approximate=True, unit="pallet")),
        ("een halve pallet", Amount(0.5, approximate=True, unit="pallet")),
        ("a half pallet", Amount(0.5, approximate=True, unit="pallet")),
        ("anderhalve doos", Amount(1.5, approximate=True, unit="doos")),
        ("anderhalf uur", Amount(1.5, approximate=True, unit="uur")),
        ("een dozijn", Amount(12)),
        ("3 dozen à 4", Amount(3, unit="doos", pack_size=4)),
        ("7 dsn à 10", Amount(7, unit="doos", pack_size=10)),
        ("3 boxes of 50", Amount(3, unit="doos", pack_size=50)),
        ("5 x 100", Amount(5, unit="doos", pack_size=100)),
        ("4 dozen (300)", Amount(4, unit="doos", pack_size=300)),
        ("4 stuks (300)", Amount(4, unit="stuk", rest="(300)")),
        ("4 dozen à 10 (300)", Amount(4, unit="doos", pack_size=10, rest="(300)")),
        ("4 dozen, open;", Amount(4, unit="doos", rest="open")),
        ("4+1", Amount(5, rest="4+1")),
        (
            "2 (waarvan 1 zonder sleutels)",
            Amount(2, rest="(waarvan 1 zonder sleutels)"),
        ),
        ("10 à 12", Amount(10, approximate=True, rest="10 a 12")),
        ("2-3 dozen", Amount(2, approximate=True, unit="doos", rest="2-3 dozen")),
        ("10-10", Amount(10, rest="-10")),
        ("-", Amount()),
        (None, Amount()),
        ("div.", Amount(rest="div.", understood=False)),
    ],
)
def test_amounts_are_read_as_people_write_them(text, amount):
    assert read_amount(text) == amount


@given(st.integers(0, 10**6))
def test_a_whole_number_gets_no_decimals(number):
    found = [read_amount(cell).quantity for cell in (number, float(number))]
    assert list(map(repr, found)) == [str(number)] * 2
    assert repr(read_amount(number + 0.5).quantity) == f"{number}.5"


@pytest.mark.parametrize(
    ("remark", "unit", "size"),
    [
        ("100 p.d.", "doos", 100),
        ("24 per doos", "doos", 24),
        ("50 p/ds", "doos", 50),
        ("8 p. pak", "pak", 8),
        ("pak à 14", "pak", 14),
        ("per 50 verpakt", "doos", 50),
        ("per 50 verpakt", "stuk", None),
        ("24 per verpakking", "doos", 24),
        ("100 p.d.", "pak", 100),
        ("50 p/ds", "pak", 50),
        ("24 per doos", "stuk", None),
        ("24 per doos", "pak", None),
        ("1 pak open", "pak", None),
        ("2 met losse armleuning", "stuk", None),
    ],
)
def test_a_remark_may_tell_the_pack_size_of_what_is_counted(remark, unit, size):
    assert read_pack_size(remark, unit) == size
