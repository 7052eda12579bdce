"""What rules out that a listing is what a want asks for, although both may be of one
kind: each rule with its reason, as a person reads it.

A rule reads the two texts (`Said`) and holds, or not; how much that weighs is learned
(`likeness.py`). The sizes and loads of `traits.py` are rules as well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.words import Words
from catalogue.grams import head
from catalogue.words import plain, stem, words
from wanted import particulars
from wanted.measured import misfits
from wanted.things import VAGUE, said_as
from wanted.traits import Traits, conflicts, read_traits

_BROKEN = re.compile(
    r"\b(?:defect\w*|kapot\w*|lekt?|lekke?|werkt niet|doet het niet|gescheurd\w*"
    r"|scheur\w*|onvolledig|niet compleet|incompleet|zakt|piept|gebarsten|barst\w*"
    r"|versleten|te repareren|kwijt|mist|ontbreekt|ontbreken|hapert|rafel\w*|gaten"
    r"|broken|faulty|for parts|voor onderdelen|breuk|krom|vlekken|schimmel)\b"
)
_EXPIRED = re.compile(r"\b(?:verlopen|over (?:de )?datum|expired|tht voorbij)\b")
_GOOD_UNTIL = re.compile(
    r"\b(?:tht|exp|houdbaar|t/m|tot)\W{0,3}(?:(\d{1,2})[-/ ]|[a-z]{3,9} )?(20\d\d)\b"
)
_TAKEN = re.compile(
    r"\b(?:gereserveerd|vergeven|reserved|alleen op (?:onze )?locatie)\b"
)
_WITHOUT = re.compile(r"\b(?:zonder|geen|niet|without|no)\s+(?:de |een )?(\w{3,})")
_FREE_OF = re.compile(r"\b(\w{3,})-?(?:vrije?|loos|loze)\b")
_SAYING_NOTHING = {
    stem(w) for w in ("machine", "apparaat", "toestel", "automaat", "set")
}
_MODEL = re.compile(r"\b(?=[a-z]*\d)[a-z]{0,4}-?\d{2,5}[a-z]{0,2}\b")


_NUMBERS_BEFORE = re.compile(r"^[\d\W]+")
_NUMBER_BEHIND = re.compile(r"(?<=\w)\s+\d")
LONG_ENOUGH = 3  # letters of the "melk" in "koemelkvrij"


@dataclass(frozen=True, eq=False)
class Said:
    """A title and description as the rules read them."""

    title: str
    text: str

    @cached_property
    def traits(self) -> Traits:
        """Sizes, loads and opposites."""
        return read_traits(self.text)

    @cached_property
    def plain(self) -> str:
        """In lower case, without accents."""
        return plain(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """All of its words, in one form."""
        return frozenset(stem(word) for word in words(self.text) if len(word) > 2)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The words of what it is about, as far as they tell something; what stands
        behind a number ("scootmobiel 4 wiel", "bureau 160x80 wit blad") describes."""
        named = words(_before_numbers(head(plain(self.title))))
        telling = [w for w in named if len(w) > 1 and w.isalpha() and w not in VAGUE]
        return tuple(telling)

    @cached_property
    def missing(self) -> frozenset[str]:
        """Stems of what it is said to be without."""
        found = {*_WITHOUT.findall(self.plain), *_FREE_OF.findall(self.plain)}
        found -= {"nog", "meer", "alleen"}
        return frozenset(map(stem, found))

    @cached_property
    def models(self) -> frozenset[str]:
        """Numbers of models, such as tn2420."""
        return frozenset(_MODEL.findall(self.plain))

    @cached_property
    def is_broken(self) -> bool:
        """Is there something wrong with it?"""
        return bool(_BROKEN.search(self.plain))

    @cached_property
    def good_until(self) -> tuple[int, int] | None:
        """The last year and month that it names; (0, 0): it is over already."""
        if _EXPIRED.search(self.plain):
            return 0, 0
        named = _GOOD_UNTIL.findall(self.plain)
        return max(
            ((int(year), int(month or 12)) for month, year in named), default=None
        )

    @cached_property
    def is_taken(self) -> bool:
        """Is it promised to somebody, or bound to its place?"""
        return bool(_TAKEN.search(self.plain))

    @cached_property
    def worlds(self) -> frozenset[str]:
        """Other worlds than care that its title names: toys, gardens, cars."""
        return frozenset(
            world
            for world, telling in _WORLDS.items()
            if telling.search(plain(self.title))
        )


def _before_numbers(text: str) -> str:
    """Without the numbers that it starts with, and up to the next one."""
    return _NUMBER_BEHIND.split(_NUMBERS_BEFORE.sub("", text))[0]


@lru_cache(maxsize=20_000)
def said(title: str, description: str = "") -> Said:
    """Read once for all that it is compared with."""
    return Said(title, f"{title} {description}")


Holds = Callable[[Said, Said], bool]


@dataclass(frozen=True)
class Rule:
    """One thing that speaks against a listing, and how a person reads it; a clear one
    rules out, however few pairs taught so."""

    name: str
    reason: Words
    is_clear: bool = False


def against(want: Said, listing: Said) -> list[Rule]:
    """The rules that speak against a listing for a want."""
    found = [rule for rule, holds in _OF_TEXTS if holds(want, listing)]
    return found + [_OF_TRAITS[name] for name in conflicts(want.traits, listing.traits)]


def _is_part(want: Said, listing: Said) -> bool:
    return _is_for(want, listing)


def _wants_part(want: Said, listing: Said) -> bool:
    return _is_for(listing, want) or _is_cousin(listing, want)


def _is_for(thing: Said, other: Said) -> bool:
    """Is the one something for the other? Dutch puts the head of a compound last, and
    of two nouns the first: "rolstoelhoes", "hoes rolstoel"."""
    if not thing.heads or not other.heads:
        return False
    if _is_written_apart(thing, other) or _is_written_apart(other, thing):
        return False
    named = {stem(word) for word in (*thing.heads[-1:], *thing.heads[:1])}
    first = other.heads[0]
    if (
        stem(first) in named
        or _ends(first, named)
        or _ends(thing.heads[-1], {stem(first)})
    ):
        all_named = {stem(word) for word in thing.heads}
        return any(
            _is_a_part(word) and not _ends(word, all_named) for word in other.heads[1:]
        )
    if _is_compound_of(thing, other):
        return True
    return (
        _is_a_part(first)
        and any(stem(word) in named for word in words(other.plain))
        and not any(_is_a_part(word) for word in thing.heads)
    )


def _is_written_apart(one: Said, other: Said) -> bool:
    """Are the first two words of the one, together, what the other is about: was
    automaat, wasautomaat?"""
    together = stem("".join(one.heads[:2]))
    names = {stem(other.heads[0]), stem("".join(other.heads[:2]))}
    return len(one.heads) > 1 and together in names


def _is_compound_of(thing: Said, other: Said) -> bool:
    """Is the other a compound of the thing, with another head? A short first word says
    too little for that: "was uitbesteden" is about no part of a "wasserij"."""
    keys = {stem(thing.heads[-1])} | {
        stem(word) for word in thing.heads[:1] if len(word) > LONG_ENOUGH
    }
    rests = [_rest(word, key) for word in other.heads for key in keys]
    ends = tuple(stem(word) for word in thing.heads)
    return any(rest and not any(end.endswith(rest) for end in ends) for rest in rests)


def _rest(word: str, key: str) -> str:
    """With what head it is a compound of the key. "Boormachine" is none of "boor": that
    it is a machine says nothing more."""
    rest = stem(word)[len(key) :]
    is_one = len(key) > 2 and stem(word).startswith(key) and len(rest) > 2
    return rest if is_one and rest not in _SAYING_NOTHING else ""


def _is_cousin(thing: Said, other: Said) -> bool:
    """Do both share what they are named for, and is only the other one a part:
    koffieautomaat and koffiepads, dienstfiets and fietshelm?"""
    if not thing.heads or not other.heads or _is_a_part(thing.heads[-1]):
        return False
    named, part = thing.heads[-1], stem(other.heads[0])
    endings = [ending for ending in _ending_parts() if part.endswith(ending)]
    keys = [stem(part[: -len(ending)]) for ending in endings]
    return any(
        (len(key) > LONG_ENOUGH and key in named)
        or (len(key) > 2 and named.startswith(key))
        for key in keys
    )


def _ends(word: str, keys: set[str]) -> bool:
    return any(len(key) > 2 and stem(word).endswith(key) for key in keys)


@lru_cache(maxsize=20_000)
def _is_a_part(word: str) -> bool:
    key = stem(word)
    return key in _parts() or key.endswith(_long_parts())


def _is_broken(want: Said, listing: Said) -> bool:
    return listing.is_broken and not want.is_broken


def _is_expired(want: Said, listing: Said) -> bool:
    today = timezone.localdate()
    needed = max((today.year, today.month), want.good_until or (0, 0))
    return listing.good_until is not None and listing.good_until < needed


def _is_taken(want: Said, listing: Said) -> bool:
    return listing.is_taken


def _lacks(want: Said, listing: Said) -> bool:
    """The one is without what the other is about."""
    return _misses(want, listing) or _misses(listing, want)


def _misses(whole: Said, other: Said) -> bool:
    named = {word for word in whole.stems - whole.missing if not word.endswith("vrij")}
    if any(f"on{word}" in other.stems for word in named if len(word) > 4):
        return True
    return any(
        word.startswith(gone) or (len(word) > LONG_ENOUGH and gone.endswith(word))
        for gone in other.missing - whole.missing
        for word in named
    )


def _is_other_world(want: Said, listing: Said) -> bool:
    return bool(listing.worlds - want.worlds)


def _of_plain(holds: Callable[[str, str], bool]) -> Holds:
    """A rule that reads plain text."""

    def both(want: Said, listing: Said) -> bool:
        return holds(want.plain, listing.plain)

    return both


def _is_other_model(want: Said, listing: Said) -> bool:
    asked, offered = want.models, listing.models
    letters = {code for code in asked if code[0].isalpha()}
    return bool(letters and offered) and not any(
        one in other or other in one for one in asked for other in offered
    )


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(map(stem, said_as("part")))


@lru_cache(maxsize=1)
def _long_parts() -> tuple[str, ...]:
    """Those that end no other word by chance, as "arm" does "bovenarm"."""
    return tuple(part for part in _ending_parts() if len(part) > LONG_ENOUGH)


@lru_cache(maxsize=1)
def _ending_parts() -> tuple[str, ...]:
    return tuple(sorted(part for part in _parts() if len(part) > 2))


_WORLDS = {
    name: re.compile(rf"\b(?:{telling})")
    for name, telling in {
        "toys": r"speel|poppen|lego|barbie|knuffel|kinderspeel",
        "animals": r"hond|katt?en|kat\b|vogel|paard|dier|papegaaien|kip|konijn|vis\b",
        "garden": r"tuin|terras|parasol|gazon|balkon",
        "leisure": r"camping|kampeer|strand|duik|ski|sport|hengel|zeil|golf|zwem",
        "cars": r"auto(?!cla|mat|ma)|motor(?:fiets|olie)|garage|bagage|aanhanger",
        "pictures and music": r"foto|camera|film|muziek|gitaar|piano",
        "building": r"bouw|steiger|verf|schilder|kit\b|kitspuit|lijm|beton|hout\b|dak",
        "kitchens": r"keuken|bak\b|taart|bbq|barbecue|wijn|bier",
        "offices": r"kantoor|bureau|papier|printer|archief",
        "parties": r"feest|kerst|carnaval|party|ballon",
        "children": r"kind\b|kinder|peuter|kleuter|junior|baby|child|kids",
    }.items()
}
_OF_TEXTS = (
    (Rule("part", _("a part, or something for it")), _is_part),
    (Rule("cousin", _("a part, or something for it")), _is_cousin),
    (Rule("wants_part", _("the whole, where a part is asked")), _wants_part),
    (Rule("lacks", _("one is without what the other is about")), _lacks),
    (Rule("world", _("of another world: a toy, a garden, a car")), _is_other_world),
    (Rule("model", _("for another model")), _is_other_model),
    (Rule("broken", _("it is broken, or not complete"), True), _is_broken),
    (Rule("expired", _("out of date"), True), _is_expired),
    (Rule("taken", _("reserved, or only where it stands"), True), _is_taken),
    (Rule("measure", _("another size or number"), True), _of_plain(misfits)),
    (Rule("place", _("in another place"), True), _of_plain(particulars.is_elsewhere)),
    (
        Rule("current", _("for another kind of socket"), True),
        _of_plain(particulars.has_other_current),
    ),
    (
        Rule("over", _("over before it is needed"), True),
        _of_plain(particulars.is_over_before),
    ),
    (
        Rule("grade", _("of another class or type"), True),
        _of_plain(particulars.is_of_other_grade),
    ),
    (
        Rule("make", _("of another make"), False),
        _of_plain(particulars.is_of_other_make),
    ),
    (
        Rule("only", _("only for something else"), False),
        _of_plain(particulars.is_only_for_other),
    ),
    (
        Rule("short", _("without what makes it go"), False),
        _of_plain(particulars.is_short_of_something),
    ),
)
_OF_TRAITS = {
    "sizes": Rule("size", _("another size"), True),
    "gauges": Rule("gauge", _("another charrière"), True),
    "kilos": Rule("load", _("it carries too little"), True),
    "people": Rule("people", _("for too few people"), True),
    "inches": Rule("inches", _("too small"), True),
    "ffp": Rule("ffp", _("it protects too little"), True),
    "days": Rule("days", _("on other days"), True),
    "opposites": Rule("opposite", _("of the other sort, such as not sterile"), True),
}
RULES = (*(rule for rule, _holds in _OF_TEXTS), *_OF_TRAITS.values())
