"""Is this the thing that was asked for? Judged by pairs with a human verdict."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from wanted.likeness import (
    CONFLICT,
    KIND,
    MOST_WORDS,
    NOTHING,
    ONLY_CATEGORY,
    OTHER,
    PER_WORD,
    SAME,
    UNKNOWN,
    WIDER,
    likeness,
    read,
)
from wanted.matching import ANNOUNCE

HERE = Path(__file__).parent


def pairs(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_announced(pair):
    """Texts only: nobody chose a category."""
    listing = read(pair["listing_title"], pair["listing_description"])
    want = read(pair["wanted_title"], pair["wanted_description"])
    return likeness(want, listing) >= ANNOUNCE


def alike(want, listing):
    return likeness(read(want), read(listing)) >= ANNOUNCE


@pytest.mark.parametrize("name", ["pairs.csv", "pairs_more.csv"])
def test_what_is_announced_is_right_and_most_is_found(name):
    found = [pair for pair in pairs(name) if is_announced(pair)]
    right = [pair for pair in found if pair["should_match"] == "yes"]
    all_right = [pair for pair in pairs(name) if pair["should_match"] == "yes"]
    assert len(right) / len(found) >= 0.92
    assert len(right) / len(all_right) >= 0.85


def test_the_score_is_a_line_of_json_for_each_part(tmp_path):
    file, out = tmp_path / "pairs.csv", StringIO()
    head = "listing_title,listing_description,wanted_title,wanted_description"
    rows = ["Laptop,,Laptop,,yes", "Rolstoel,,Rolstoelen gezocht,,no", "Bed,,Kast,,yes"]
    file.write_text("\n".join([f"{head},should_match", *rows]))
    call_command("score_matching", file, stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.partition(":")[0] for line in lines[:2]] == [
        "Rolstoelen gezocht / Rolstoel",
        "Kast / Bed",
    ]
    figures = {"precision": 0.5, "recall": 0.5, "threshold": 0.5}
    assert json.loads(lines[-1]) == {"part": "all", "cases": 3, **figures}


@pytest.mark.parametrize(
    ("want", "listing"),
    [
        ("Rolstoel", "Rolstoelkussen"),
        ("Rolstoel", "Voetsteunen rolstoel"),
        ("Laptop", "Laptoptas"),
        ("Infuuspomp", "Infuusstandaard"),
        ("AED", "AED-kast"),
        ("Tillift", "Tillift instructie"),
        ("Zorgbed", "Kinderledikant"),
        ("Bureaustoel", "Tuinstoelen"),
        ("Matras", "Pomp voor AD-matras"),
    ],
)
def test_a_part_or_a_cousin_is_not_the_thing(want, listing):
    assert not alike(want, listing)


@pytest.mark.parametrize(
    ("want", "listing"),
    [
        ("Rolstoelen gezocht", "Rolstoel met kussen"),
        ("Hoog laag bed", "Zorgbedden"),
        ("Care beds", "Hoog-laagbed"),
        ("Wheelchair", "Opvouwbare rolstoel"),
        ("Kar voor linnen", "Linnenkar"),
        ("Weegschaal", "Rolstoelweegschaal met oprit"),
    ],
)
def test_other_words_for_the_same_thing_match(want, listing):
    assert alike(want, listing)


@pytest.mark.parametrize(
    ("want", "listing", "fits"),
    [
        ("Tilband maat M", "Tilbanden maat M en L", True),
        ("Tilband maat S", "Tilbanden maat M en L", False),
        ("Nitril handschoenen XL", "Nitril handschoenen S", False),
        ("Maagsonde CH8 tot 12", "Maagsonde CH10", True),
        ("Maagsonde CH6", "Maagsonde CH16", False),
        ("Tillift tot 200 kg", "Tillift 220 kg", True),
        ("Tillift minstens 250 kg", "Tillift max 160 kg", False),
        ("Vergaderzaal voor 35 mensen", "Vergaderzaal 40 personen", True),
        ("Vergaderzaal voor 60 mensen", "Vergaderzaal 40 personen", False),
        ("Spreekkamer op woensdag", "Spreekkamer vrij op woensdag", True),
        ("Spreekkamer op vrijdag", "Spreekkamer vrij op woensdag", False),
        ("FFP2 maskers", "FFP3 maskers", True),
        ("FFP3 maskers", "FFP2 maskers", False),
        ("Schort wegwerp", "Schort wasbaar", False),
    ],
)
def test_sizes_and_the_like_must_fit(want, listing, fits):
    assert alike(want, listing) == fits


def test_the_chosen_category_decides_between_two_readings():
    transport = read("Transport beademingstoestel", "", "ventilator")
    assert [thing.leaf for thing in transport.things] == ["ventilator"]


def test_a_brand_name_alone_matches_within_a_category_of_one_thing():
    chair = read("Ligero 2 zilver", "", "wheelchair")
    assert likeness(read("Rolstoel", "", "wheelchair"), chair) >= ANNOUNCE
    assert likeness(read("Rollator", "", "rollator"), chair) == 0


def test_a_brand_name_says_too_little_within_a_mixed_category():
    sold = read("Ligero 2 zilver", "", "cleaning-supplies")
    assert likeness(read("Pedaalemmer", "", "cleaning-supplies"), sold) < ANNOUNCE


@pytest.mark.parametrize(
    ("want", "listing", "level"),
    [
        ("Wheelchair", "Rolstoel", SAME),
        ("Salontafel", "Bijzettafel", SAME),
        ("Wandkast", "Wandkasten", SAME + PER_WORD),  # the name of neither
        ("Rolstoeltas", "Rolstoeltassen", SAME + PER_WORD),
        ("Tafel", "Vergadertafel", KIND),
        ("Kast", "Wandkast", KIND),
        ("Ruimte", "Vergaderzaal", KIND),
        ("Vergadertafel", "Tafel", WIDER),
        ("Wandkast", "Kast", WIDER),
        ("Vergadertafel", "Eettafel", OTHER),
        ("Wandkast", "Hoekkast", OTHER),
        ("Wandkast", "Archiefkast", OTHER),
        ("Archiefkast", "Wandkast", OTHER),
        ("Tafel", "Salontafel", OTHER),
        ("Rolstoel", "Rolstoeltas", OTHER),
        ("Vergaderzaal", "Ruimte", NOTHING),
        ("Tafel blauw", "Bed blauw", NOTHING),
        ("Tilband maat S", "Tilband maat L", SAME * CONFLICT),
    ],
)
def test_what_the_things_are_to_each_other_is_most_of_it(want, listing, level):
    assert likeness(read(want), read(listing)) == level


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("wit", 1),
        ("blauw", 1),
        ("blauw opvouwbaar", 2),
        ("wheelchair", 0),  # the thing itself
        ("graag", 0),
        ("zo", 0),
        ("500", 0),
        ("1.250", 0),
    ],
)
def test_each_further_word_that_both_use_raises_it_a_little(words, number):
    want, listing = read("Rolstoel", words), read("Rolstoel", f"{words} apeldoorn")
    assert likeness(want, listing) == SAME + number * PER_WORD


def test_many_words_that_both_use_raise_it_to_one():
    text = read("Rolstoel blauw groot comfort")
    assert likeness(text, text) == SAME + MOST_WORDS == 1
    assert likeness(text, text, at_least=1) == 1


@pytest.mark.parametrize(
    ("want", "listing", "category", "level"),
    [
        ("Rolstoel", "Ligero 2 zilver", "wheelchair", ONLY_CATEGORY),
        ("Ligero 2 zilver", "Rolstoel", "wheelchair", ONLY_CATEGORY),
        ("Salontafel", "Ikea Lack", "table", UNKNOWN),
        ("Quickie", "Ligero 2 zilver", "wheelchair", UNKNOWN),
        ("Quickie", "Ligero 2 zilver", "", NOTHING),
    ],
)
def test_the_category_speaks_where_no_thing_is_known(want, listing, category, level):
    texts = read(want, "", category), read(listing, "", category)
    assert likeness(*texts) == level


texts = st.lists(
    st.sampled_from(
        ["tafel", "vergadertafel", "wandkast", "kast", "rolstoel", "blauw", "wit",
         "apeldoorn", "maat S", "maat L", "nieuw"]
    ),
    max_size=5,
).map(" ".join)  # fmt: skip


@given(texts, texts, st.floats(0, 1))
def test_a_lower_limit_leaves_out_nothing_that_reaches_it(want, listing, at_least):
    whole = likeness(read(want), read(listing))
    found = likeness(read(want), read(listing), at_least)
    assert 0 <= whole <= 1
    assert found == (whole if whole >= at_least else found)
    assert found in (whole, NOTHING)


def test_what_cannot_reach_the_limit_is_left_out():
    want, listing = read("Vergadertafel"), read("Tafel")
    assert likeness(want, listing, at_least=WIDER + MOST_WORDS) == WIDER
    assert likeness(want, listing, at_least=WIDER + MOST_WORDS + 0.01) == NOTHING


@pytest.mark.parametrize("text", ["", "   ", "123", "???", "'; drop table", "é" * 120])
def test_any_text_can_be_read(text):
    assert likeness(read(text, text), read(text, text)) <= 1
