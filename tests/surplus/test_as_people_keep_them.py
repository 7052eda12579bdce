"""Lists as people really keep them: each kind of trouble in one small list."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surplus.reader import read_surplus

from .lists import as_bytes, workbook

TODAY = date(2026, 11, 29)


def read(text, name="lijst.csv", **said):
    content = text if isinstance(text, bytes) else text.encode()
    return read_surplus(io.BytesIO(content), name, today=TODAY, **said)


def items(text, *names):
    """These values of each item of a list."""
    found = [tuple(getattr(row, name) for name in names) for row in read(text).items]
    return found if len(names) > 1 else [value for (value,) in found]


def one(heading, cell, name, more="Rolstoel"):
    """What one cell under a heading becomes."""
    (value,) = items(f"Artikel;{heading};Aantal\n{more};{cell};4\n", name)
    return value


# -- Lots, days and barcodes: the column says what they are ----------------------
@pytest.mark.parametrize(
    "lot", ["12345678", "20450489", "240115001234", "2401-1500", "24.01.15", "L240115"]
)
def test_what_stands_under_lot_is_the_lot(lot):
    text = f"Artikel;Lot;THT;Aantal\nVerband;{lot};30-06-2027;5\n"
    assert items(text, "lot", "expiry", "gtin") == [(lot, date(2027, 6, 30), None)]


def test_a_label_in_a_lot_column_is_taken_apart():
    text = "Artikel;Lot;Aantal\nVerband;LOT 12345678 EXP 28FEB2027;5\n"
    assert items(text, "lot", "expiry") == [("12345678", date(2027, 2, 28))]


@pytest.mark.parametrize(
    ("cell", "lot", "expiry"),
    [
        ("12345678 30-06-2027", "12345678", date(2027, 6, 30)),
        ("A12/2027-02", "A12", date(2027, 2, 28)),
        ("20450489", "20450489", None),
    ],
)
def test_a_column_for_lot_and_day_holds_no_barcodes(cell, lot, expiry):
    text = f"Artikel;Lot / THT;Aantal\nVerband;{cell};5\n"
    assert items(text, "lot", "expiry", "gtin") == [(lot, expiry, None)]


@pytest.mark.parametrize(
    ("digits", "gtin"),
    [
        ("36000291452", "036000291452"),
        ("1234565", "01234565"),
        ("8710398500014", "8710398500014"),
        ("3600029145", None),
        ("12", None),
    ],
)
def test_zeros_that_a_spreadsheet_dropped_come_back(digits, gtin):
    (row,) = read(f"Product;Barcode;Aantal\nPleisters;{digits};5\n").items
    assert row.gtin == gtin
    assert bool(row.notes) == (gtin is None)


@pytest.mark.parametrize("cell", ["zie doos", "binnenkort", "31-02-2027"])
def test_an_expiry_that_names_no_day_is_said(cell):
    (row,) = read(f"Artikel;THT;Aantal\nVerband;{cell};5\n").items
    assert row.expiry is None
    assert row.notes == [f"The date “{cell}” was not understood."]


def test_what_stands_beside_a_day_is_said():
    (row,) = read("Artikel;THT;Aantal\nVerband;30-06-2027 deels ouder;5\n").items
    assert row.expiry == date(2027, 6, 30)
    assert row.notes == [
        "Of “30-06-2027 deels ouder” this was not understood: deels ouder."
    ]


# -- Figures ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "quantity", "is_clear"),
    [
        ("2,0000", 2, True),
        ("12.00000", 12, True),
        ("1'250", 1250, True),
        ("3-", None, False),
        ("−2", None, False),
        ("(5)", None, False),
        ("2½", 2.5, False),
        ("0,500", 0.5, False),
    ],
)
def test_a_quantity_is_what_it_says_or_is_asked(cell, quantity, is_clear):
    (row,) = read(f"Artikel;Aantal\nRolstoel;{cell}\n").items
    assert (row.quantity, not row.problems) == (quantity, is_clear)


@pytest.mark.parametrize(
    ("cell", "terms", "price"),
    [
        ("0,3500", "sale", 0.35),
        ("1,2500", "sale", 1.25),
        ("0,125", "sale", 0.13),
        ("1'250", "sale", 1250),
        ("€ 15-", "sale", 15),
        ("125,00-", "unknown", None),
        ("-30,00", "unknown", None),
        ("0,001", "unknown", None),
        ("0,00", "free", 0),
    ],
)
def test_a_price_is_what_it_says_or_is_asked(cell, terms, price):
    text = f"Artikel;Aantal;Prijs\nRolstoel;4;{cell}\n"
    assert items(text, "terms", "price_eur") == [(terms, price)]


@given(
    st.decimals(min_value="0.01", max_value="99999.99", places=2),
    st.sampled_from([0, 2, 3]),  # three decimals can be thousands too
    st.sampled_from(["{}", "€ {}", "{} euro", "€{} p/st", "{} per stuk"]),
)
@settings(max_examples=60, deadline=None)
def test_a_price_is_the_same_in_every_way_of_writing_it(price, zeros, around):
    english = f"{price:,.2f}" + "0" * zeros * (price < 1000)
    swapped = english.translate(str.maketrans(",.", ".,"))
    bare = f"{price:.2f}" + "0" * zeros
    ways = [english, swapped, swapped.replace(".", "'"), bare, bare.replace(".", ",")]
    rows = "".join(f'Kast;2;"{around.format(way)}"\n' for way in ways)
    assert items(f"Artikel;Aantal;Prijs\n{rows}", "price_eur") == [float(price)] * 5


@pytest.mark.parametrize(
    ("heading", "cell", "kg"),
    [
        ("Gewicht (g)", "850", 0.85),
        ("Weight (lbs)", "44", 19.958),
        ("Gewicht in gram", "7200", 7.2),
        ("Gewicht", "7,2", 7.2),
        ("Gewicht (g)", "1,5 kg", 1.5),
    ],
)
def test_a_heading_tells_what_a_weight_is_in(heading, cell, kg):
    assert one(heading, cell, "weight_kg_each") == kg


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("Aantal", "1.000.001", "more than we can take"),
        ("Aantal", "9" * 40, "more than we can take"),
        ("Prijs", "100.000.000", "more than we can take"),
        ("Gewicht", "1000000 kg", "was not understood"),
        ("Gewicht", "zwaar", "was not understood"),
        ("Conditie", "zie foto", "“Conditie: zie foto” was not understood."),
        ("Eenheid", "KRT6", "“Eenheid: KRT6” was not understood."),
        (
            "Voorwaarden",
            "zie bijlage",
            "“Voorwaarden: zie bijlage” was not understood.",
        ),
        ("THT", "31-12-9999", "was not understood"),
        ("THT", "00-01-1900", "was not understood"),
    ],
)
def test_what_an_offer_cannot_hold_is_said_of_its_row(heading, cell, says):
    rest = ";Prijs;Aantal" if heading not in ("Prijs", "Aantal") else ""
    tail = ";5;4" if rest else ""
    text = f"Artikel;{heading}{rest}\nRolstoel;{cell}{tail}\n"
    (row,) = read(text).items
    assert says in " ".join([*row.problems, *row.notes])
    assert row.expiry is None


@pytest.mark.parametrize("year", [1900, 1999, 2100, 9999])
def test_a_day_that_no_list_can_mean_is_no_day(year):
    table = workbook(Blad=[["Artikel", "THT", "Aantal"], ["Bed", date(year, 1, 1), 2]])
    (row,) = read(as_bytes(table), "lijst.xlsx").items
    assert (row.expiry, len(row.notes)) == (None, 1)


# -- What a column is not -----------------------------------------------------------
@pytest.mark.parametrize(
    "heading",
    [
        *("Naam bewoner", "Toegewezen aan", "Gebruiker", "Cliënt", "Naam cliënt"),
        *("Assigned To", "Checked out to", "Telefoon", "E-mail", "Uitgeleend aan"),
    ],
)
def test_who_uses_it_is_left_out(heading):
    assert "Proef" not in one(heading, "Janneke Proefpersoon", "remarks")


@pytest.mark.parametrize(
    "cells",
    [
        ["J. Proef", "K. Voorbeeld", "M. de Test"],
        ["Mw. Proefpersoon", "dhr. Voorbeeld", "Mevr. van den Test"],
        ["Janneke Proefpersoon", "Kees Voorbeeld", "Mien de Test"],
        ["06-12345678", "0612345678", "+31 6 1234 5678"],
        ["j.proef@zorg.example", "k@zorg.example", "m.test@zorg.example"],
    ],
)
def test_a_column_of_people_is_left_out_under_any_heading(cells):
    rows = "".join(f"Rolstoel;{cell};4\n" for cell in cells)
    assert items(f"Artikel;Ref. intern 2;Aantal\n{rows}", "remarks") == [""] * 3


def test_a_column_of_makes_is_no_column_of_people():
    rows = "".join(f"Rolstoel;{make};4\n" for make in ["Invacare Rea", "Ottobock", "X"])
    kept = items(f"Artikel;Merk;Aantal\n{rows}", "remarks")
    assert kept == ["Merk: Invacare Rea", "Merk: Ottobock", "Merk: X"]


@pytest.mark.parametrize(
    "heading",
    [
        *("Keuring geldig tot", "Garantie tot", "Warranty Expires", "EOL Date"),
        *("Onderhoudscontract tot", "Lease tot", "Kalibratie tot", "Afschrijving tot"),
        *("Next Audit Date", "Acquisition date", "DUE DATE", "Aanschafdatum"),
    ],
)
def test_a_day_on_which_something_else_ends_is_kept_as_a_remark(heading):
    day = "31-03-2025"
    (row,) = read(f"Artikel;Aantal;{heading}\nRolstoel;4;{day}\n").items
    assert (row.expiry, row.available_from, row.available_until) == (None, None, None)
    assert f"{heading}: {day}" in row.remarks


@pytest.mark.parametrize(
    ("headings", "cells", "quantity", "says"),
    [
        ("Min. voorraad;Voorraad", "50;12", 12, ""),
        ("Aantal in gebruik;Over", "20;3", 3, ""),
        ("Aantal;Over", "20;3", 3, "20"),
        ("Aantal gereserveerd;Aantal", "2;10", 10, "8 are free"),
        ("Aantal defect;Aantal", "1;10", 10, ""),
        ("OB QOH;Reorder level", "9;40", 9, ""),
        ("Beschikbaar;Aantal benodigd", "7;40", 7, ""),
    ],
)
def test_of_several_counts_what_can_be_given_is_offered(
    headings, cells, quantity, says
):
    rows = f"Rolstoel;{cells}\nRollator;{cells}\nPostoel;{cells}\n"
    for row in read(f"Artikel;{headings}\n{rows}").items:
        assert row.quantity == quantity
        assert says in " ".join(row.notes)


def test_what_is_all_reserved_is_not_offered_and_what_is_broken_is_asked():
    text = "Artikel;Aantal gereserveerd;Aantal defect;Aantal\nRolstoel;5;1;5\n"
    (row,) = read(text).items
    assert row.status == "reserved"
    assert [flag["kind"] for flag in row.flags] == ["defect"]


def test_boxes_are_counted_by_the_column_that_counts_them():
    text = "Item;Quantity per case;Cases;Price per case\nGloves;1000;3;€ 20\n"
    found = items(text, "quantity", "unit", "pack_size", "price_eur", "price_per")
    assert found == [(3, "doos", 1000, 20, "box")]


@pytest.mark.parametrize(
    "heading",
    ["Verzekerde waarde", "Cost center", "Acquisition cost", "Vervangingswaarde"],
)
def test_a_value_is_no_asking_price(heading):
    assert one(heading, "300,00", "terms") == "unknown"


def test_a_bare_cost_in_a_register_is_what_it_cost():
    text = "Item;Qty;Purchase date;Cost\nWheelchair;2;2020-06-30;690\n"
    assert items(text, "terms", "available_from") == [("unknown", None)]


# -- Rows ---------------------------------------------------------------------------
def kinds(text):
    return [row.kind for row in read(text).rows]


def test_goods_that_begin_like_a_total_are_offered():
    goods = ["TotalCare bed", "Total hip instrumentenset", "Totaalset bedlinnen"]
    rows = "".join(f"{title};4;gratis\n" for title in goods)
    text = f"Omschrijving;Aantal;Prijs\n{rows}Totaal;12;\n"
    assert kinds(text) == ["header", "item", "item", "item", "total"]


@pytest.mark.parametrize(
    ("label", "sum_", "kind"),
    [
        ("Totaal", "99", "total"),
        ("Subtotaal:", "99", "total"),
        ("Totaal paviljoen 3", "5", "total"),
        ("Total Gym 1900", "1", "item"),
    ],
)
def test_a_total_says_nothing_else_or_adds_up(label, sum_, kind):
    text = f"Wat;Aantal;Prijs\nRollator;3;25\nRolstoel;2;50\n{label};{sum_};\nBed;1;5\n"
    assert kinds(text)[3] == kind


def test_a_total_may_have_as_many_cells_as_the_list():
    rows = "Rollator;3;25,00;75,00;8\nRolstoel;2;50,00;100,00;15\n"
    text = f"Wat;Aantal;Prijs;Totaal prijs;Gewicht\n{rows}Totaal;5;75,00;175,00;23\n"
    assert kinds(text) == ["header", "item", "item", "total"]


def test_a_list_in_capitals_has_no_sections():
    text = "ARTIKEL;AANTAL\nROLSTOEL;3\nTILLIFT;\nPOSTOEL;2\n"
    assert kinds(text) == ["header", "item", "item", "item"]
    assert kinds("ROLSTOEL\nTILLIFT\nPOSTOEL\nROLLATOR\n") == ["item"] * 4


def test_a_notebook_is_no_note():
    assert kinds("Notebook Dell\nBureaustoel\nRolstoel\nTafel\n") == ["item"] * 4
    assert kinds("Note: ophalen in december\nBed\nRolstoel\nTafel\n")[0] == "note"


def test_a_stray_quotation_mark_swallows_no_rows():
    text = 'Wat;Aantal;Prijs\nMonitor "24 inch;4;gratis\n";6;gratis\n"Tafel;2;5\n'
    assert items(text + "Kast;1;5\n", "title", "quantity") == [
        ("Monitor \"24 inch", 4),
        ("Monitor \"24 inch", 6),
        ('"Tafel', 2),
        ("Kast", 1),
    ]  # fmt: skip


def test_a_cell_of_several_lines_is_still_one_cell():
    text = 'Wat;Aantal;Opmerking\n"Kast";2;"oud;\nmaar goed"\nBed;1;\n'
    assert items(text, "title", "quantity") == [("Kast", 2), ("Bed", 1)]


def test_commas_in_the_text_do_not_win_from_the_separator():
    text = "Omschrijving;Aantal\nBed, matras, hek, papegaai;3\nTafel, stoel, lamp;2\n"
    assert items(text, "title", "quantity") == [
        ("Bed, matras, hek, papegaai", 3),
        ("Tafel, stoel, lamp", 2),
    ]


def test_a_sheet_without_anything_harms_no_other():
    book = workbook(Blad1=[["Wat", "Aantal"], ["Bed", 2]], Blad2=[])
    assert [row.title for row in read(as_bytes(book), "lijst.xlsx").items] == ["Bed"]


# -- Spreadsheets ---------------------------------------------------------------------
def test_what_is_out_of_sight_is_told_from_the_rest():
    book = workbook(
        Blad=[["Artikel", "Aantal", "Intern"], ["Bed", 3, "a"], ["Lamp", 1, "b"]]
    )
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    rows = read(as_bytes(book), "lijst.xlsx").items
    assert [(row.title, row.hidden, row.remarks) for row in rows] == [
        ("Bed", False, ""),
        ("Lamp", True, ""),
    ]


def test_long_numbers_keep_their_digits():
    book = openpyxl.Workbook()
    book.active.append(["Artikel", "Serienummer", "Aantal"])
    book.active.append(["Rolstoel", 7654321.0, 1])
    book.active.append(["Tillift", 47, 1])
    book.active["B3"].number_format = "00000000"
    rows = read(as_bytes(book), "lijst.xlsx").items
    assert [row.serial for row in rows] == ["7654321", "00000047"]
