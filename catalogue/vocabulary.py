"""Which category a title belongs to, guessed from the words of the tree.

Dutch puts the head of a compound last: an unknown "wachtkamerstoel" is at least a
"stoel". So whole words and joined words ("bureau stoel") count most, then tails, then
beginnings; longer matches beat shorter ones, the first noun beats what comes after
"met" or "voor", and the list's own grouping breaks ties.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from catalogue.reference import category_rows
from catalogue.words import stem, stems, words

# Words for reading lists only, beside the tree's synonyms; never shown.
EXTRA_WORDS = Path(__file__).parent / "data" / "category_words.csv"

EXACT, TAIL, HEAD, TYPO = 10.0, 4.0, 1.0, 0.0  # before the length is added
LONG = 14  # letters beyond this add no certainty
AFTER_A_NOUN = 0.8  # the first thing named is the thing
ENGLISH = 0.98  # a "ventilator" is a fan to most members
EXTRA = 0.97  # the tree's own words go before ours
AFTER_A_TURN = 0.4  # what follows "met" or "voor" describes, it is not the thing
TURNS = {"met", "m", "incl", "inclusief", "excl", "zonder", "voor", "tbv", "van", "uit"}
TURNS |= {"geschikt", "om", "op", "in", "aan", "door", "naar", "per", "bij"}
TURNS |= {"with", "without", "for", "including", "from", "on", "by", "to", "of"}
SAME_GROUP, SAME_PARENT = 3.0, 2.0
NOT_A_NAME = {"maat", "maten", "size", "sizes", "div", "diverse", "set", "sets"}
NOT_A_NAME |= {"type", "model", "los", "stuks"}
SHORTEST_BEGINNING = 4  # letters
SHORT_TAILS = {"bed", "kar", "jas", "bus", "rek"}  # others have four letters at least


@dataclass(frozen=True)
class Leaf:
    """What the reader must know of a category."""

    code: str
    parent: str
    kind: str
    route: str
    unit: str
    new_price: float | None


@dataclass
class Index:
    """The words of the tree, ready to be looked up by stem."""

    leaves: dict[str, Leaf] = field(default_factory=dict)
    keys: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    phrases: dict[str, list[tuple[frozenset[str], str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    typos: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    groups: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def leaf(code: str | None) -> Leaf | None:
    """The category of this code, or None."""
    return index().leaves.get(code) if code else None


@cache
def index() -> Index:
    """The tree's words, read once for each process."""
    found, extra = Index(), _extra_words()
    for row in category_rows():
        found.leaves[row["code"]] = _leaf(row)
        for language, trust in (("nl", 1.0), ("en", ENGLISH)):
            for name in _names(row, language):
                _enter(found, row, words(name), trust)
        for name in extra.get(row["code"], ()):
            _enter(found, row, words(name), EXTRA)
    return found


def _extra_words() -> dict[str, list[str]]:
    with EXTRA_WORDS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["words"].split(";") for row in csv.DictReader(file)}


def _leaf(row: dict[str, str]) -> Leaf:
    price = row["typical_new_price_eur"]
    return Leaf(
        code=row["code"],
        parent=row["parent_code"],
        kind=row["kind"],
        route=row["route"],
        unit=row["unit_nl"],
        new_price=float(price) if price else None,
    )


def _names(row: dict[str, str], language: str) -> list[str]:
    synonyms = row[f"synonyms_{language}"].split(";")
    return [name for name in [row[f"name_{language}"], *synonyms] if name]


def _enter(found: Index, row: dict[str, str], name: list[str], trust: float) -> None:
    joined = stem("".join(name))
    found.groups[joined].add(row["code"])
    if not row["parent_code"] or not name:
        return
    found.keys[joined].setdefault(row["code"], trust)
    if len(name) > 1:
        phrase = frozenset(map(stem, name))
        found.phrases[max(phrase, key=len)].append((phrase, row["code"]))
    for short in _shorter("".join(name)):
        found.typos[short][joined] = None


def _shorter(word: str) -> list[str]:
    """A long word and every form of it that lacks one letter."""
    if len(word) < 6:
        return []
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


@lru_cache(maxsize=20000)
def guess(title: str, group: str = "", section: str = "") -> str | None:
    """The code of the best category for a title, or None when no word of it is known.

    `group` and `section` are the list's own words for where the row belongs; when the
    title says nothing the group may still give a main group or a leaf.
    """
    scores = points(title)
    if not scores:
        return _from_group(group)
    _favour(scores, group)
    _favour(scores, section, weight=0.5)
    return max(
        scores, key=lambda code: scores[code]
    )  # the first of equals in the tree's order


def is_known(title: str) -> bool:
    """Does a category answer to a word of this text? Tells the column of titles."""
    return bool(points(title))


def points(title: str) -> dict[str, float]:
    """How well the words of a title name each category, by code: above `EXACT` a
    whole name stands in it, below it only a part, or a name that is misspelt."""
    return _scores(words(title))


def beginnings(word: str) -> dict[str, float]:
    """Categories with a name that begins with this word: "infuus" begins an
    "infuuspomp" and an "infuuspaal". By code, more for shorter names."""
    start = stem(word)
    if len(start) < SHORTEST_BEGINNING:
        return {}
    keys = {key: codes for key, codes in index().keys.items() if key.startswith(start)}
    found: dict[str, float] = defaultdict(float)
    for key, codes in keys.items():
        for code in codes:
            found[code] = max(found[code], HEAD + len(start) / len(key))
    return found


def _scores(title: list[str]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    factor = 1.0
    for position, word in enumerate(title):
        if word in TURNS:
            factor = min(factor, AFTER_A_TURN)
        hits = [] if word in NOT_A_NAME else _at(title, position)
        for code, score in hits:
            scores[code] = max(scores[code], score * factor)
        factor *= AFTER_A_NOUN if hits else 1
    return scores or _typo_scores(title)


def _at(title: list[str], position: int) -> list[tuple[str, float]]:
    """Everything that the words from this position on may name."""
    found = index()
    hits = [
        (code, trust * share * (EXACT + min(len(key), LONG)))
        for key, share in _windows(title, position)
        for code, trust in found.keys.get(key, {}).items()
    ]
    hits += _phrase_hits(found, title, position)
    return hits + _part_hits(found, stem(title[position]))


def _windows(title: list[str], position: int) -> list[tuple[str, float]]:
    """The word alone, joined with what follows, and turned round ("kar voor
    linnen")."""
    joined = [stem("".join(title[position : position + size])) for size in range(1, 5)]
    rest = [word for word in title[position + 1 : position + 4] if word not in TURNS]
    turned = [stem(rest[0] + title[position])] if rest else []
    return [(key, 1.0) for key in dict.fromkeys(joined)] + [
        (key, 0.95) for key in turned
    ]


def _phrase_hits(
    found: Index, title: list[str], position: int
) -> list[tuple[str, float]]:
    """Names of several words that all stand in the title, in whatever order."""
    candidates = found.phrases.get(stem(title[position]), ())
    present = {stem(word) for word in title} if candidates else set()
    return [
        (code, 0.9 * (EXACT + min(sum(map(len, phrase)), LONG)))
        for phrase, code in candidates
        if phrase <= present
    ]


def _part_hits(found: Index, word: str) -> list[tuple[str, float]]:
    """The longest known tail and the longest known beginning of a compound."""
    tails = (word[start:] for start in range(1, len(word) - 2))
    heads = (word[:end] for end in range(len(word) - 1, 4, -1))
    return _part(found, tails, TAIL, 0.6) + _part(found, heads, HEAD, 0.4)


def _part(
    found: Index, parts: Iterable[str], base: float, share: float
) -> list[tuple[str, float]]:
    for part in parts:
        if part in found.keys and (len(part) > 3 or part in SHORT_TAILS):
            points = base + share * len(part)
            return [(code, trust * points) for code, trust in found.keys[part].items()]
    return []


def _typo_scores(title: list[str]) -> dict[str, float]:
    """Names that one letter too many, too few or wrong stands between."""
    found = index()
    scores: dict[str, float] = defaultdict(float)
    for word in title + ["".join(pair) for pair in pairwise(title)]:
        for short in _shorter(word):
            for key in found.typos.get(short, ()):
                for code in found.keys[key]:
                    scores[code] = max(scores[code], TYPO + len(key))
    return scores


def _favour(scores: dict[str, float], text: str, weight: float = 1.0) -> None:
    """Raise the categories that the list's own grouping points at."""
    codes = _group_codes(text)
    for code in scores:
        if code in codes:
            scores[code] += weight * SAME_GROUP
        elif index().leaves[code].parent in codes:
            scores[code] += weight * SAME_PARENT


@lru_cache(maxsize=4096)
def _group_codes(text: str) -> frozenset[str]:
    """Categories named by a group or section, also when it is cut short
    ("kantoormeub.")."""
    groups, codes = index().groups, set()
    for word in stems(text):
        codes |= groups.get(word, set())
        if len(word) >= 5 and word not in groups:
            codes |= {c for key in groups if key.startswith(word) for c in groups[key]}
    return frozenset(codes)


def _from_group(text: str) -> str | None:
    """The only category, or else the only main group, that a grouping names."""
    codes = _group_codes(text)
    leaves = [code for code in codes if index().leaves[code].parent]
    tops = [code for code in codes if not index().leaves[code].parent]
    for candidates in (tops, leaves):
        if len(candidates) == 1:
            return candidates[0]
    return None
