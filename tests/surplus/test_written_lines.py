"""Lists that are written as a text: a mail that was pasted into a file."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surplus.unreadable import Unreadable

from .test_as_people_keep_them import items, read

MAIL = """Van: Marijke Proef <m.proef@zorg.example>
Onderwerp: spullen die weg mogen

Beste collega's,

Bij ons op locatie Dennenheuvel ruimen we de zolder leeg. Dit mag weg:

- 10 bureaustoelen, zwart, in goede staat, gratis
- 3 vergadertafels 240x120 cm à € 50 per stuk
- een tillift (Arjo), defect, gratis voor onderdelen, ophalen
  voor 1 februari 2027
- ca. 40 stapelstoelen - t.e.a.b.
- nachtkastjes, 18 stuks; te leen tot 1-3-2027
* 2 dozen handschoenen maat M, THT 06-2027, lot 12AB, staat in de kelder
- schilderijen
- graag zelf ophalen en vooraf bellen

De gordijnen blijven hangen.

Met vriendelijke groet,
Marijke Proef, 06-12345678
2 kinderen, 1 hond
"""


def kinds(text):
    return [row.kind for row in read(text, "mail.txt").rows if row.kind != "empty"]


def test_a_mail_is_read_line_by_line():
    names = ("row", "title", "quantity", "unit", "terms", "price_eur", "location")
    assert items(MAIL, *names) == [
        (8, "Bureaustoelen", 10, "stuk", "free", 0, "Dennenheuvel"),
        (9, "Vergadertafels 240x120 cm", 3, "stuk", "sale", 50, "Dennenheuvel"),
        (10, "Tillift (Arjo)", 1, "stuk", "free", 0, "Dennenheuvel"),
        (12, "Stapelstoelen", 40, "stuk", "ask", None, "Dennenheuvel"),
        (13, "Nachtkastjes", 18, "stuk", "loan", None, "Dennenheuvel"),
        (14, "Handschoenen maat M", 2, "doos", "unknown", None, "kelder"),
        (15, "Schilderijen", None, "stuk", "unknown", None, "Dennenheuvel"),
    ]


def test_what_is_said_of_it_stands_in_its_field():
    names = ("condition", "available_until", "expiry", "lot", "remarks")
    assert items(MAIL, *names) == [
        ("good", None, None, None, "zwart"),
        ("unknown", None, None, None, ""),
        ("repair", date(2027, 2, 1), None, None, ""),
        ("unknown", None, None, None, ""),
        ("unknown", date(2027, 3, 1), None, None, ""),
        ("unknown", None, date(2027, 6, 30), "12AB", ""),
        ("unknown", None, None, None, ""),
    ]


def test_what_is_no_offer_is_left_for_a_person():
    assert kinds(MAIL) == [
        *("title", "note", "note", "note"),
        *["item"] * 7,
        *("note", "note", "footer", "footer", "footer"),
    ]
    assert "06-12345678" not in str([row.remarks for row in read(MAIL).items])
    assert len(read(MAIL).notes) == 1
    assert read(MAIL).sheets[0].columns == []


def test_how_many_there_are_is_asked_where_a_line_does_not_say_it():
    row = read(MAIL).items[-1]
    assert row.problems == ["It does not say how many there are."]


def test_a_skipped_line_can_be_an_offer():
    text = "Beste,\nEr staat nog een oude kopieermachine.\nGroet Kees\n"
    assert read(text).items == []
    surplus = read(text, offers=[("lijst", 2)])
    [row] = surplus.items
    assert row.title == "Er staat nog een oude kopieermachine."


@pytest.mark.parametrize(
    "text",
    [
        "Hallo,\n8 hoog-laagbedden\n12x nachtkastje wit\nnog 2 tilliften\ngr. San\n",
        "> Hoi,\n> 1. 8 hoog-laagbedden\n> 2. 12 nachtkastjes\n> 3) twee tilliften\n",
        "Weg:\n• acht hoog-laagbedden\n• nachtkastjes (12x)\n• tilliften: 2 stuks\n",
        "Dag,\r\n\r\n– 8 hoog-laagbedden\r\n– 12 nachtkastjes\r\n– 2 tilliften\r\n",
    ],
)
def test_a_list_is_a_list_whatever_stands_before_its_lines(text):
    assert items(text, "quantity") == [8, 12, 2]


@pytest.mark.parametrize("start", ["", "Hoi Joop,\n\nZie de lijst, graag!\n\n"])
@pytest.mark.parametrize("separator", ["\t", ";", "|"])
def test_a_table_in_a_mail_is_read_as_a_table(start, separator):
    table = [["Artikel", "Aantal", "Locatie"], ["Bed", "4", "De Eik, 2e"]]
    table += [["Kast", "6", "De Eik, 2e"]]
    text = start + "\n".join(map(separator.join, table)) + "\n\nMvg,\nPiet Proef\n"
    assert items(text, "title", "quantity", "location") == [
        ("Bed", 4, "De Eik, 2e verdieping"),
        ("Kast", 6, "De Eik, 2e verdieping"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Spul,Stuks\nKast,3\nBed,2\nGroet Kees\n",
        "Artikel;Aantal\n- Bed;3\n- Kast;2\n",
        "Bureaustoel\nRolstoel\nTafel\n",
    ],
)
def test_a_table_is_no_text(text):
    assert not any("text without a table" in note for note in read(text).notes)


def test_the_mail_that_is_answered_is_read_too():
    text = "Zie onder.\nGroet, Kees\n\nVan: Els\nHallo,\n- 3 bedden, gratis\n"
    assert items(text, "title", "quantity") == [("Bedden", 3)]


GOODS = ["bureaustoelen", "rolstoelen", "tilliften", "nachtkastjes", "tafels"]
PRICES = {"gratis": 0, "€ 12,50": 12.5, "25 euro per stuk": 25, "te koop voor € 5": 5}
OFFER = st.tuples(
    st.sampled_from(GOODS), st.integers(1, 999), st.sampled_from(list(PRICES))
)


@given(
    st.lists(OFFER, min_size=2, max_size=8, unique_by=lambda offer: offer[0]),
    st.sampled_from(["- ", "* ", "  • ", "– ", "1. ", "12) "]),
    st.sampled_from([", ", "; ", " - "]),
    st.sampled_from(["{n} {what}", "{n}x {what}", "{what} ({n}x)", "{n} st. {what}"]),
)
@settings(max_examples=60, deadline=None)
def test_every_way_of_writing_a_line_says_the_same(offers, bullet, between, form):
    lines = [
        f"{bullet}{form.format(n=n, what=what)}{between}{price}"
        for what, n, price in offers
    ]
    text = "\n".join(["Beste allemaal,", *lines, "Groet, Els"])
    assert items(text, "title", "quantity", "price_eur") == [
        (what.capitalize(), n, PRICES[price]) for what, n, price in offers
    ]


def test_a_text_without_end_is_a_sentence():
    with pytest.raises(Unreadable) as refused:
        read("Beste,\n" + "- 3 bedden\n" * 10_001)
    assert "more than 10,000 rows" in str(refused.value)
    (row,) = read("Beste,\n- 3 bedden, " + "blauw, " * 1_000).items
    assert len(row.remarks) < 500
