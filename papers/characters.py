"""What people wrote, as a paper can show it. It is data all the way: what looks like
markup is printed as it is. What no letter of the font shows becomes a square, since a
paper for archives may hold no character that it has no shape for (PDF/A, 6.2.11.8).
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
from fontTools.ttLib import TTFont

FONTS = Path(fontpkg_source_sans_3.ROOT) / "files"
FONT = FONTS / "SourceSans3[wght].ttf"
UNKNOWN = "□"
# Control characters, what turns or joins what stands around it, what belongs to nobody.
NEVER_SHOWN = {"Cc", "Cf", "Cn", "Co", "Cs"}
BREAK = re.compile(r"\r\n?|\n|\u2028|\u2029")
LONG_WORD = re.compile(r"\S{36,}")  # the longest Dutch words have some thirty letters
PIECE = re.compile(r"(\S{12})(?=\S)")
MAY_BREAK = "\u200b"
ACCENT = "M"  # combining; what has a letter of its own was composed before


def line(words: str) -> str:
    """Words on one line."""
    return _shown(" ".join(words.split()))


def paragraphs(words: str) -> list[str]:
    """Words on more lines: each line that says something."""
    return [shown for part in BREAK.split(words) if (shown := line(part))]


def _shown(words: str) -> str:
    composed = unicodedata.normalize("NFC", words)
    shown = "".join(map(_letter, composed))
    return LONG_WORD.sub(_breakable, shown)


def _breakable(word: re.Match) -> str:
    """A word that is wider than the paper is broken somewhere."""
    return PIECE.sub(rf"\1{MAY_BREAK}", word[0])


@cache
def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in NEVER_SHOWN:
        return ""
    if ord(letter) in _known():
        return letter
    return "" if category.startswith(ACCENT) else UNKNOWN


@cache
def _known() -> frozenset[int]:
    """The characters that the font has a shape for."""
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())
