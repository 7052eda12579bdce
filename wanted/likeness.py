"""Is this the thing that was asked for? Texts and categories only.

`likeness` is 0 (something else) to 1 (the same thing, described alike): a sum of signs,
each with a weight that pairs with a human verdict taught (`data/weights.csv`, made by
`manage.py learn_matching`). What both texts probably are (`catalogue.kinds`) and what
the things are to each other (`things.py`) speaks for it, what rules it out
(`exclusions.py`) against it.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np

from catalogue.kinds import NOTHING, Weights, chances, weights
from catalogue.vocabulary import leaf, leaves
from wanted.exclusions import Rule, Said, against, said
from wanted.things import ANY, APART, DATA, PART, Thing, read_things

WEIGHTS = DATA / "weights.csv"
SAME, KIND, WIDER, OTHER, NONE, UNKNOWN = (
    *("same", "kind", "wider", "other", "none", "unknown"),
)
KIN = [SAME, KIND, WIDER, OTHER, NONE, UNKNOWN]  # the closest first
CLOSEST = KIN.index
SORTS = ["goods", "space", "service", "staff"]
APART_KINDS = 0.1  # of overlap; below it they are hardly of one kind
NOTHING_AT_ALL = 0.02  # idem; below it nothing else is looked at
PARTLY = {"cousin", "wants_part"}  # rules that look at words only
ZERO = 0.0
CLEAR = 0.5  # of certainty, below which a title says too little
CHOSEN = 0.5  # how much the category that a person chose says beside the title


@dataclass(frozen=True, eq=False)
class Text:
    """A title and description as they are compared. `leaf` is the category's code.
    What is not looked at is not read: most pairs differ in the thing itself."""

    leaf: str
    things: tuple[Thing, ...]
    title: str
    description: str

    @cached_property
    def kinds(self) -> np.ndarray:
        """The square roots of how surely the title is of each kind (the overlap of two
        is then a product; Bhattacharyya, 1943); what is of no kind overlaps with
        nothing."""
        return self._kinds(self.title)

    @cached_property
    def whole_kinds(self) -> np.ndarray:
        """The same of title and description."""
        return self._kinds(f"{self.title}, {self.description}")

    def _kinds(self, text: str) -> np.ndarray:
        held = weights()
        row = held.chances([text])[0]
        if self.leaf in held.codes:
            row = (1 - CHOSEN) * row
            row[held.codes.index(self.leaf)] += CHOSEN
        if NOTHING in held.codes:
            row[held.codes.index(NOTHING)] = 0
        return np.sqrt(row)

    @cached_property
    def certainty(self) -> float:
        """How sure the title alone is of its kind, 0 to 1."""
        code, sure = chances(self.title)[0]
        return 0.0 if code == NOTHING else sure

    @cached_property
    def sorts(self) -> np.ndarray:
        """How surely it is goods, a space, a service or staff."""
        return (self.kinds**2) @ _sorts(weights())

    @cached_property
    def said(self) -> Said:
        """As the rules read it that rule something out."""
        return said(self.title, self.description)


@lru_cache(maxsize=20_000)
def read(title: str, description: str = "", leaf: str = "") -> Text:
    """What a listing or want says."""
    things = read_things(title, leaf) or read_things(description, leaf)
    return Text(leaf=leaf, things=things, title=title, description=description)


def likeness(want: Text, listing: Text, at_least: float = ZERO) -> float:
    """How surely the listing is what the want asks for, 0 to 1; 0 as soon as it can't
    be `at_least` so much."""
    overlap = float(want.kinds @ listing.kinds)
    kin = _kin(want, listing)
    if overlap < NOTHING_AT_ALL and kin in (OTHER, NONE, UNKNOWN):
        return ZERO
    speaking = _signs_of_kind(want, listing, overlap, kin)
    if _chance(speaking) < at_least:
        return ZERO
    return _chance(speaking | _signs_against(want, listing, kin))


def reasons_against(want: Text, listing: Text) -> list[Rule]:
    """What rules it out, as a person reads it."""
    return against(want.said, listing.said)


def signs(want: Text, listing: Text) -> dict[str, float]:
    """All that speaks for it and against it, by name."""
    overlap, kin = float(want.kinds @ listing.kinds), _kin(want, listing)
    for_it = _signs_of_kind(want, listing, overlap, kin)
    return for_it | _signs_against(want, listing, kin)


def _signs_of_kind(
    want: Text, listing: Text, overlap: float, kin: str
) -> dict[str, float]:
    return {
        "always": 1.0,
        "overlap": overlap,
        "whole overlap": float(want.whole_kinds @ listing.whole_kinds),
        "hardly overlap": float(overlap < APART_KINDS),
        "other sort": 1.0 - float(np.minimum(want.sorts, listing.sorts).sum()),
        kin: 1.0,
        "obscure": float(kin == UNKNOWN and _is_obscure(want, listing)),
    }


def _signs_against(want: Text, listing: Text, kin: str) -> dict[str, float]:
    """Two names of one thing are no part of each other, however they are built."""
    rules = {rule.name for rule in reasons_against(want, listing)}
    return dict.fromkeys(rules - PARTLY if kin == SAME else rules, 1.0)


def _chance(found: Mapping[str, float]) -> float:
    known = _weights()
    total = sum(known.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> dict[str, float]:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {row["sign"]: float(row["weight"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=2)
def _sorts(held: Weights) -> np.ndarray:
    """Which kind is of which sort: a row of ones and zeros for each."""
    tree = leaves()
    of = [tree[code].kind if code in tree else "" for code in held.codes]
    return np.array([[sort == own for sort in SORTS] for own in of], dtype=np.float32)


def _kin(want: Text, listing: Text) -> str:
    """What the things are to each other, in their closest readings."""
    pairs = [(a, b) for a in want.things for b in listing.things]
    return min((_of_things(a, b) for a, b in pairs), key=CLOSEST, default=UNKNOWN)


def _of_things(want: Thing, listing: Thing) -> str:
    if PART in (want.breadth, listing.breadth):
        asked = UNKNOWN if want.breadth == PART != listing.breadth else OTHER
        return SAME if want == listing else asked
    if want.name == listing.name and want.leaf == listing.leaf:
        return _narrowed(want.narrower, listing.narrower)
    if not _same_leaf(want.leaf, listing.leaf):
        return NONE
    if APART in (want.breadth, listing.breadth) or want.narrower or listing.narrower:
        return OTHER
    return KIND if want.breadth == ANY else WIDER if listing.breadth == ANY else OTHER


def _narrowed(want: str, listing: str) -> str:
    """The same head, narrowed: who asks a "weegschaal" takes a "weegschaal voor bij
    een bed", who asks a certain one takes no other."""
    if want == listing:
        return SAME
    return KIND if not want else WIDER if not listing else OTHER


def _same_leaf(want: str, listing: str) -> bool:
    """A thing of a main group ("ruimte") covers all of its categories."""
    found = leaf(listing)
    return want == listing or bool(found and found.parent == want)


def _is_obscure(want: Text, listing: Text) -> bool:
    """Does one title say nothing that is known, in a category of several things?"""
    least = min(want.certainty, listing.certainty)
    return least < CLEAR and not _is_alone(want, listing)


def _is_alone(want: Text, listing: Text) -> bool:
    """Is the thing that is known on one side all that its category holds?"""
    known = want.things or listing.things
    return bool(known) and all(thing.breadth == ANY for thing in known)
