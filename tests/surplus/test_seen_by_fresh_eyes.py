"""Kinds of trouble in lists of somebody who did not know the reader."""

from datetime import date

import pytest

from .test_as_people_keep_them import items, one, read


def kinds(text):
    return [row.kind for row in read(text).rows]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Houdb.",
            "Houdbhd.",
            "MHD",
            "SLED",
            "Verval",
            "Vervaldat",
            "Verv.dat.",
            "UHD",
        ),
        *("Steriliteit t/m", "Te gebruiken tot", "Gebruiken voor", "Shelf life"),
        *("Exp. date", "Uiterste gebruiksdatum", "THT (dd-mm-jjjj)"),
    ],
)
def test_goods_over_date_are_seen_under_every_name_of_their_date(heading):
    (row,) = read(f"Artikel;Aantal;{heading}\nGaas;2;01-02-2025\n").items
    assert (row.expiry, row.available_until) == (date(2025, 2, 1), None)


@pytest.mark.parametrize(
    "heading", ["Scandatum", "Besteldatum", "PPM datum", "Levering", "Datum"]
)
def test_a_day_of_something_else_ends_no_offer(heading):
    (row,) = read(f"Artikel;Aantal;{heading}\nGaas;2;01-02-2025\n").items
    assert (row.available_from, row.available_until, row.expiry) == (None, None, None)


@pytest.mark.parametrize(
    ("heading", "cell", "expiry"),
    [
        ("THT", "31 10 2026", date(2026, 10, 31)),
        ("THT", "09/26 en 03/27", date(2026, 9, 30)),
        ("THT", "wk44/26", date(2026, 11, 1)),
        ("THT", "2027-Q1", date(2027, 3, 31)),
        ("Expiry (MM/DD/YYYY)", "03/04/2027", date(2027, 3, 4)),
        ("Expiry (DD/MM/YYYY)", "03/04/2027", date(2027, 4, 3)),
        ("Lot / THT", "lot 031027 tht 031127", date(2027, 11, 3)),
        ("Lot / THT", "AB12 270331", date(2027, 3, 31)),
        ("Lot / THT", "AB12/10-26", date(2026, 10, 31)),
        ("Opm", "UBD 10/26", date(2026, 10, 31)),
        ("Opm", "uiterste datum 31-10-2026", date(2026, 10, 31)),
    ],
)
def test_a_date_is_read_as_it_stands(heading, cell, expiry):
    assert one(heading, cell, "expiry") == expiry


@pytest.mark.parametrize("said", ["past expiry", "datum verstreken", "verlopen"])
def test_a_remark_that_it_is_over_is_a_flag(said):
    (row,) = read(f"Artikel;Aantal;Opm\nGaas;2;{said}\n").items
    assert [flag["kind"] for flag in row.flags] == ["expired"]


def test_labels_are_read_under_any_heading():
    label = "(01)08710398500014(17)261030(10)X99"
    text = f"Scancode;Product;Aantal\n{label};Gaas;2\n{label};Verband;3\n"
    assert (
        items(text, "gtin", "lot", "expiry")
        == [("8710398500014", "X99", date(2026, 10, 30))] * 2
    )


@pytest.mark.parametrize(
    ("cell", "terms", "price"),
    [
        ("50 ct", "sale", 0.5),
        ("12€50", "sale", 12.5),
        ("van 20 voor 10", "sale", 10),
        ("nieuw 100, nu 25", "sale", 25),
        ("€ 5,00/100 st", "sale", 0.05),
        ("12,5 per 10", "sale", 1.25),
        ("2 voor € 5", "sale", 2.5),
        ("€ 25 borg", "unknown", None),
        ("art. 1234", "unknown", None),
        ("niet te koop", "unknown", None),
        ("4 x 10", "unknown", None),
    ],
)
def test_the_words_in_a_price_count(cell, terms, price):
    text = f"Artikel;Aantal;Prijs\nStoel;4;{cell}\nBed;1;5\nKast;2;7\nTafel;1;9\n"
    assert items(text, "terms", "price_eur")[0] == (terms, price)


@pytest.mark.parametrize(
    "remark",
    ["deur 2 klemt", "kleur wit 3 lades", "gekeurd 2018", "latex free 10 stuks"],
)
def test_a_number_in_a_remark_is_no_price(remark):
    assert one("Opmerking", remark, "terms") == "unknown"


@pytest.mark.parametrize(
    "heading",
    [
        *("Defect", "Geblokkeerd", "In gebruik", "Minimum", "Max", "Verbruik", "Werk"),
        *("Budget", "WOZ", "Adviesprijs", "Verzendkosten", "Borg", "Current Value"),
    ],
)
def test_figures_of_something_else_are_neither_price_nor_number(heading):
    rows = "".join(
        f"{title};{n}\n" for title, n in [("Stoel", 0), ("Bed", 0), ("Kast", 2)]
    )
    found = items(f"Wat;{heading}\n{rows}", "terms", "quantity")
    assert found == [("unknown", 1)] * 3


def test_what_a_stock_system_can_give_is_what_is_free():
    text = (
        "Materiaalkorttekst;Werk;Batch;Houdbhd.;Vrij te gebruiken;BHE;Geblokkeerd\n"
        "INFUUSSET;1000;23A;31.03.2027;1.250,000;ST;50,000\n"
        "SPUIT 10 ML;1000;K2;15.01.2027;48,000;ST;0,000\n"
    )
    found = items(text, "quantity", "expiry", "terms")
    assert found == [
        (1250, date(2027, 3, 31), "unknown"),
        (48, date(2027, 1, 15), "unknown"),
    ]


def test_a_cross_says_what_its_heading_says():
    text = (
        "Object;Aantal;Gratis;Te koop;Nieuw;Defect;Bedrag\n"
        "Stoel;5;x;;;x;\nMuis;12;;x;x;;7,50\n"
    )
    assert items(text, "terms", "price_eur", "condition") == [
        ("free", 0, "repair"),
        ("sale", 7.5, "new"),
    ]


@pytest.mark.parametrize(
    "remark",
    [
        *("was van cliënt Femke Hoekstra, kamer 12", "retour van mw. Bakker"),
        *("gereserveerd voor Pieter Smits", "bel Kadir 06 12 34 56 78"),
        *("contactpersoon: Els van Beek tel 030-2345678", "Previously: Peter Jansen"),
        *("mail j.proef@zorg.example", "BSN 123456782"),
    ],
)
def test_people_in_a_remark_are_left_out(remark):
    kept = one("Opmerking", f"{remark}. Wielen zijn goed", "remarks")
    assert not set(kept.split()) & {"Femke", "Hoekstra", "Bakker", "Pieter", "Smits"}
    assert not set(kept.split()) & {"Kadir", "Els", "Beek", "Peter", "Jansen"}
    assert not any(sign in kept for sign in ("@", "12 34", "2345678", "123456782"))
    assert "Wielen zijn goed" in kept


@pytest.mark.parametrize(
    "remark",
    [
        *("ophalen tot 01-02-2027 in overleg", "EAN 8710398500014", "90 x 200 x 20"),
        *(
            "artikel 0612345678901",
            "kamer 12, voor kantoor",
            "model Philips Respironics",
        ),
    ],
)
def test_what_is_no_person_stays_in_a_remark(remark):
    assert one("Opmerking", remark, "remarks") == remark


@pytest.mark.parametrize(
    ("remark", "start", "end"),
    [
        ("ophalen tot 1 feb 2027", None, date(2027, 2, 1)),
        ("vrij vanaf 01-02-2027", date(2027, 2, 1), None),
        ("beschikbaar 15 t/m 20 dec 2026", date(2026, 12, 15), date(2026, 12, 20)),
    ],
)
def test_when_it_can_be_fetched_may_stand_in_a_remark(remark, start, end):
    text = f"Artikel;Aantal;Opmerking\nBed;2;{remark}\n"
    assert items(text, "available_from", "available_until") == [(start, end)]


@pytest.mark.parametrize(
    ("status", "read_as"),
    [
        ("In gebruik", "reserved"),
        ("niet meer in gebruik", "available"),
        ("Deployed", "reserved"),
        ("Archived", "gone"),
        ("Vermist", "gone"),
    ],
)
def test_a_status_says_whether_it_can_be_had(status, read_as):
    assert one("Status", status, "status") == read_as


def test_a_size_in_a_title_is_no_pack():
    (row,) = read("Artikel;Aantal\nVerbandgaas 10 x 10;10\n").items
    assert (row.title, row.pack_size) == ("Verbandgaas 10 x 10", None)


def test_some_that_are_reserved_are_not_all():
    (row,) = read("Artikel;Aantal;Opm\nStoel;24;6 gereserveerd\n").items
    assert row.status == "available"
    assert row.notes[-1] == "“6 gereserveerd”: 18 are left."


def test_the_last_things_of_a_list_are_things():
    text = "Wat;Aantal;Prijs\nBed;2;10\nStoel;1;5\nTafel;;\nGroet, de afdeling;;\n"
    assert kinds(text)[3:] == ["item", "footer"]


def test_headings_on_every_page_of_a_list_are_no_goods():
    head = "Omschrijving;Aantal;Prijs\n"
    assert kinds(f"{head}Bed;2;10\n{head}Stoel;1;5\n") == ["header", "item"] * 2


@pytest.mark.parametrize("symbols", ["wat;aant;€", "Object;#;€"])
def test_a_sign_heads_a_column(symbols):
    text = f"{symbols}\nDriewielfiets;4;150\nKussen;2;5\nKast;2;9\n"
    assert items(text, "quantity", "price_eur") == [(4, 150), (2, 5), (2, 9)]


# -- Exports and forms of other systems ----------------------------------------------
def test_what_a_register_says_is_in_use_or_gone_is_not_offered():
    rows = "Laptop;In gebruik\nMonitor;Afgevoerd\nBureau;Overcompleet\n"
    found = items(f"Objectsoort;Objectstatus\n{rows}", "status")
    assert found == ["reserved", "gone", "available"]


def test_a_bare_free_counts_when_it_holds_numbers():
    text = (
        "Artikel;Omschrijving;Voorraad;Gereserveerd;Vrij;Eenh.;VVP\n"
        "10.0012;Spuit 10 ml;1.250,00;250,00;1.000,00;DS;3,8500\n"
        "10.0044;Infuusset;48,00;0,00;48,00;ST;0,0780\n"
        "20.0100;Waterkoker;-2,00;0,00;-2,00;ST;24,9500\n"
        "20.0101;Bedlinnen;0,00;0,00;0,00;SET;12,0000\n"
    )
    assert items(text, "quantity", "terms", "status") == [
        (1000, "unknown", "available"),
        (48, "unknown", "available"),
        (None, "unknown", "available"),
        (0, "unknown", "gone"),
    ]
    assert one("Vrij", "1-2-2027", "available_from") == date(2027, 2, 1)


def test_questions_may_head_the_columns():
    heads = "Wat?;Hoeveel?;Hoe ziet het eruit?;Wat moet het opleveren?"
    text = (
        f"{heads};Wanneer moet het weg?\n"
        "stoel;12;wiebelt;5 p.st.;31-1-2027\nkast;1;zwaar;niks;31-1-2027\n"
    )
    assert items(text, "price_eur", "available_until", "remarks") == [
        (5, date(2027, 1, 31), "wiebelt"),
        (0, date(2027, 1, 31), "zwaar"),
    ]


def test_packs_are_counted_where_nothing_else_is():
    text = "Artikelnaam;Verp.;Inhoud;AIP\nGaas;12;10;18,40\nVerband;5;100;9,95\n"
    assert items(text, "quantity", "unit", "pack_size", "terms") == [
        (12, "pak", 10, "unknown"),
        (5, "pak", 100, "unknown"),
    ]


def test_lines_that_were_drawn_are_no_rows():
    line = "-" * 60 + "\n"
    rows = [
        "|Materiaal|Materiaalkorttekst|Werk|BHE|Vrij te gebruiken|\n",
        "|0000102|INFUUSSET|1000|ST|  120 |\n|0000103|MASKER|1000|DS| 1.040 |\n",
        "|0000104|TILLIFT|1000|ST|  4 |\n",
    ]
    text = f"Voorraden naar materiaal\n\n{line}{rows[0]}{line}{rows[1]}{rows[2]}{line}"
    assert items(text, "title", "quantity", "unit", "remarks") == [
        ("INFUUSSET", 120, "stuk", ""),
        ("MASKER", 1040, "doos", ""),
        ("TILLIFT", 4, "stuk", ""),
    ]


def test_a_total_of_several_places_is_what_can_be_given():
    text = (
        "Artikel;Aantal;;;Totaal\n;BG;1e verd.;2e verd.;\nStoel;4;6;2;12\nKast;;3;1;4\n"
    )
    assert items(text, "quantity", "location") == [(12, None), (4, None)]


FORM = (
    "Tijdstempel,E-mailadres,{name},Wat bied je aan?,Hoeveel?,Mag het gratis weg?\n"
    "2026/11/20 9:12:33,a@zorg.example,Anna Jansen,Bureaustoelen,6,Ja\n"
    '2026/11/21 4:02:01,b@zorg.example,Bram de Boer,Douchestoel,2,"Nee, 25 euro"\n'
    "2026/11/21 4:05:41,b@zorg.example,Bram de Boer,Kussen,1,Nee\n"
)


@pytest.mark.parametrize("name", ["Jouw naam", "Naam", "Your name", "Naam inzender"])
def test_the_answers_to_a_form_tell_nobody_who_gave_them(name):
    assert items(FORM.format(name=name), "terms", "price_eur", "remarks") == [
        ("free", 0, ""),
        ("sale", 25, ""),
        ("unknown", None, ""),
    ]
