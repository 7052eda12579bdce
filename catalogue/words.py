"""Dutch and English words as people type them, brought to one form so that they can be
compared."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "\xa0": " ",
    }
)
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1")
_DOUBLE_END = re.compile(r"([bcdfghjklmnpqrtvwxyz])\1$")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case, no accents, straight quotes, single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.lower().split())


def words(text: str) -> list[str]:
    """The letter groups and numbers of a text: "Bed 90x200 (2 st.)" is bed, 90, x, 200,
    2, st."""
    return _WORD.findall(plain(text).replace("'s", ""))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """One key for singular, plural, diminutive and inflected forms: stoelen, stoeltje
    and stoel meet.

    A light stemmer of our own: the key need not be a word, it must only be the same for
    every form.
    """
    if len(word) < 4 or word[0].isdigit():
        return word
    word = _DOUBLE_VOWEL.sub(r"\1", _without_diminutive(word))
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _without_ending(word)


def _without_diminutive(word: str) -> str:
    word = word[:-1] if word.endswith("jes") else word
    if len(word) < 5 or not word.endswith("je"):
        return word
    if re.search(r"(?:[lrnw]t|mp)je$", word):
        return word[:-3]
    return word[:-2]


def _without_ending(word: str) -> str:
    if len(word) > 4 and word.endswith("en"):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    word = re.sub(r"s+$", "s", _DOUBLE_END.sub(r"\1", word))
    word = word[:-1] + {"v": "f", "z": "s", "y": "i"}.get(word[-1], word[-1])
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in words(text)]
