import pytest

from surplus.columns import choose
from surplus.headings import field_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Wat is het?", "title"),
        ("Aant.", "quantity"),
        ("Aantal per doos", "pack_size"),
        ("Dozen", "quantity"),
        ("Vraagpr. (p/st)", "price"),
        ("Wat moet het kosten", "price"),
        ("Nieuwprijs", "new_price"),
        ("Staat", "condition"),
        ("Staat nu op", "location"),
        ("Besch. tot", "until"),
        ("Beschikbaar vanaf", "from"),
        ("Beschikbaar", "period"),
        ("Kg ca.", "weight"),
        ("Lot / THT", "identity"),
        ("THT", "expiry"),
        ("Houdbaar tot", "expiry"),
        ("Inv.nr", "code"),
        ("Qty", "quantity"),
        ("Asking price (EUR)", "price"),
        ("Serial no.", "serial"),
        ("Blabla", None),
        ("", None),
    ],
)
def test_headings_name_fields_in_two_languages(heading, field):
    assert field_of(heading) == field


def test_a_heading_that_the_cells_contradict_is_not_believed():
    body = [["4410", "Rollator", "2"], ["4411", "Looprek", "3"], ["4412", "Bed", "1"]]
    columns = choose(["Artikel", "Omschrijving", "Aantal"], body)
    assert [column.field for column in columns] == ["code", "title", "quantity"]


def test_columns_without_a_heading_are_told_by_their_cells():
    body = [
        [1, "Rollator", 4, "€ 15,-", "goed", "31-12-2026"],
        [2, "Looprek", 6, "gratis", "gebruikt", "31-12-2026"],
        [3, "Tilband", 2, "€ 5,-", "goed", "31-12-2026"],
    ]
    fields = [column.field for column in choose([""] * 6, body)]
    assert fields == ["number", "title", "quantity", "price", "condition", "until"]


def test_the_names_of_contacts_are_no_remarks():
    columns = choose(["Wat", "Wie"], [["Rollator", "Joop"], ["Bed", "Marijke"]])
    assert [column.field for column in columns] == ["title", "contact"]
