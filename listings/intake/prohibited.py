"""The intake rules: what may not be shared, and what a moderator sees first.

The rules are data (`data/prohibited.csv`): a pattern, its exceptions, and what
follows. A hit counts unless an exception overlaps it; the strongest hit decides.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language, gettext

from base.refusal import Refused
from catalogue.models import Category
from listings.intake import questions
from listings.models import Listing

PROHIBITED = Path(__file__).parent.parent / "data" / "prohibited.csv"
NONE, ASK, REVIEW, BLOCK = "none", "ask", "review", "block"
STRENGTH = [NONE, ASK, REVIEW, BLOCK]
NOTHING = re.compile("")
LOOKED_AT = "looked_at"  # among a listing's answers: ids of notes that were read
DEVICE = "medical_device"
NO_CLAIM_ON_DEVICES = {"refurbished-claim"}
# Their reasons say that the cooperative decides, so whom to call stands beside them.
UP_TO_COOPERATIVE = {"category-off", "staff", "staff-hours", "staff-lent"}
UP_TO_COOPERATIVE |= {"staff-role"}
PHONE_DIGITS = 10
CENTURY = 2000
LAST = 31  # the last day of any month, and later than any month
MONTHS = {
    **{"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5},
    **{
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "okt": 10,
        "oct": 10,
        "nov": 11,
        "dec": 12,
    },
}
REMEMBERED = 1_000  # texts, in one process
Found = dict[int, list[str]]  # the words that a rule found, by its place in the file


def passes_elf_test(text: str) -> bool:
    """Can these nine digits be a citizen service number? One of eleven others passes
    as well. (Logisch ontwerp BSN: 9a + 8b + … + 2h − i is a multiple of eleven.)"""
    digits = [int(sign) for sign in text if sign.isdigit()]
    weighed = zip(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1], strict=True)
    total = sum(digit * weight for digit, weight in weighed)
    return total % 11 == 0 and any(digits)


def is_phone_number(text: str) -> bool:
    """Can it be a Dutch telephone number? Nine digits after the 0 or the code of the
    country, and an area, mobile or service that exists: 01x to 05x, 06, 07x, 085, 088.
    A date, a size or the number of an article can't."""
    digits = re.sub(r"\D", "", text)
    national = re.sub(r"^(?:0031|31(?=\d{9}$))", "0", digits)
    starts = re.match(r"0(?:6[1-58]|[1-57]\d|8[4578]|9[17])", national)
    return len(national) == PHONE_DIGITS and bool(starts)


def is_past(text: str) -> bool:
    """Is the date in it over? A month lasts to its end, a year to the end of it."""
    today = timezone.localdate()
    last = _last_day(text.lower())
    return last is not None and last < (today.year, today.month, today.day)


def _last_day(text: str) -> tuple[int, int, int] | None:
    if found := re.search(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})", text):
        day, month, year = map(int, found.groups())
        return year if year >= CENTURY else year + CENTURY, month, day
    if found := re.search(r"(20\d\d)[-/](\d{1,2})\b", text):
        return int(found[1]), int(found[2]), LAST
    if found := re.search(r"\b(\d{1,2})[-/ ](20\d\d)", text):
        return int(found[2]), int(found[1]), LAST
    if found := re.search(r"(?<![\d/-])(0?[1-9]|1[0-2])[-/](\d\d)$", text):
        return int(found[2]) + CENTURY, int(found[1]), LAST
    if found := re.search(r"\b([a-z]{3})[a-z]*\.? (20\d\d)", text):
        return int(found[2]), MONTHS.get(found[1], LAST), LAST
    found = re.search(r"20\d\d", text)
    return (int(found[0]), LAST, LAST) if found else None


CHECKS: dict[str, Callable[[str], bool]] = {
    "": bool,
    "elf": passes_elf_test,
    "phone": is_phone_number,
    "past": is_past,
}


@dataclass(frozen=True)
class Rule:
    """One row of the rules. A rule without a pattern is about a category's route."""

    id: str
    kind: str
    action: str
    pattern: re.Pattern
    exceptions: tuple[re.Pattern, ...]
    why_nl: str
    why_en: str
    source: str
    check: str = ""

    def speaks(self, text: str) -> list[str]:
        """The words of a text that this rule is about."""
        if not self.pattern.search(text):  # as for nearly every rule and text
            return []
        holds = CHECKS[self.check]
        hits = [hit for hit in self.pattern.finditer(text) if holds(hit[0])]
        excused = self._excused(text)
        return [hit[0].strip() for hit in hits if not _overlaps(hit, excused)]

    def _excused(self, text: str) -> list[re.Match]:
        return [
            excused
            for exception in self.exceptions
            for excused in exception.finditer(text)
        ]


@dataclass(frozen=True)
class Hit:
    """A rule that spoke, and the words that made it speak."""

    rule: Rule
    words: tuple[str, ...]

    @property
    def found(self) -> str:
        """The words, to show."""
        return ", ".join(self.words)

    @property
    def is_up_to_cooperative(self) -> bool:
        """Does it say to ask the cooperative?"""
        return self.rule.id in UP_TO_COOPERATIVE

    @property
    def why(self) -> str:
        """The reason in the reader's language."""
        return self.rule.why_en if get_language() == "en" else self.rule.why_nl

    def __str__(self) -> str:
        words = {"found": self.found, "why": self.why, "source": self.rule.source}
        if self.rule.source:
            return gettext("“%(found)s”: %(why)s (%(source)s)") % words
        return gettext("“%(found)s”: %(why)s") % words


@dataclass(frozen=True)
class Verdict:
    """What the rules say: every hit, and the strongest action."""

    hits: tuple[Hit, ...]

    @property
    def action(self) -> str:
        """One of block, review, ask, none."""
        actions = [hit.rule.action for hit in self.hits]
        return max(actions, key=STRENGTH.index, default=NONE)

    @property
    def blocks(self) -> list[Hit]:
        """What stands in the way of publishing."""
        return [hit for hit in self.hits if hit.rule.action == BLOCK]

    @property
    def reviews(self) -> list[Hit]:
        """What a moderator looks at first."""
        return [hit for hit in self.hits if hit.rule.action == REVIEW]

    @property
    def notes(self) -> list[Hit]:
        """What the person who offers is asked to look at."""
        return [hit for hit in self.hits if hit.rule.action == ASK]

    def unseen_notes(self, listing: Listing) -> list[Hit]:
        """Notes that the person who offers did not say yes to."""
        seen = listing.declared.get(LOOKED_AT, [])
        return [hit for hit in self.notes if hit.rule.id not in seen]

    def new_since(self, before: "Verdict") -> list[Hit]:
        """What a moderator has not seen yet: reviews with words not found before."""
        seen = {(hit.rule.id, word) for hit in before.hits for word in hit.words}
        return [
            hit
            for hit in self.reviews
            if any((hit.rule.id, word) not in seen for word in hit.words)
        ]

    def check(self) -> None:
        """Refuse, with the reasons, what can't be published by any road."""
        if self.blocks:
            reasons = " ".join(str(hit) for hit in self.blocks)
            raise Refused(
                gettext("This can't be published. %(reasons)s") % {"reasons": reasons}
            )


def judge(*texts: str) -> Verdict:
    """What the rules say about these texts."""
    found = [_found(text) for text in texts if text]
    spoken = sorted({place for rules in found for place in rules})
    rules = _rules()
    return Verdict(tuple(Hit(rules[place], _words(place, found)) for place in spoken))


def judge_category(category: Category) -> Verdict:
    """A category that is blocked, or that the cooperative has not switched on."""
    if category.is_switched_on:
        return Verdict(())
    closed = [rule for rule in _rules() if rule.id == f"category-{category.route}"]
    return Verdict(tuple(Hit(rule, (category.name,)) for rule in closed))


def judge_listing(listing: Listing) -> Verdict:
    """What the rules say about a listing: its category and its words."""
    answers = [
        answer for answer in listing.declared.values() if isinstance(answer, str)
    ]
    words = judge(
        listing.title, listing.description, listing.lot, listing.unit, *answers
    )
    if listing.category.device == DEVICE:
        words = Verdict(tuple(_for_a_device(hit) for hit in words.hits))
    route = judge_category(listing.category).hits
    return Verdict((*route, *_answers_that_refuse(listing), *words.hits))


def _answers_that_refuse(listing: Listing) -> Iterator[Hit]:
    """An answer with which a thing can't be shared speaks as a rule does."""
    for question, choice in questions.refused(listing):
        rule = Rule(
            id=question.id,
            kind=question.subject,
            action=BLOCK,
            pattern=NOTHING,
            exceptions=(),
            why_nl=choice.refuses_nl,
            why_en=choice.refuses_en,
            source=question.source,
        )
        yield Hit(rule, (str(choice),))


def _for_a_device(hit: Hit) -> Hit:
    """Some words, such as "gereviseerd", are a claim that no medical device may bear
    here: who fully refurbishes one becomes its manufacturer."""
    if hit.rule.id not in NO_CLAIM_ON_DEVICES:
        return hit
    return replace(hit, rule=replace(hit.rule, action=BLOCK))


@lru_cache(REMEMBERED)
def _found(text: str) -> Found:
    """What each rule finds in one text. Units, remarks and words of a list come again
    and again; what rules say hangs on the text alone."""
    plain = _plain(text)
    speaking = ((at, rule) for at, rule in enumerate(_rules()) if rule.pattern.pattern)
    return {at: words for at, rule in speaking if (words := rule.speaks(plain))}


def _words(place: int, found: list[Found]) -> tuple[str, ...]:
    """Each word once, in the order of the texts."""
    return tuple(dict.fromkeys(word for it in found for word in it.get(place, ())))


def _overlaps(hit: re.Match, others: list[re.Match]) -> bool:
    return any(o.start() < hit.end() and hit.start() < o.end() for o in others)


def _plain(text: str) -> str:
    """One way of writing: composed accents, plain spaces, nothing invisible. The
    case stays, since some rules need capitals."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def rule(id: str) -> Rule:
    """The rule with this id."""
    return _by_id()[id]


@cache
def version() -> str:
    """Another one for other rules."""
    return sha256(PROHIBITED.read_bytes()).hexdigest()[:16]


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in _rules()}


@cache
def _rules() -> tuple[Rule, ...]:
    """Every rule, read once."""
    with PROHIBITED.open(encoding="utf-8", newline="") as file:
        return tuple(map(_rule, csv.DictReader(file)))


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        pattern=_compiled(row.pop("pattern")),
        exceptions=tuple(_exceptions(row.pop("exceptions"))),
        **{key: value for key, value in row.items() if key != "subkind"},
    )


def _exceptions(joined: str) -> Iterator[re.Pattern]:
    return map(_compiled, filter(None, joined.split("||")))


def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern, re.IGNORECASE)
