"""What kind of thing a text is about, and how sure that is."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.cases import is_apart
from catalogue import examples, kinds, training
from catalogue.examples import Example
from catalogue.grams import grams
from catalogue.spelling import Words, sound

FEW = [
    Example(f"{thing} {colour}", code)
    for thing, code in [("zwurf", "desk"), ("plimp", "sofa"), ("krats", "nothing")]
    for colour in ("rood", "blauw", "groen", "geel")
]


@pytest.fixture
def learned(settings, tmp_path):
    """A place of its own for what is learned."""
    settings.MEDIA_ROOT = tmp_path
    kinds.forget()
    yield kinds.learned()
    kinds.forget()


def test_what_is_delivered_was_learned_from_what_is_delivered():
    """Red after a change of the texts: `manage.py learn_kinds --delivered`."""
    assert kinds.delivered().version == training.version()


def test_a_fifth_is_never_learned_from():
    names = {example.text for example in examples.delivered_names()}
    known = {example.text for example in examples.delivered_examples()}
    cases = [*examples._cases("titles*.csv", "title")]
    apart = {case.text for case in cases if is_apart(case.text)}
    assert 0.17 < len(apart) / len(cases) < 0.23
    in_the_tree = {e.text for e in [*examples._tree(), *examples._words()]}
    in_the_tree |= {example.text for example in examples._lexicon()}
    assert apart & (known | names) <= in_the_tree


def test_whether_a_case_stays_apart_hangs_on_what_it_says():
    texts = [str(number) for number in range(50)]
    apart = [is_apart("Stoel", text) for text in texts]
    assert apart == [is_apart(" stoel ", text + " ") for text in texts]
    assert 3 < sum(apart) < 20


def test_a_compound_that_is_written_apart_has_pieces_of_the_whole():
    assert {"prek", "oprek", "opre"} <= set(grams("loop rek")) & set(grams("looprek"))
    assert "velm" not in grams("tafel met kast")
    assert "x200" not in grams("90x 200")


@given(st.text(max_size=80))
def test_chances_are_chances(text):
    found = kinds.chances(text)
    assert all(0 < sure <= 1 for _code, sure in found)
    assert [sure for _code, sure in found] == sorted(
        (s for _c, s in found), reverse=True
    )
    assert sum(sure for _code, sure in found) <= 1.0001


def test_many_texts_have_the_same_chances_as_each_alone():
    texts = ["rolstoel", "", "xyzzy", "Bed 90x200"]
    assert kinds.chances_of(texts) == {text: kinds.chances(text) for text in texts}


def test_learning_twice_gives_the_same_and_a_file_keeps_it(tmp_path):
    first, second = training.train(FEW, FEW), training.train(FEW, FEW)
    first.write(tmp_path / "kinds.npz")
    kept = kinds.read(tmp_path / "kinds.npz")
    texts = ["zwurven", "een plimp", "krats, oud"]
    assert np.array_equal(first.chances(texts), second.chances(texts))
    assert np.array_equal(first.chances(texts), kept.chances(texts))
    best = [kept.codes[at] for at in kept.chances(texts).argmax(axis=1)]
    assert best == ["desk", "sofa", "nothing"]


def test_what_was_learned_is_taken_up_without_a_restart(learned):
    before = kinds.chances("zwurf")
    training.train(FEW, FEW).write(learned)
    kinds.forget()  # as each process does every minute
    assert kinds.chances("zwurf") != before
    assert kinds.chances("zwurf")[0][0] == "desk"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file"])
def test_a_broken_file_is_as_none(learned, content):
    learned.parent.mkdir()
    learned.write_bytes(content)
    assert kinds.weights() is kinds.delivered()


def test_what_was_learned_before_an_upgrade_holds_no_longer(learned, monkeypatch):
    monkeypatch.setattr(training, "version", lambda: "older")
    training.train(FEW, FEW).write(learned)
    assert kinds.weights() is kinds.delivered()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bureau", "buro"),
        ("katheter", "kateter"),
        ("lijst", "leist"),
        ("zwachtel", "zwagtel"),
        ("airco", "airko"),
        ("bedt", "bed"),
    ],
)
def test_what_is_said_alike_sounds_the_same(one, other):
    assert sound(one) == sound(other)


@given(st.text(alphabet="abcdefghijklmnoprstuvwz", min_size=6, max_size=12), st.data())
def test_one_letter_of_difference_is_found_back(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    assert Words((word,)).meant(word[:at] + word[at + 1 :]) in (word, None)
    if len(word) > 6:
        assert Words((word,)).meant(word[:at] + word[at + 1 :]) == word


def test_no_file_of_texts_lies_about_unused():
    assert {path.stem for path in Path(examples.DATA).glob("*.csv")} == {
        *("titles", "titles_more", "titles_other", "voices", "words", "lexicon"),
        *("queries", "queries_more"),
    }
