"""Papers as files: everybody can read them, they say what they were given, and what
people write is only ever text."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from papers import characters
from papers.drawing import STANDARDS, TEMPLATES, drawn
from papers.examples import example
from papers.kinds import Kind, form_of
from papers.models import Agreement, TermsVersion
from papers.sheets import sheet
from tests.papers.accessible import findings, text
from tests.papers.conftest import paper_of, pdf_of

DATA = Path(characters.__file__).parent / "data"
NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
DANGEROUS = [
    '#read("/etc/passwd")',
    '#import "look.typ": *',
    "*bold* _italic_ `raw` $x^2$ <label> @label",
    "\\ backslash \\# \\u{41}",
    "#{1 + 1} #sys.version",
    '"; "]} quotes',
    "// not a comment /* nor this */",
    "= no heading",
    "- no point",
    "http://example.org/~x",
    "Zürich, café, Šibenik, Ősz, 12 € – “ja” … ½ × 3 ²",
]


def terms_of(kind):
    texts = {
        f"text_{one}": (DATA / f"terms_{kind}.{one}.txt").read_text()
        for one in ("nl", "en")
    }
    return TermsVersion(kind=kind, version=1, **texts)


def agreements_of(kind):
    return [
        Agreement(side=side, name="Anna de Wit", organisation="Zonnehof", at=NOW)
        for side in form_of(kind).agreed_by
    ]


def saying(words, kind="damage"):
    """The facts of a paper on which these words stand wherever people write some."""
    facts = example(kind)
    for content in (facts["nl"], facts["en"]):
        content["subject"] = content["statement"] = words
        content["owner"] |= {"name": words, "lines": [words, "x"]}
        content["facts"] = [["About", words]]
        content["goods"]["rows"][0][0] = words
    return facts


# -- For everybody, and to keep ----------------------------------------------
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", Kind.values)
def test_a_paper_can_be_read_by_everybody(kind, language):
    paper = paper_of(kind, language, terms=terms_of(kind))
    assert findings(pdf_of(paper)) == []
    assert findings(pdf_of(paper, agreements_of(kind))) == []


def test_the_checker_finds_what_is_wrong():
    words = b'#set document(title: "x")\n= One\n=== Three\n#table(columns: 2)[a][b]'
    found = findings(typst.compile(words, ignore_system_fonts=True, format="pdf"))
    assert {"PDF/UA: None", "a table without heads"} <= set(found)
    assert "a heading is skipped: [1, 3]" in found


def test_the_same_paper_is_the_same_file():
    paper = paper_of(terms=terms_of("transfer"))
    assert pdf_of(paper) == pdf_of(paper)


def test_it_says_what_it_was_given():
    told = text(pdf_of(paper_of("transfer", "en", terms=terms_of("transfer"))))
    expected = [
        *("Transfer note", "2026-00017", "version 1", "KvK 91000001"),
        *("4 pieces × €35.00 = €140.00", "Zorggroep Lindezicht", "3811 AB Amersfoort"),
        *("The recipient counts and looks", "Not yet agreed", "Page 1 of 1"),
    ]
    assert [words for words in expected if words not in told] == []


def test_a_sealed_copy_says_who_agreed_when_and_to_which_file():
    told = text(pdf_of(paper_of("loan", "en"), agreements_of("loan")))
    assert told.count("Anna de Wit") == 2
    assert told.count("30 Nov 2026, 10:30") == 2
    assert "Not yet agreed" not in told
    assert "0" * 32 in told


def test_in_the_other_language_it_says_which_one_counts():
    told = text(pdf_of(paper_of("loan", "nl"), language="en"))
    assert "To read along." in told
    assert "for sale" in told
    assert "te koop" not in told


# -- What people write is text -----------------------------------------------
@pytest.mark.parametrize("words", DANGEROUS)
def test_what_looks_like_markup_is_printed_as_it_is(words):
    told = text(pdf_of(paper_of("damage", facts=saying(words))))
    assert told.replace("\r\n", " ").count(words) >= 4


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x00b\x07c\u202ed", "abcd"),
        ("Otto\u200d \ufeffMaas", "Otto Maas"),
        ("e\u0301e\u0301n", "één"),
        ("😀 blij", "□ blij"),
        ("שלום مرحبا", "□□□□ □□□□□"),
        ("\ue000\ufffe\U000e0041", ""),
        ("tab\tand\nline", "tab and line"),
    ],
)
def test_what_has_no_letter_becomes_a_square_or_nothing(words, shown):
    assert characters.line(words) == shown


def test_a_square_is_explained():
    told = text(pdf_of(paper_of("damage", "en", saying("😀"))))
    assert "□: a sign that this paper can't show." in told
    assert "can't show" not in text(pdf_of(paper_of("packing", "en")))


def test_three_thousand_letters_stay_on_the_paper():
    pdf = pdf_of(paper_of("damage", facts=saying("a" * 3000)))
    assert findings(pdf) == []
    assert text(pdf).count("a") > 15_000


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_words_break_a_paper(words):
    assert pdf_of(paper_of("damage", facts=saying(words)))[:5] == b"%PDF-"


def test_a_template_reads_nothing_outside_its_folder(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for address in (str(secret), "../models.py", "../../etc/passwd"):
        words = f'#read("{address}")'.encode()
        with pytest.raises(typst.TypstError):
            typst.compile(words, root=str(TEMPLATES), pdf_standards=STANDARDS)


def test_data_reach_a_template_as_data():
    shown = sheet(paper_of("damage", facts=saying("#panic()")))
    assert json.loads(json.dumps(shown)) == shown
    assert drawn("statement.typ", shown, NOW)[:5] == b"%PDF-"
