"""What somebody means with the words of a search: what kind of thing, how they want to
have it, and where.

"gratis bureaustoel utrecht" is: free, an office chair, near Utrecht. What was
understood is shown, and each part of it can be taken out again. Where it is not sure
what kind of thing is meant, no kind is chosen (`docs/decisions/0039`).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from base.models import Province, Town
from base.names import plain
from catalogue.kinds import NOTHING, Chances, weights
from catalogue.measures import Measure, take_measures
from catalogue.prediction import likely
from catalogue.terms import Term
from catalogue.words import stem
from catalogue.words import words as plain_words

CERTAIN = 0.8  # below this no kind is chosen; measured: docs/decisions/0039
TOGETHER = 0.85  # idem for the three surest ones: "stoel" is one of several chairs
SURE = 0.9  # idem, where a word of the search is one that nobody uses
ALIKE = 0.1  # of the surest one's certainty: what is less sure is not meant
WORTH_A_QUESTION = 0.04
MOST_KINDS = 5
MOST_QUESTIONS = 3
NEAR_KM = 25  # around a town that was named
LONGEST_PLACE = 4  # words: "Alphen aan den Rijn"
SHORTEST_PLACE = 5  # letters; a shorter one only after "in" or "bij"
BEFORE_PLACES = {"in", "bij", "regio", "omgeving", "near", "around", "rond", "te"}
TERMS = {
    **dict.fromkeys(["gratis", "free", "om niet"], Term.FREE),
    **dict.fromkeys(["te koop", "koop", "kopen", "tweedehands", "for sale"], Term.SALE),
    **dict.fromkeys(["te huur", "huur", "huren", "for rent", "to rent"], Term.RENT),
    **dict.fromkeys(
        ["te leen", "leen", "lenen", "bruikleen", "in bruikleen", "on loan"], Term.LOAN
    ),
}
LONGEST_TERM = 2  # words


@dataclass(frozen=True)
class Meaning:
    """A search as it was understood. `kinds` are codes of categories with how surely
    each is meant, 0 to 1, the surest first, and `perhaps` those that are asked for
    where it is not sure; `unmended` are the words as they were typed, where a typo was
    mended; `sought` are the words without their `measures`; `without` says how the
    search reads when a part of it is taken out."""

    typed: str
    words: str = ""
    kinds: Chances = ()
    perhaps: tuple[str, ...] = ()
    unmended: str = ""
    sought: str = ""
    measures: tuple[Measure, ...] = ()
    term: Term | None = None
    place: Town | Province | None = None
    without_words: str = ""
    without_term: str = ""
    without_place: str = ""

    @property
    def codes(self) -> list[str]:
        """The categories that may be meant, the surest first."""
        return [code for code, _sure in self.kinds]


def literally(typed: str) -> Meaning:
    """Nothing is understood: these words, and no others."""
    return Meaning(typed, words=typed, sought=typed)


def understand(typed: str, *, mend: bool = True) -> Meaning:
    """What a search means; three short queries at most."""
    tokens = typed.split()
    rest, term = _take_term(tokens)
    bare, place = _take_place(rest)
    words = " ".join(bare)
    mended = mended_words(words) if mend else words
    sought, measures = take_measures(mended)
    kinds, perhaps = _meant(mended)
    return Meaning(
        typed,
        words=mended,
        kinds=kinds,
        perhaps=perhaps,
        unmended=words if mended != words else "",
        sought=sought,
        measures=measures,
        term=term,
        place=place,
        without_words=_left(tokens, bare),
        without_term=" ".join(rest) if term else "",
        without_place=_left(tokens, set(rest) - set(bare)) if place else "",
    )


def _left(tokens: Iterable[str], gone: Collection[str]) -> str:
    """The search as it was typed, without some of its words."""
    return " ".join(token for token in tokens if token not in gone)


def _windows(tokens: list[str], longest: int) -> Iterator[tuple[int, int]]:
    """Every run of at most so many words: from, to; the longest first."""
    for size in range(min(longest, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            yield start, start + size


def _take_term(tokens: list[str]) -> tuple[list[str], Term | None]:
    for start, end in _windows(tokens, LONGEST_TERM):
        if term := TERMS.get(" ".join(tokens[start:end]).casefold()):
            return tokens[:start] + tokens[end:], term
    return tokens, None


def _take_place(tokens: list[str]) -> tuple[list[str], Town | Province | None]:
    """A place stands at the end, or behind "in" or "bij"; and is no thing."""
    spans = [span for span in _windows(tokens, LONGEST_PLACE) if _may_be(tokens, *span)]
    names = {span: " ".join(tokens[span[0] : span[1]]) for span in spans}
    known = _places(list(names.values())) if names else {}
    for (start, end), name in names.items():
        if place := known.get(plain(name)):
            is_told = start and tokens[start - 1].casefold() in BEFORE_PLACES
            return tokens[: start - 1 if is_told else start] + tokens[end:], place
    return tokens, None


def _may_be(tokens: list[str], start: int, end: int) -> bool:
    name = " ".join(tokens[start:end])
    is_told = start > 0 and tokens[start - 1].casefold() in BEFORE_PLACES
    is_last = end == len(tokens) and len(name) >= SHORTEST_PLACE
    is_thing = not is_told and _is_sure(likely(name), name)
    return (is_told or is_last) and name[0].isalpha() and not is_thing


def _places(names: list[str]) -> dict[str, Town | Province]:
    """Provinces and towns by their plain names; a town goes before its province."""
    found: dict[str, Town | Province] = {
        plain(province.label): province for province in Province
    }
    wanted = {plain(name) for name in names}
    for town in reversed(Town.objects.called_any(names)):
        found |= dict.fromkeys(wanted & set(town.aliases), town)
    return found


def suggested(words: str) -> list[str]:
    """Codes of the categories that words may name which are still being typed, the
    surest first."""
    found = likely(mended_words(words)) if words.strip() else ()
    worth = [code for code, sure in found if sure >= WORTH_A_QUESTION]
    return [code for code in worth if code != NOTHING][:MOST_KINDS]


def mended_words(text: str) -> str:
    """The words with their typos mended, where that leaves no doubt of what is meant;
    as they were typed otherwise."""
    known = weights().words
    instead = {word: known.meant(word) for word in _unknown(text)}
    better = {word: meant for word, meant in instead.items() if meant}
    if not better:
        return text
    mended = " ".join(better.get(word, word) for word in text.lower().split())
    return mended if _is_better(mended, text) else text


def _is_better(mended: str, text: str) -> bool:
    """Does it name the same kind, or one for sure where the text named none? A text
    that is surely of no kind is another word, and no typo."""
    before, after = likely(text), likely(mended)
    if before[0][0] == after[0][0]:
        return before[0][0] != NOTHING and mended != text.lower()
    is_other = before[0][0] == NOTHING and before[0][1] >= CERTAIN
    return _is_sure(after, mended) and not _is_sure(before, text) and not is_other


def _joined(words: str) -> str:
    """With two words as one where that is one that is known: "rol stoelen"."""
    tokens, known = plain_words(words), weights().words.stems
    for at in range(len(tokens) - 1):
        if stem("".join(tokens[at : at + 2])) in known:
            return " ".join(
                [*tokens[:at], "".join(tokens[at : at + 2]), *tokens[at + 2 :]]
            )
    return words


def _unknown(text: str) -> list[str]:
    """Words that nobody used before."""
    known = weights().words
    return [word for word in plain_words(text) if not known.has(word)]


def _is_sure(found: Chances, text: str) -> bool:
    if not found or found[0][0] == NOTHING:
        return False
    if _unknown(text):
        return found[0][1] >= SURE
    three = sum(sure for code, sure in found[:MOST_QUESTIONS] if code != NOTHING)
    return found[0][1] >= CERTAIN or three >= TOGETHER


def _meant(words: str) -> tuple[Chances, tuple[str, ...]]:
    """The categories that are meant; or where that is not sure, those that may be."""
    found = likely(words) if words else ()
    if not _is_sure(found, words) and (joined := _joined(words)) != words:
        found, words = likely(joined), joined
    kinds = [kind for kind in found if kind[0] != NOTHING]
    if _is_sure(found, words):
        least = ALIKE * kinds[0][1]
        return tuple(kind for kind in kinds if kind[1] >= least)[:MOST_KINDS], ()
    asked = [code for code, sure in kinds if sure >= WORTH_A_QUESTION]
    return (), tuple(asked[:MOST_QUESTIONS])
