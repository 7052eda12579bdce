"""The text of terms, as its pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.kinds import Kind
from papers.wording import Block, blocks
from tests.papers.test_drawing import terms_of


def test_three_signs_mean_something_and_nothing_else_does():
    text = (
        "# Gebruik\n1. Alleen\nbinnen\n- punt\n\n*Los* #hash\nverder\n\n\n2) twee\r\n"
    )
    assert blocks(text) == [
        Block("heading", "Gebruik"),
        Block("point", "Alleen binnen", "1."),
        Block("point", "punt", "•"),
        Block("paragraph", "*Los* #hash verder"),
        Block("point", "twee", "2)"),
    ]


@given(st.text())
def test_any_text_has_pieces_with_words(text):
    assert all(block.words for block in blocks(text))


@pytest.mark.parametrize("kind", Kind.values)
def test_both_languages_have_the_same_pieces(kind):
    terms = terms_of(kind)
    dutch, english = (
        [(block.kind, block.sign) for block in blocks(terms.text(language))]
        for language in ("nl", "en")
    )
    assert dutch == english
