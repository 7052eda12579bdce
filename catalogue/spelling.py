"""The words that the platform has, and the one that somebody meant who misspelt it.

A word is known when the titles and names that kinds were learned from have it, in
whatever form, or when it is joined of such words. What is not known may be a typo: one
letter too many, too few, wrong or in the wrong place, or what sounds the same in Dutch.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import ascii_lowercase

from catalogue.words import stem, words

SURELY = 6  # letters of a word in which one may be wrong
LOOSELY = 7  # letters from which a typo may stand in what sounds the same
PART = 3  # letters of a part of a joined word
JOINTS = ("", "s", "e", "en")
# How Dutch sounds: what is written differently and said alike becomes the same.
_SOUNDS = [
    (r"eaux?", "o"),
    (r"ij|ei|ey|y", "Y"),
    (r"ou|au", "O"),
    (r"sch(?=[^aeiouYO]|$)", "s"),
    (r"ch", "g"),
    (r"ck|k|c(?=[^eiY]|$)|q", "K"),
    (r"c", "s"),
    (r"x", "Ks"),
    (r"ph|v", "f"),
    (r"z", "s"),
    (r"th|dt?$", "t"),
    (r"b$", "p"),
    (r"ie", "i"),
    (r"oe", "U"),
    (r"(.)\1+", r"\1"),
]
_COMPILED = [(re.compile(pattern), sound) for pattern, sound in _SOUNDS]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The same for words that are said alike: "kateter" and "katheter"."""
    for pattern, said in _COMPILED:
        word = pattern.sub(said, word)
    return word


@dataclass(frozen=True, eq=False)
class Words:
    """Words in their order: the most used one first."""

    known: tuple[str, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """One for all forms of a word."""
        return frozenset(map(stem, self.known))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.known)}

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.known:
            found.setdefault(sound(word), []).append(word)
        return found

    def has(self, word: str) -> bool:
        """Is it known, or joined of words that are known?"""
        if word[0].isdigit() or len(word) < PART or stem(word) in self.stems:
            return True
        return any(self._is(word[:at]) and self._is(word[at:], first=False)
                   for at in range(PART, len(word) - PART + 1))  # fmt: skip

    def _is(self, part: str, *, first: bool = True) -> bool:
        if stem(part) in self.stems:
            return True
        joints = JOINTS[1:] if first else ()
        return any(
            part.endswith(joint)
            and len(part) - len(joint) >= PART
            and stem(part[: -len(joint)]) in self.stems
            for joint in joints
        )

    def meant(self, word: str) -> str | None:
        """The known word that was meant with one that is not, or None. Short words are
        too many for a guess: they must sound the same."""
        alike = self._by_sound.get(sound(word), [])
        close = self._close(word)
        both = [near for near in close if near in alike]
        likely = both or alike or (close if len(word) >= SURELY else [])
        return likely[0] if likely else self._loosely(word)

    def _close(self, word: str) -> list[str]:
        """Those with one letter of difference, the most used one first."""
        found = {near for near in _one_off(word) if near in self._places}
        return sorted(found, key=self._places.__getitem__)

    def _loosely(self, word: str) -> str | None:
        """The most used one that sounds the same but for one letter."""
        if len(word) < LOOSELY:
            return None
        near = filter(self._by_sound.__contains__, _one_off(sound(word)))
        found = [self._by_sound[said][0] for said in near]
        return min(found, key=self._places.__getitem__, default=None)


def _one_off(word: str) -> Iterator[str]:
    """Every text that one letter of difference stands between."""
    letters = ascii_lowercase + "YOKU"
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)


def counted(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of texts, the most used one first."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in words(text):
            if len(word) >= PART and word.isalpha():
                counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))
