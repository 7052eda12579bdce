"""Several tables on one sheet, and headings in several rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from surplus.totals import group_rows

from .lists import as_bytes, workbook
from .test_as_people_keep_them import items, read


def columns(surplus):
    return [(column.heading, column.field) for column in surplus.sheets[0].columns]


def headed(*lines):
    """The columns of a list with one row below these lines of headings."""
    width = lines[0].count(";")
    return columns(read("\n".join([*lines, "Bureaustoel" + ";3" * width])))


# -- Headings in several rows ------------------------------------------------------
def test_a_heading_is_that_of_its_group_and_its_own():
    assert headed(
        "Artikel;Afmetingen;;;Aantal;;Prijs;",
        ";l;b;h;goed;defect;per stuk;totaal",
    ) == [
        ("Artikel", "title"),
        ("Afmetingen l", "size"),
        ("Afmetingen b", "size"),
        ("Afmetingen h", "size"),
        ("Aantal goed", "quantity"),
        ("Aantal defect", "other"),
        ("Prijs per stuk", "price"),
        ("Prijs totaal", "other"),
    ]


def test_groups_may_stand_over_only_some_of_the_columns():
    assert headed(
        ";Maten in cm;;Voorraad;;;Beschikbaar;",
        "Omschrijving;lengte;hoogte;totaal;gereserveerd;vrij;vanaf;tot",
    ) == [
        ("Omschrijving", "title"),
        ("Maten in cm lengte", "size"),
        ("Maten in cm hoogte", "size"),
        ("Voorraad totaal", "other"),
        ("Voorraad gereserveerd", "other"),
        ("Voorraad vrij", "quantity"),
        ("vanaf", "from"),
        ("tot", "until"),
    ]


def test_a_heading_has_its_units_in_a_third_row():
    found = headed("Artikel;Aantal;Gewicht;", ";;netto;bruto", ";(st);(g);(g)")
    assert found[1:3] == [("Aantal (st)", "quantity"), ("Gewicht netto (g)", "weight")]


@pytest.mark.parametrize(
    ("group", "own", "field"),
    [
        ("Garantie", "tot", "other"),
        ("Keuring", "geldig tot", "other"),
        ("Medewerker", "naam", "contact"),
        ("Contact", "naam", "contact"),
        ("Artikel", "nummer", "code"),
        ("Prijs", "nieuw", "new_price"),
        ("Beschikbaar", "tot", "until"),
        ("Aantal", "gereserveerd", "other"),
    ],
)
def test_a_group_turns_what_a_heading_seems_to_say(group, own, field):
    found = headed(f"Wat;{group};;Conditie", f";{own};ook;")
    assert found[1][1] == field


def test_merged_groups_do_not_reach_further_than_they_are_merged():
    book = workbook(
        Blad=[
            ["Artikel", "Aantal", None, None],
            [None, "goed", "defect", "Opmerking"],
            ["Rolstoel", 4, 1, "in doos"],
        ]
    )
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    surplus = read(as_bytes(book), "lijst.xlsx")
    assert columns(surplus)[1:] == [
        ("Aantal goed", "quantity"),
        ("Aantal defect", "other"),
        ("Opmerking", "remarks"),
    ]


def test_the_first_row_of_a_list_is_no_second_row_of_headings():
    text = "Artikel;Aantal;Staat;\nBureaustoel;zes;goed;zwart\nKast;twee;goed;wit\n"
    assert items(text, "title", "quantity") == [("Bureaustoel", 6), ("Kast", 2)]


def test_of_what_is_free_nothing_is_reserved_any_more():
    text = "Artikel;Vrije voorraad;Gereserveerd\nRolstoel;8;12\n"
    (row,) = read(text).items
    assert (row.quantity, row.status, row.notes) == (8, "available", [])


# -- Under each other ----------------------------------------------------------------
STACKED = """Meubilair
Artikel;Aantal;Conditie;Prijs
Bureaustoel;6;goed;gratis

Verbruiksartikelen
Omschrijving;Lot;THT;Aantal dozen
Handschoenen M;12345678;30-06-2027;14

Ruimtes
Wat;Prijs
Vergaderzaal De Linde;35

Naam;Aantal
Rolstoel;3
"""


def test_tables_under_each_other_each_have_their_own_headings():
    assert items(STACKED, "title", "quantity", "unit", "lot", "section") == [
        ("Bureaustoel", 6, "stuk", None, ""),
        ("Handschoenen M", 14, "doos", "12345678", "Verbruiksartikelen"),
        ("Vergaderzaal De Linde", 1, "dagdeel", None, "Ruimtes"),
        ("Rolstoel", 3, "stuk", None, "Ruimtes"),
    ]


def test_the_columns_of_every_table_can_be_explained():
    found = [column.heading for column in read(STACKED).sheets[0].columns]
    assert [heading for heading in found if heading] == [
        *("Artikel", "Aantal", "Conditie", "Prijs"),
        *("Omschrijving", "Lot", "THT", "Aantal dozen", "Wat", "Naam"),
    ]


# -- Beside each other ---------------------------------------------------------------
def test_tables_beside_each_other_are_read_apart():
    text = (
        "Overschot locatie De Eik;;;;;;\n;;;;;;\n"
        "Artikel;Aantal;Prijs;;Omschrijving;Stuks;Conditie\n"
        "Bureaustoel;6;gratis;;Rolstoel;3;goed\n"
        "Kast;2;10;;;;\n"
    )
    surplus = read(text)
    assert [
        (row.sheet, row.row, row.title, row.quantity, row.price_eur, row.location)
        for row in surplus.items
    ] == [
        ("lijst (A–C)", 4, "Bureaustoel", 6, 0, "De Eik"),
        ("lijst (A–C)", 5, "Kast", 2, 10, "De Eik"),
        ("lijst (E–G)", 4, "Rolstoel", 3, None, "De Eik"),
    ]
    assert surplus.items[2].text == "Rolstoel · 3 · goed"


def test_the_same_headings_twice_are_two_tables():
    text = "Artikel;Aantal;Artikel;Aantal\nBureaustoel;6;Kast;2\nTafel;4;;\n"
    found = [("Bureaustoel", 6), ("Tafel", 4), ("Kast", 2)]
    assert items(text, "title", "quantity") == found


@pytest.mark.parametrize(
    "headings",
    [
        "Artikel;Aantal;;Omschrijving;Prijs",
        "Artikel;Aantal;;Opmerking;Locatie",
        "Omschrijving;Aantal;;Aantal per doos;Prijs",
    ],
)
def test_an_empty_column_alone_parts_no_table(headings):
    surplus = read(f"{headings}\nBureaustoel;6;;10;5\nKast;2;;10;5\n")
    assert [sheet.name for sheet in surplus.sheets] == ["lijst"]
    assert len(surplus.items) == 2


def test_what_is_crossed_out_or_noted_beside_one_table_is_not_of_the_other():
    row = ["Artikel", "Aantal", None, "Artikel", "Aantal"]
    book = workbook(Blad=[row, ["Bed", 2, None, "Kast", 1]])
    sheet = book.active
    sheet["D2"].font = Font(strike=True)
    bed, cupboard = read(as_bytes(book), "lijst.xlsx").items
    assert (bed.status, cupboard.status) == ("available", "gone")


GOODS = st.sampled_from(["Bureaustoel", "Rolstoel", "Tillift", "Kast", "Tafel"])
TABLE = st.lists(st.tuples(GOODS, st.integers(1, 99)), min_size=1, max_size=6)


@given(st.lists(TABLE, min_size=2, max_size=4), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_tables_are_read_the_same_wherever_they_stand(tables, gap):
    """Beside each other, with any number of empty columns between them, or under each
    other."""
    expected = [pair for table in tables for pair in table]
    high = max(map(len, tables))
    head = ("Artikel", "Aantal")
    padded = [[head, *t, *[("", "")] * (high - len(t))] for t in tables]
    beside = (";" * (gap + 1)).join
    rows = [beside(f"{a};{b}" for a, b in row) for row in zip(*padded, strict=True)]
    under = "\n\n".join("\n".join(f"{a};{b}" for a, b in [head, *t]) for t in tables)
    for text in ("\n".join(rows), under):
        assert items(text, "title", "quantity") == expected


# -- Groups of a pivot table -----------------------------------------------------------
def test_a_pivot_table_counts_nothing_twice():
    text = (
        "Rijlabels;Som van Aantal\nDe Brink;18\nBureaustoel;12\nKast;6\n"
        "De Wingerd;2\nTillift;2\nEindtotaal;20\n"
    )
    assert items(text, "title", "quantity", "section") == [
        ("Bureaustoel", 12, "De Brink · 18"),
        ("Kast", 6, "De Brink · 18"),
        ("Tillift", 2, "De Wingerd · 2"),
    ]


@given(st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=5), min_size=1))
def test_the_rows_that_sum_those_below_them_are_found(groups):
    figures = [number for group in groups for number in (sum(group), *group)]
    places, at = [], 0
    for group in groups:
        places.append(at)
        at += 1 + len(group)
    assert group_rows(figures) == places
    assert group_rows([*figures, 7]) == []
