"""Is this the thing that was asked for? Texts and categories only.

`likeness` is 0 (something else) to 1 (the same thing, described alike). It is built up
from what the things are (`things.py`), lowered for what does not fit (`traits.py`), and
raised a little for each further word that both texts use. Checked against pairs with a
human verdict in `tests/wanted/`.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from catalogue.vocabulary import guess, leaf
from catalogue.words import stem, words
from wanted.things import ANY, APART, PART, VAGUE, Thing, read_things, thesaurus
from wanted.traits import Traits, conflicts, read_traits

SAME = 0.85  # one thing in two words, or the same word
KIND = 0.75  # asked: any of its kind; offered: one of that kind
WIDER = 0.45  # asked: a certain kind; offered: not said which
UNKNOWN = 0.45  # the category is all that speaks for it
ONLY_CATEGORY = 0.6  # idem, but the category holds one sort of thing
OTHER = 0.15  # different things in the same category
NOTHING = 0.0
CONFLICT = 0.4  # what is left when a size or the like does not fit
PER_WORD, MOST_WORDS = 0.06, 0.15  # for words that both texts use; with SAME it is 1


@dataclass(frozen=True, eq=False)
class Text:
    """A title and description as they are compared. `leaf` is the category's code.
    What is not looked at is not read: most pairs differ in the thing itself."""

    leaf: str
    things: tuple[Thing, ...]
    text: str

    @cached_property
    def traits(self) -> Traits:
        """What it says of sizes and the like."""
        return read_traits(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that tell something, besides those of the thing itself."""
        return _telling(self.text) - _names(self.things)


@lru_cache(maxsize=20_000)
def read(title: str, description: str = "", leaf: str = "") -> Text:
    """What a listing or want says. Without a category it is guessed from the title."""
    things = read_things(title, leaf)
    guessed = things[0].leaf if things else guess(title) or ""
    things = things or read_things(description, leaf)
    return Text(
        leaf=leaf or guessed,
        things=things,
        text=f"{title} {description}",
    )


def _telling(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in words(text)
        if len(word) > 2 and not word[0].isdigit() and word not in VAGUE
    )


def _names(things: tuple[Thing, ...]) -> set[str]:
    """The words of the thing itself: that both use the same one says nothing more."""
    names = (name for thing in things for name in thesaurus().names_of(thing))
    return {stem(word) for name in names for word in name}


def likeness(want: Text, listing: Text, at_least: float = NOTHING) -> float:
    """How surely the listing is what the want asks for, 0 to 1; 0 as soon as it can't
    be `at_least` so much."""
    if want.things and listing.things:
        kin = max(_kin(a, b) for a in want.things for b in listing.things)
    else:
        kin = _kin_by_category(want, listing)
    if not kin or kin + MOST_WORDS < at_least:
        return NOTHING
    common = min(len(want.words & listing.words) * PER_WORD, MOST_WORDS)
    whole = 1.0 if not conflicts(want.traits, listing.traits) else CONFLICT
    return (kin + common) * whole


def _kin(want: Thing, listing: Thing) -> float:
    """What the one thing is to the other."""
    if PART in (want.breadth, listing.breadth):
        return SAME if want == listing else OTHER
    if want.name == listing.name and want.leaf == listing.leaf:
        return _narrowed(want.narrower, listing.narrower)
    if not _same_leaf(want.leaf, listing.leaf):
        return NOTHING
    if APART in (want.breadth, listing.breadth) or want.narrower or listing.narrower:
        return OTHER
    return KIND if want.breadth == ANY else WIDER if listing.breadth == ANY else OTHER


def _narrowed(want: str, listing: str) -> float:
    """The same head, narrowed: who asks a "weegschaal" takes a "weegschaal voor bij
    een bed", who asks a certain one takes no other."""
    if want == listing:
        return SAME
    return KIND if not want else WIDER if not listing else OTHER


def _same_leaf(want: str, listing: str) -> bool:
    """A thing of a main group ("ruimte") covers all of its categories."""
    found = leaf(listing)
    return want == listing or bool(found and found.parent == want)


def _kin_by_category(want: Text, listing: Text) -> float:
    """When no thing is known on one side."""
    if not want.leaf or want.leaf != listing.leaf:
        return NOTHING
    known = want.things or listing.things
    alone = all(thing.breadth == ANY for thing in known) and known
    return ONLY_CATEGORY if alone else UNKNOWN
