"""Which thing a title is about.

A category is often too coarse to match on: a bed rail is no bed extension, though both
are bed accessories. So `data/things.csv` names the things inside each category, one a
line, with the words that mean the same. `breadth` says what a word covers:

- `any`: the category as a whole; who asks for it takes every usual thing in it;
- empty: a usual thing of the category;
- `apart`: something that only matches itself (a cot is no answer to "care bed");
- `part`: a piece of another thing or something for it (a charger, a cover, a course).

Dutch puts the head of a compound last and the thing before "met" (with): a
"rolstoelweegschaal met oprit" is a scale, neither a wheelchair nor a ramp.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from catalogue.words import stem, words

DATA = Path(__file__).parent / "data"
ANY, USUAL, APART, PART = "any", "", "apart", "part"

SHORT_TAILS = {"bed", "kar", "jas", "bus", "rek", "mat", "bad"}


def said_as(role: str) -> frozenset[str]:
    """The words of `data/words.csv` for this."""
    with (DATA / "words.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["role"]: row["words"] for row in csv.DictReader(file)}
    return frozenset(rows[role].split(";"))


WITH = said_as("with")  # what follows comes with the thing
FOR = said_as("for")  # what follows says what it is for
NOISE = said_as("noise")  # of an advertisement, not of the thing
LIGHT = {stem(word) for word in said_as("light")}  # heads that narrow nothing
VAGUE = said_as("vague") | NOISE | FOR | WITH  # no evidence when two texts share it


@dataclass(frozen=True)
class Thing:
    """One reading of a title. `name` is the first word of its line in the file."""

    name: str
    leaf: str
    breadth: str
    narrower: str = ""  # the unknown word before its head: "keuken" of keukenweegschaal


@dataclass
class Thesaurus:
    """The things by their stems, by phrase, and the stems of what is only a part."""

    by_stem: dict[str, dict[Thing, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    phrases: dict[str, list[tuple[frozenset[str], Thing]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    parts: set[str] = field(default_factory=set)
    names: dict[tuple[str, str], list[list[str]]] = field(default_factory=dict)

    def names_of(self, thing: Thing) -> list[list[str]]:
        """What it is called, each name as its words."""
        return self.names[thing.name, thing.leaf]


@cache
def thesaurus() -> Thesaurus:
    """The file, read once for each process."""
    found = Thesaurus()
    with (DATA / "things.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [words(name) for name in row["words"].split(";")]
            if row["breadth"] == PART:
                found.parts |= {stem("".join(name)) for name in names}
            else:
                thing = Thing(
                    row["words"].split(";")[0], row["category"], row["breadth"]
                )
                _enter(found, thing, names)
    return found


def _enter(found: Thesaurus, thing: Thing, names: list[list[str]]) -> None:
    found.names[thing.name, thing.leaf] = names
    for name in names:
        for key in _forms(name):
            found.by_stem[key][thing] = None
        bare = frozenset(stem(word) for word in name if word not in WITH | FOR)
        if len(bare) > 1:
            for word in bare:
                found.phrases[word].append((bare, thing))


def _forms(name: list[str]) -> set[str]:
    """The stems of a name; "handschoen" ends like a plural and needs its own too."""
    joined = "".join(name)
    return {stem(joined), stem(joined + "en"), "".join(map(stem, name))}


@lru_cache(maxsize=50_000)
def read_things(text: str, leaf: str = "") -> tuple[Thing, ...]:
    """What a title is about, in each reading of its words; empty when none is known.

    The first thing named is the thing, unless another one stands in the category
    (`leaf`) that its maker chose: "transport beademingstoestel" is a ventilator.
    """
    tokens = words(text)
    main = _until(tokens, FOR | WITH)
    found = [things for i in range(len(main)) if (things := _at(tokens, i))]
    if not found:
        return _for_something(tokens, len(main))
    in_leaf = (things for things in found if any(t.leaf == leaf for t in things))
    return next(in_leaf, found[0])


def _until(tokens: list[str], turns: frozenset[str]) -> list[str]:
    ends = [i for i, token in enumerate(tokens) if token in turns and i]
    return tokens[: ends[0]] if ends else tokens


def _for_something(tokens: list[str], turn: int) -> tuple[Thing, ...]:
    """ "Pomp voor AD-matras": an unknown thing for a known one is not that one."""
    known = next(
        (things for i in range(turn, len(tokens)) if (things := _at(tokens, i))), ()
    )
    nothing_before = all(word in NOISE for word in tokens[:turn])
    return known if nothing_before else tuple(_part_of(t, "for") for t in known[:1])


def _at(tokens: list[str], position: int) -> tuple[Thing, ...]:
    """The longest name that starts here; else a head with an unknown word before it."""
    if tokens[position] in NOISE | FOR | WITH:
        return ()
    things, size = _name_at(tokens, position)
    if not things:
        return _compound(tokens[position])
    before, after = tokens[position - 1 : position], tokens[position + size :][:1]
    parts = [stem(word) for word in before + after if stem(word) in thesaurus().parts]
    return tuple(_part_of(t, parts[0]) for t in things[:1]) if parts else things


def _name_at(tokens: list[str], position: int) -> tuple[tuple[Thing, ...], int]:
    """The things of the longest name from here on, and how many words it takes."""
    best: tuple[tuple[Thing, ...], int, int] = ((), 0, 0)
    for key, size in _keys(tokens, position):
        if key in thesaurus().by_stem and len(key) > best[2]:
            best = (tuple(thesaurus().by_stem[key]), size, len(key))
    phrase = _phrase(tokens, position)
    if phrase and sum(map(len, phrase[0])) > best[2]:
        best = ((phrase[1],), len(tokens), 0)
    return best[:2]


def _keys(tokens: list[str], position: int) -> Iterator[tuple[str, int]]:
    """Words that may be one name: written apart, or turned round ("wagen voor
    medicatie" is a medicatiewagen)."""
    for size in range(1, 5):
        window = tokens[position : position + size]
        yield stem("".join(window)), size
        yield "".join(map(stem, window)), size
    if tokens[position + 1 : position + 2] and tokens[position + 1] in FOR:
        yield from (
            (stem(word + tokens[position]), 3) for word in tokens[position + 2 :][:1]
        )


def _phrase(tokens: list[str], position: int) -> tuple[frozenset[str], Thing] | None:
    """The longest name of several words that all stand in the title, in any order."""
    present = {stem(token) for token in _until(tokens, WITH)}
    fitting = [
        found
        for found in thesaurus().phrases.get(stem(tokens[position]), ())
        if found[0] <= present
    ]
    return max(fitting, key=lambda found: sum(map(len, found[0])), default=None)


@lru_cache(maxsize=50_000)
def _compound(word: str) -> tuple[Thing, ...]:
    """The longest known tail of a compound, narrowed by what stands before it."""
    for start in range(2, len(word) - 2):
        head, tail = word[:start], stem(word[start:])
        if tail in thesaurus().parts and (whole := _whole(head)):
            return (_part_of(whole, tail),)
        if tail in thesaurus().by_stem and (len(tail) > 3 or tail in SHORT_TAILS):
            narrower = "" if stem(head) in LIGHT else stem(head)
            return tuple(
                replace(thing, narrower=narrower) for thing in thesaurus().by_stem[tail]
            )
    return ()


def _whole(head: str) -> Thing | None:
    """The thing that a compound starts with: rolstoel in "rolstoelhandschoen"."""
    things = thesaurus().by_stem.get(stem(head))
    return next(iter(things)) if things and len(head) > 2 else None


def _part_of(thing: Thing, part: str) -> Thing:
    return replace(thing, breadth=PART, narrower=part)
