"""The encoding of a text file: UTF-8, Windows, a Mac or DOS, also mixed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surplus.delimited import decoded, read_csv

CODE_PAGES = ["cp1252", "mac_roman", "cp858"]
WORDS = [
    *("Patiëntenlift", "Crème zalfpotje", "Fauteuil één zit", "Bureaustoel café"),
    *("coördinator", "geïsoleerde beker", "reünie", "financiën", "enquête", "façade"),
    *("€ 150", "80°C", "CRÈME", "Één bed", "depôt", "skaï leer", "à la carte"),
]


def titles(content):
    return [row[0] for row in read_csv(decoded(content), 100)]


@pytest.mark.parametrize("page", CODE_PAGES)
@pytest.mark.parametrize("word", WORDS)
def test_one_word_beyond_ascii_is_enough(page, word):
    list_of_two = f"{word};2\r\nTafel;3\r\n"
    assert titles(list_of_two.encode(page)) == [word, "Tafel"]


@settings(deadline=None)
@given(
    page=st.sampled_from(CODE_PAGES),
    words=st.lists(st.sampled_from([*WORDS, "Tafel 80 x 80", "Kast"]), min_size=1),
    newline=st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_a_list_says_the_same_in_every_encoding(page, words, newline):
    text = newline.join(f"{word};2" for word in words)
    assert titles(text.encode(page)) == titles(text.encode()) == words


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_wrong_line_spoils_no_other(mark):
    lines = ["Patiëntenlift;2\n".encode(), "Stoel café;1\n".encode("cp1252")]
    assert titles(mark + b"".join(lines)) == ["Patiëntenlift", "Stoel café"]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("’s avonds; foto’s; “mooi” – 2 ½ liter".encode("cp1252"), "’s avonds"),
        ("80 × 200 cm".encode("cp858"), "80 × 200 cm"),
        ("Tempur® matras".encode("mac_roman"), "Tempur® matras"),
        ("Ø 50 mm".encode("cp1252"), "Ø 50 mm"),
        ("Kleed 10 m²".encode("cp858"), "Kleed 10 m²"),
    ],
)
def test_signs_and_what_is_no_word(content, title):
    assert titles(content + b";1\n")[0] == title
