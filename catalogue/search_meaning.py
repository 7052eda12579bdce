"""What somebody means with the words of a search: what kind of thing, how they want to
have it, and where.

"gratis bureaustoel utrecht" is: free, an office chair, near Utrecht. What was
understood is shown, and each part of it can be taken out again.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from base.models import Province, Town
from base.names import plain
from catalogue import prediction
from catalogue.terms import Term
from catalogue.vocabulary import beginnings, points
from catalogue.words import words as plain_words

ALIKE = 0.6  # of the best one's points: what is further off is not meant
SHARP = 3  # a power: second best is clearly less sure
MOST_KINDS = 5
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
    each is meant, 0 to 1, the surest first; `without` says how the search reads when a
    part of it is taken out."""

    typed: str
    words: str = ""
    kinds: tuple[tuple[str, float], ...] = ()
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
    return Meaning(typed, words=typed)


def understand(typed: str) -> Meaning:
    """What a search means; two short queries at most."""
    tokens = typed.split()
    rest, term = _take_term(tokens)
    bare, place = _take_place(rest)
    words = " ".join(bare)
    return Meaning(
        typed,
        words=words,
        kinds=kinds_of(words),
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
    return (is_told or is_last) and name[0].isalpha() and not points(name)


def _places(names: list[str]) -> dict[str, Town | Province]:
    """Provinces and towns by their plain names; a town goes before its province."""
    found: dict[str, Town | Province] = {
        plain(province.label): province for province in Province
    }
    wanted = {plain(name) for name in names}
    for town in reversed(Town.objects.called_any(names)):
        found |= dict.fromkeys(wanted & set(town.aliases), town)
    return found


def kinds_of(words: str) -> tuple[tuple[str, float], ...]:
    """The categories that the words name; where they name none, those with a name that
    begins so."""
    found = prediction.scored(words, learned=prediction.learned_of(words))
    for word in [] if found else plain_words(words):
        for code, number in beginnings(word).items():
            found[code] += number
    best = max(found.values(), default=0)
    shares = {code: number / best for code, number in found.items()}
    alike = [(code, share**SHARP) for code, share in shares.items() if share >= ALIKE]
    return tuple(sorted(alike, key=lambda kind: -kind[1])[:MOST_KINDS])
