"""A text as the pieces of words that tell what it is about.

Pieces of two to five letters, with the edges of words marked, survive plurals, typos
and Dutch compounds. Those of four and five letters over the seam of two words make a
compound that is written apart ("loop rek") look like the one that is not. The pieces
of what stands before "met", "voor" or a comma count once more: the first thing named
is the thing, what follows describes it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalogue.words import plain, words

SHORTEST, LONGEST = 2, 5  # letters of a piece
SHORTEST_SEAM = 4  # letters of a piece over the seam of two words
MOST_LETTERS = 300  # of a text; what follows describes
HEAD_MARK = "^"
_TURNS = (
    *("met", "m", "incl", "inclusief", "excl", "zonder", "voor", "tbv", "van", "uit"),
    *("geschikt", "om", "op", "in", "aan", "door", "naar", "bij", "die", "dat", "waar"),
    *("with", "without", "for", "including", "from", "of"),
)
_TURN = re.compile(rf"(?<!^)(?:[,(;:/+]| - |\b(?:{'|'.join(_TURNS)})\b)")
# Words that are never half of a compound.
_ALONE = {*_TURNS, "de", "het", "een", "en", "te", "and", "the", "a"}


def grams(text: str) -> list[str]:
    """All pieces of a text, as often as they occur."""
    text = plain(text[:MOST_LETTERS])
    of_head = (HEAD_MARK + piece for piece in _pieces(head(text)))
    return [*_pieces(text), *_seams(text), *of_head]


def head(text: str) -> str:
    """What stands before the first word or sign that turns to something else."""
    turn = _TURN.search(text, 2)
    return text[: turn.start()] if turn else text


def _pieces(text: str) -> Iterator[str]:
    for word in words(text):
        edged = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            if size >= len(edged):
                yield edged
                break
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


def _seams(text: str) -> Iterator[str]:
    """The pieces that two words would have more if they were written as one."""
    for one, other in pairwise(words(text)):
        if {one, other} & _ALONE or not (_is_half(one) and _is_half(other)):
            continue
        joined, seam = f" {one}{other} ", len(one) + 1
        for size in range(SHORTEST_SEAM, LONGEST + 1):
            first = max(seam - size + 1, 0)
            for start in range(first, min(seam, len(joined) - size + 1)):
                yield joined[start : start + size]


def _is_half(word: str) -> bool:
    return len(word) > 1 and word.isalpha()
