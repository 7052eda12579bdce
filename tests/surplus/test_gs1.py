"""GS1 codes as scanners send them and as labels print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surplus.gs1 import Gs1, read_gs1

GTIN = "08710398500014"
ALL = Gs1(GTIN, "12AB", date(2027, 2, 28), "SN9")
NO_SERIAL = Gs1(GTIN, "12AB", date(2027, 2, 28))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f"]d201{GTIN}172702281012AB\x1d21SN9", ALL),
        (f"]C101{GTIN}172702001012AB␝21SN9", ALL),  # day 00: the month's last
        (f"01{GTIN}172702281012AB", NO_SERIAL),
        (f"]d2172702281012AB\x1d01{GTIN}", NO_SERIAL),
        (f"1012AB<GS>17270228<GS>01{GTIN}", NO_SERIAL),
        (f"(17)270228(10)12AB(01){GTIN}", NO_SERIAL),
        (f"(01) {GTIN} (17) 270228 (10) 12AB", NO_SERIAL),
        (f"(01){GTIN}(15)270228(10)12AB", NO_SERIAL),
        (f"(02){GTIN}(37)10(10)12AB", Gs1(GTIN, "12AB")),
        (f"https://id.gs1.org/01/{GTIN}/10/12AB/21/SN9?17=270228", ALL),
        (f"https://zorg.example/p/01/{GTIN}/10/1%2FA?x=1", Gs1(GTIN, "1/A")),
        (f"https://a.example/01/{GTIN}?17=270230", Gs1(GTIN, wrong=("(17)270230",))),
        ("https://example.org/menu", None),
        (f"]d201{GTIN}172702301012AB", Gs1(GTIN, "12AB", wrong=("(17)270230",))),
        (f"(01){GTIN}(17)270231(10)12AB", Gs1(GTIN, "12AB", wrong=("(17)270231",))),
        (f"]d201{GTIN}\x1d99\x1d1012AB", Gs1(GTIN, "12AB", wrong=("(99)",))),
        (f"1012AB1727022801{GTIN}", None),  # nothing tells where the lot ends
        (GTIN, None),
        (f"]E0{GTIN[1:]}", None),
        ("A␝B", None),
        ("2027␝", None),
        ("verband", None),
        ("", None),
    ],
)
def test_every_element_is_read_in_any_order(code, said):
    assert read_gs1(code) == said


LOTS = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-/.", min_size=1, max_size=20)
IMPOSSIBLE = st.sampled_from(["270230", "271301", "270099", "26AB01"])


@given(LOTS, LOTS, IMPOSSIBLE, st.permutations(range(4)), st.booleans())
def test_one_impossible_day_hides_nothing_else(lot, serial, day, order, printed):
    elements = [("01", GTIN), ("10", lot), ("21", serial), ("17", day)]
    ordered = [elements[place] for place in order]
    raw = "]d2" + "\x1d".join(f"{ai}{value}" for ai, value in ordered)
    code = "".join(f"({ai}){value}" for ai, value in ordered) if printed else raw
    assert read_gs1(code) == Gs1(GTIN, lot, None, serial, (f"(17){day}",))
