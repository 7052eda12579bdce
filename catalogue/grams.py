"""A text as the pieces of words that tell what it is about.

Pieces of two to five letters, with the edges of words marked, survive plurals, typos
and Dutch compounds. The pieces of what stands before "met", "voor" or a comma count
once more: the first thing named is the thing, what follows describes it.
"""

import re
from collections.abc import Iterator

from catalogue.words import plain, words

SHORTEST, LONGEST = 2, 5  # letters of a piece
MOST_LETTERS = 300  # of a text; what follows describes
HEAD_MARK = "^"
_TURN = re.compile(
    r"(?<!^)(?:[,(;:/+]| - |\b(?:met|m|incl|inclusief|excl|zonder|voor|tbv|van|uit"
    r"|geschikt|om|op|in|aan|door|naar|bij|die|dat|waar|with|without|for|including|from"
    r"|of)\b)"
)


def grams(text: str) -> list[str]:
    """All pieces of a text, as often as they occur."""
    text = plain(text[:MOST_LETTERS])
    return [*_pieces(text), *(HEAD_MARK + piece for piece in _pieces(head(text)))]


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
