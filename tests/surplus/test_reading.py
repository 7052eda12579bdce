import io
import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surplus.reader import read_surplus
from surplus.rows import Surplus
from surplus.score import score
from surplus.unreadable import Unreadable

from .lists import ALL, as_bytes, workbook

TODAY = date(2026, 11, 23)
EXAMPLE = Path(__file__).parent / "example"


def read(content, name="lijst.xlsx"):
    return read_surplus(io.BytesIO(content), name, today=TODAY)


def read_rows(*rows):
    return read(as_bytes(workbook(Blad=rows))).rows


@pytest.mark.parametrize("name", ALL)
def test_lists_in_other_hands_are_read_as_a_person_would(name):
    content, file_name, expected = ALL[name]()
    result = score(read(content, file_name), expected, csv=file_name.endswith(".csv"))
    assert result.disagreements == []


@pytest.mark.parametrize(
    "name",
    ["surplus_example.xlsx", "surplus_example.csv", "surplus_example_magazijn.csv"],
)
def test_the_example_is_read_nearly_as_a_person_did(name):
    expected = json.loads((EXAMPLE / "surplus_expected.json").read_text("utf-8"))
    surplus = read((EXAMPLE / name).read_bytes(), name)
    assert score(surplus, expected, csv=name.endswith(".csv")).agree >= 0.98


def test_a_reading_survives_json():
    surplus = read((EXAMPLE / "surplus_example.xlsx").read_bytes())
    assert Surplus.from_json(json.loads(json.dumps(surplus.to_json()))) == surplus


def test_the_columns_tell_how_they_were_read():
    content, name, _expected = ALL["bare"]()
    sheet = read(content, name).sheets[0]
    assert [(c.letter, c.field, c.by_content) for c in sheet.columns[:3]] == [
        ("A", "number", True),
        ("B", "title", True),
        ("C", "quantity", True),
    ]


def test_a_row_without_a_number_says_so_and_stays_out():
    _header, row = read_rows(["Wat", "Aantal", "Staat"], ["Bed", "diverse", "goed"])
    assert row.problems == ["How many are there? “diverse” is no number."]
    assert row.is_readable is False


def test_a_row_that_does_not_say_what_it_is_stays_out():
    row = read_rows(["Wat", "Aantal", "Prijs"], ["Bed", 1, 10], [None, 4, "€ 20"])[2]
    assert row.problems == ["It does not say what this is."]


def test_what_was_not_understood_is_noted():
    row = read_rows(
        ["Wat", "Aantal", "Prijs", "Beschikbaar tot", "Barcode"],
        ["Xyzzy", 1, "taart", "na de verbouwing", "8712345000012"],
    )[1]
    assert row.notes == [
        "The price “taart” was not understood.",
        "The barcode “8712345000012” is not a valid one.",
        "The date “na de verbouwing” was not understood.",
        "No category was recognised; choose one.",
    ]


def test_a_name_in_a_title_is_left_out_and_noted():
    row = read_rows(["Wat", "Aantal"], ["Rolstoel mw. De Groot", 1])[1]
    assert (row.title, row.notes) == (
        "Rolstoel",
        ["A person's name was left out of the title."],
    )


def test_repeated_rows_point_at_the_first():
    header = ["Wat", "Aantal", "Locatie"]
    rows = read_rows(header, ["Rollators", 4, "West"], ["rollator", 4, "West"])
    assert rows[2].duplicate_of == {"sheet": "Blad", "row": 2}
    rows = read_rows(header, ["Rollators", 4, "West"], ["rollator", 4, "Oost"])
    assert rows[2].duplicate_of is None


def test_what_has_expired_or_is_too_dear_is_flagged():
    header = ["Wat", "Aantal", "Prijs", "THT"]
    row = read_rows(header, ["Bureaustoel", 1, 1250, "01-2026"])[1]
    assert [flag["kind"] for flag in row.flags] == ["expired", "price_check"]


def test_dittos_and_merged_places_are_filled_in():
    book = workbook(
        Blad=[
            ["Wat", "Aantal", "Locatie"],
            ["Bed", 1, "West, kelder"],
            ["Stoel", 2, '"'],
            ["Tafel", 3, "Oost"],
            ["Kast", 4, None],
        ]
    )
    book["Blad"].merge_cells("C4:C5")
    places = [row.location for row in read(as_bytes(book)).items]
    assert places == ["West, kelder", "West, kelder", "Oost", "Oost"]


def test_a_merged_quantity_is_not_counted_twice():
    book = workbook(
        Blad=[["Wat", "Aantal"], ["Bed", 3], ["Matras", None], ["Stoel", 1]]
    )
    book["Blad"].merge_cells("B2:B3")
    assert [row.quantity for row in read(as_bytes(book)).items] == [3, None, 1]


def test_sections_may_say_where_things_are():
    rows = read_rows(
        ["Wat", "Aantal"],
        ["Locatie Berkenhof"],
        ["Bed", 3],
        ["Locatie Elzenhof"],
        ["Stoel", 1],
    )
    assert [row.kind for row in rows] == [
        "header",
        "section",
        "item",
        "section",
        "item",
    ]
    assert [rows[2].location, rows[4].location] == ["Berkenhof", "Elzenhof"]


CELL = st.one_of(
    st.none(),
    st.integers(-10, 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.text("aeinst€.,-/()0123456789 x\"'\n", max_size=20),
    st.sampled_from(
        ["Aantal", "Omschrijving", "Bed", "3 dozen à 4", "gratis", "t/m", "p.d."]
    ),
    st.sampled_from(
        ["31-12-2026", "(01)(17)", "0108712345000042", "locatie", "van", "%", "{0}"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, max_size=6), max_size=8))
def test_no_table_breaks_the_reader(rows):
    with suppress(Unreadable):  # for a table without a single cell
        json.dumps(read(as_bytes(workbook(Blad=rows))).to_json())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_no_bytes_break_the_reader(content, name):
    with suppress(Unreadable):
        json.dumps(read(content, name).to_json())
