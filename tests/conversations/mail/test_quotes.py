"""Of an answer by e-mail the words of its writer stay, and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.mail.html_text import text_of
from conversations.mail.quotes import split

MARKS = re.compile(r"^#{8} (.*)\n", re.MULTILINE)


def samples(name):
    """By its name, what a mail program sends and what its writer wrote."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    named = MARKS.split(text)[1:]
    pairs = (both.split("======== words\n") for both in named[1::2])
    known = ((mail, words.strip("\n")) for mail, words in pairs)
    return dict(zip(named[::2], known, strict=True))


CASES, HTML = samples("samples.txt"), samples("html_samples.txt")
GMAIL = "Op ma 30 nov 2026 om 09:12 schreef Deelplatform <deel@example.nl>:"
LINES = st.text(st.characters(exclude_categories=["C"], exclude_characters=">"))
SENTENCES = st.lists(
    st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){3,9}\.", fullmatch=True), min_size=1
)


@pytest.mark.parametrize("name", CASES)
def test_of_every_mail_program(name):
    mail, words = CASES[name]
    assert split(mail).words == words


@pytest.mark.parametrize("name", CASES)
def test_lines_may_end_as_mail_ends_them(name):
    mail, words = CASES[name]
    assert split(mail.replace("\n", "\r\n")).words == words


def test_there_are_many_of_them():
    assert len(CASES) >= 50


@given(SENTENCES, st.lists(LINES))
def test_sentences_above_a_letter_stay_and_the_letter_goes(sentences, letter):
    words = "\n".join(sentences)
    quoted = "\n".join(f"> {line}" for line in letter)
    assert split(f"{words}\n\n{GMAIL}\n\n{quoted}\n").words == words


@given(SENTENCES)
def test_sentences_alone_stay_as_they_are(sentences):
    words = "\n".join(sentences)
    assert (split(words).words, split(words).rest) == (words, "")


@given(st.text(max_size=400))
def test_any_text_is_read_and_nothing_is_added(text):
    found = split(text)
    assert found.words.count("\n") <= text.count("\n") + text.count("\r") + 2
    letters = re.sub(r"[\s>]", "", text)
    assert set(re.sub(r"[\s>]", "", found.words)) <= set(letters)


def test_what_was_taken_off_can_still_be_read():
    text = f"Yes.\n\n{GMAIL}\n> Is it?"
    assert split(text).rest == text


# -- HTML ------------------------------------------------------------------------
@pytest.mark.parametrize("name", HTML)
def test_of_mail_that_is_html_alone(name):
    html, words = HTML[name]
    assert split(text_of(html)).words == words


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &lt; b &amp; c", "a < b & c"),
        ("a<!-- no -->b<!-- never", "ab"),
        ("<script>x()</script><style>p{}</style>word", "word"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("3 < 4", "3 < 4"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n> \n>> b\nc"),
    ],
)
def test_what_is_read_in_html(html, text):
    assert text_of(html) == text


HOSTILE = [
    "<!--",
    "<a ",
    "<",
    "&#",
    "<div>",
    "<blockquote>",
    "<![",
    "<p a='",
    "Van: x\n",
]


@pytest.mark.parametrize("piece", [*HOSTILE, "Op x\n", ">", "Best,\n", "On 1 12:30 "])
def test_what_is_forged_is_read_in_no_time(piece):
    text = text_of(piece * 60_000)
    assert len(split(text).words) <= len(text)


@given(st.text(st.sampled_from("<>/!-a&#; \n='\"bdivrpq"), max_size=300))
def test_any_html_is_read(html):
    assert len(split(text_of(html)).words) <= 3 * len(html)
