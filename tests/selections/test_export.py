"""One's own offers as a file."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from base.refusal import Refused
from selections import export
from surplus.reader import read_surplus
from tests.lawful import BED

from .test_selections import all_of, browser, known, offers

__all__ = ["known"]


def read_csv(body):
    return list(csv.reader(StringIO(body.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def odd(known):
    return offers(
        known,
        1,
        title='=HYPERLINK("x")',
        description="een\nregel",
        gtin="08712345678906",
        terms=["sale"],
        price_eur=Decimal("1250.50"),
        expiry_date=timezone.localdate().replace(year=2030, month=2, day=1),
        declared=BED,
    )[0]


def test_a_csv_opens_in_a_dutch_excel(known, odd):
    with translation.override("nl"):
        answer = export.answer(all_of(known, [odd]), "csv")
    heading, row = read_csv(answer.content)
    cells = dict(zip(heading, row, strict=True))
    assert cells["Artikel"] == '\'=HYPERLINK("x")'
    assert cells["Prijs (€)"] == "1250,50"
    assert cells["Vervaldatum"] == "01-02-2030"
    assert cells["GTIN (streepjescode)"] == "08712345678906"


def test_a_workbook_has_numbers_days_and_no_formula(known, odd):
    with translation.override("nl"):
        body = export.answer(all_of(known, [odd]), "xlsx").content
    sheet = load_workbook(BytesIO(body)).active
    heading, row = sheet.iter_rows()
    cells = {name.value: cell for name, cell in zip(heading, row, strict=True)}
    assert (cells["Artikel"].value, cells["Artikel"].data_type) == (odd.title, "s")
    assert cells["Prijs (€)"].value == 1250.5
    assert cells["Vervaldatum"].value.date() == odd.expiry_date
    assert cells["GTIN (streepjescode)"].value == "08712345678906"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_is_read_again_as_a_list(known, kind, language):
    day = timezone.localdate().replace(year=2031, month=3, day=4)
    said = {
        "title": "Verbandgaas steriel",
        "quantity": 12,
        "lot": "LX-20",
        "gtin": "8712345678906",
        "expiry_date": day,
        "weight_kg": Decimal("0.35"),
    }
    row = offers(known, 1, terms=["sale"], price_eur=Decimal("12.50"), **said)[0]
    with translation.override(language):
        body = export.answer(all_of(known, [row]), kind).content
    today = timezone.localdate()
    (again,) = read_surplus(BytesIO(body), f"mijn.{kind}", today=today).rows[-1:]
    assert (again.title, again.quantity, again.price_eur) == (row.title, 12, 12.5)
    assert (again.lot, again.gtin, again.expiry) == (row.lot, row.gtin, day)
    assert (again.terms, again.weight_kg_each) == ("sale", 0.35)


def test_a_file_has_what_the_list_shows(known, carla):
    offers(known, 2, title="Kast")
    offers(known, 1, title="Stoel")
    offers(carla, 1, title="Kast")
    body = browser(known).get("/listings/many/offers.csv?q=kast").content
    assert len(body.splitlines()) == 3


def test_too_many_for_a_file_is_refused(known, monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 1)
    with pytest.raises(Refused):
        export.answer(all_of(known, offers(known, 2)), "csv")
