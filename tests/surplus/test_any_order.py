"""The columns of a list may stand in any order."""

from datetime import date, datetime
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from .lists import as_bytes, workbook
from .test_as_people_keep_them import read

TABLE = {
    "Artikel": ["Rolstoel", "Tillift"],
    "Aantal": [4, "2 st"],
    "Prijs": ["€ 1.250,00", "gratis"],
    "Beschikbaar tot": [datetime(2027, 3, 1), "01-04-2027"],
    "Lot": ["20450489", "L-7"],
    "THT": ["28FEB2027", datetime(2025, 3, 31)],
    "Barcode": [8710398500014, "36000291452"],
    "Conditie": ["goed", "gebruikt"],
    "Gewicht (g)": [7200, "850"],
    "Naam bewoner": ["J. Proef", ""],
}
VALUES = ["title", "quantity", "price_eur", "available_until", "lot", "expiry", "gtin"]
VALUES += ["condition", "weight_kg_each"]


def table(columns):
    rows = zip(*(TABLE[name] for name in columns), strict=True)
    content = as_bytes(workbook(Blad=[list(columns), *map(list, rows)]))
    found = read(content, "lijst.xlsx").items
    return [[getattr(row, name) for name in VALUES] for row in found]


@given(st.permutations(list(TABLE)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_columns_does_not_matter(columns):
    assert table(columns) == [
        *(["Rolstoel", 4, 1250, date(2027, 3, 1), "20450489", date(2027, 2, 28)]
          + ["8710398500014", "good", 7.2],),
        *(["Tillift", 2, 0, date(2027, 4, 1), "L-7", date(2025, 3, 31)]
          + ["036000291452", "used", 0.85],),
    ]  # fmt: skip


def test_every_order_of_four_columns_is_read_without_headings():
    cells = {"wat": "Rollator", "n": "4", "prijs": "€ 15,-", "tot": "31-12-2026"}
    for order in permutations(cells):
        text = (";".join(cells[name] for name in order) + "\n") * 4
        for row in read(text).items:
            assert (row.title, row.quantity, row.price_eur) == ("Rollator", 4, 15)
            assert row.available_until == date(2026, 12, 31)
