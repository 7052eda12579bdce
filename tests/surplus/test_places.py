import pytest

from surplus.places import Places

CELLS = [
    "Locatie De Eik, 2e verd.",
    "De Linde, gang oost",
    "Beukenhof afd. 3",
    "Kantoor Stationsweg",
    "Stationsweg 1e",
    "Centrale keuken",
]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Locatie De Eik, 2e verd.", "De Eik, 2e verdieping"),
        ("loc. De Eik 2e", "De Eik, 2e verdieping"),
        ("De Eik BG", "De Eik, begane grond"),
        ("Beukenhof afd. 3", "Beukenhof, afdeling 3"),
        ("Beukenhof zolder", "Beukenhof, zolder"),
        ("Fietsenkelder De Linde", "De Linde, fietsenkelder"),
        ("De Linde (oude wasserij)", "De Linde, oude wasserij"),
        ("Stationsweg 1e", "Kantoor Stationsweg, 1e verdieping"),
        ("Centrale keuken", "Centrale keuken"),
        ("Dagbesteding t Atelier", "Dagbesteding 't Atelier"),
        ("Gebouw B, k. 214", "Gebouw B, kamer 214"),
        ("-", None),
        ("", None),
    ],
)
def test_one_place_has_one_form(text, place):
    assert Places.of(CELLS).read(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2e VERDIEPING DE EIK (leeg per 1-2-2027)", "De Eik, 2e verdieping"),
        ("LOCATIE ZUID", "Zuid"),
        ("KEUKEN / LINNEN", None),
        ("HULPMIDDELEN", None),
        ("Meubels op locatie De Eik, weg voor mei", "De Eik"),
        ("Overschot 2e verdieping Ter Weide", "Ter Weide, 2e verdieping"),
        ("Meubels van het huis aan de gracht", None),
    ],
)
def test_a_section_may_name_the_place(text, place):
    assert Places.of(CELLS).in_heading(text) == place


def test_a_title_may_name_the_place_of_the_whole_sheet():
    title = "Restanten magazijn Beukenhof, geteld 10-11-2026"
    assert Places.of([]).in_heading(title, always=True) == "Beukenhof, magazijn"
