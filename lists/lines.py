"""The rows of a surplus list as people see them before they are placed: each with a
outcome and the reasons for it.

Nothing of a list becomes a listing before somebody has seen its rows, and a row that
was placed once is never placed again."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category
from catalogue.terms import Term
from catalogue.units import amount
from listings.intake import prohibited, questions
from listings.models import Listing
from lists import shared_answers
from lists.keys import keyed, thing_of
from lists.models import Import, PlacedRow
from lists.pictures import Pictures, spelled
from lists.row_fields import fields_of
from lists.shared_answers import Shared
from lists.verdicts_of_texts import TextVerdicts
from surplus.rows import DATES, SurplusRow


class Outcome(TextChoices):
    """What becomes of a row."""

    READY = "ready", _("can be placed")
    REVIEW = "review", _("a moderator looks first")
    QUESTIONS = "questions", _("becomes a draft: answer its questions")
    PLACED = "placed", _("placed")
    ALREADY = "already", _("placed before")
    CHANGED = "changed", _("placed before, different now")
    UNCLEAR = "unclear", _("not clear")
    BLOCKED = "blocked", _("may not be shared")
    LEFT_OUT = "left_out", _("left out")


TONES: dict[str, str] = {
    Outcome.READY: "good",
    Outcome.REVIEW: "info",
    Outcome.QUESTIONS: "info",
    Outcome.PLACED: "good",
    Outcome.ALREADY: "quiet",
    Outcome.CHANGED: "warn",
    Outcome.UNCLEAR: "warn",
    Outcome.BLOCKED: "bad",
    Outcome.LEFT_OUT: "quiet",
}
# What a person should look at before the rest.
ATTENTION = (Outcome.CHANGED, Outcome.UNCLEAR, Outcome.BLOCKED, Outcome.QUESTIONS)
PLACEABLE = (Outcome.READY, Outcome.REVIEW, Outcome.QUESTIONS)


@dataclass
class Line:
    """One item of a list, with its outcome and the reasons for it."""

    row: SurplusRow
    key: str
    outcome: Outcome = Outcome.READY
    reasons: list[str] = field(default_factory=list)
    category: Category | None = None
    listing: Listing | None = None
    is_placed_here: bool = False  # by this list, not by an earlier one
    earlier: Listing | None = None  # of a list before, about the same thing
    declared: dict[str, str] = field(default_factory=dict)  # said for many rows at once
    refused: str = ""  # why it could not be placed, when that was tried
    photos: list[str] = field(default_factory=list)  # names in the ZIP
    is_left_out: bool = False

    @property
    def label(self) -> str:
        """The outcome in words."""
        return str(self.outcome.label)

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return TONES[self.outcome]

    @cached_property
    def fields(self) -> dict:
        """The row as fields of a Listing, but for its location and category."""
        return fields_of(self.row) | {"declared": self.declared}

    @cached_property
    def as_listing(self) -> Listing:
        """The row as it would be offered, for the rules; it must have a category."""
        return Listing(category=self.category, **self.fields)

    @cached_property
    def open_questions(self) -> list[questions.Question]:
        """What the law wants answered, and nobody did; it must have a category."""
        return questions.missing(self.as_listing)

    @property
    def terms_in_words(self) -> list[str]:
        """How it is shared, as far as the list says so."""
        if self.row.terms in (None, "unknown"):
            return []
        return [str(Term(term).label) for term in self.fields["terms"]]


class Lines:
    """Every item of an import, judged; the same rules as for every other road."""

    def __init__(self, imported: Import):
        self.imported = imported
        self.surplus = imported.what_was_read
        self._verdicts = TextVerdicts(imported)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.all)

    @cached_property
    def all(self) -> list[Line]:
        """In the order of the list."""
        for line in self._read:
            _judge(line, self._verdicts)
        self._verdicts.keep()
        return self._read

    @cached_property
    def _read(self) -> list[Line]:
        """What was read and mended; nothing is judged yet."""
        imported = self.imported
        lines = [Line(row, key) for key, row in keyed(self.surplus.items)]
        placed = PlacedRow.objects.by_key(
            imported.organisation, (line.key for line in lines)
        )
        categories = Category.objects.in_bulk()
        pictures = Pictures(imported.photo_names)
        left_out, taken_in = set(imported.left_out), set(imported.taken_in)
        for line in lines:
            hidden = line.row.hidden and line.key not in taken_in
            line.is_left_out = hidden or line.key in left_out
            if answers := imported.mended.get(line.key):
                _put_right(line.row, answers)
            shared_answers.give(imported.answers, line)
            line.photos = pictures.of(line.row)
            line.category = categories.get(line.row.category_code)
            if was := placed.get(line.key):
                line.listing = was.listing
                line.is_placed_here = was.imported_id == imported.pk
            line.refused = imported.refused.get(line.key, "")
        self._find_earlier(lines, taken_in)
        return lines

    def _find_earlier(self, lines: list[Line], taken_in: set[str]) -> None:
        """What an earlier list placed of the same thing, where only one row and one
        offer are about it."""
        new = [line for line in lines if not line.listing and line.key not in taken_in]
        things = [(thing_of(line.row), line) for line in new]
        times = Counter(thing for thing, _line in things)
        known = {line.listing.pk for line in lines if line.listing}
        found = PlacedRow.objects.open_things(self.imported.organisation, times)
        for thing, line in things:
            earlier = [it for it in found.get(thing, ()) if it.pk not in known]
            if times[thing] == len(earlier) == 1:
                line.earlier = earlier[0]

    def find(self, key: str) -> Line | None:
        """The line with that key; no other is judged for it."""
        found = next((line for line in self._read if line.key == key), None)
        if found:
            _judge(found, self._verdicts)
        return found

    def any_placeable(self) -> bool:
        """Can one of them at least become a listing? Judges no more than it must."""
        return any(_judge(line, self._verdicts) in PLACEABLE for line in self._read)

    @cached_property
    def unmatched(self) -> list[str]:
        """Photos of the ZIP that belong to no row."""
        used = {name for line in self._read for name in line.photos}
        return [spelled(it) for it in self.imported.photo_names if it not in used]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many rows have which outcome: value, words, number."""
        numbers = Counter(line.outcome for line in self.all)
        return [(v.value, str(v.label), numbers[v]) for v in Outcome if numbers[v]]

    @property
    def placeable(self) -> int:
        """How many rows can become listings now."""
        return sum(line.outcome in PLACEABLE for line in self.all)

    @cached_property
    def skipped(self) -> list[SurplusRow]:
        """Rows that offer nothing: titles, headings, notes, totals."""
        return [row for row in self.surplus.rows if row.kind not in ("empty", "item")]

    @cached_property
    def shared(self) -> list[Shared]:
        """What can be answered once for many rows."""
        return shared_answers.asked(self.all)

    def shown(self, which: str) -> list[Line]:
        """The rows with an outcome, those that need a person (`ATTENTION`), or all."""
        if which == "attention":
            return [line for line in self.all if line.outcome in ATTENTION]
        chosen = [line for line in self.all if line.outcome == which]
        return chosen if which in Outcome.values else self.all


def _put_right(row: SurplusRow, answers: dict[str, Any]) -> None:
    """A row as a person mended it: what the reader doubted was looked at."""
    for name, value in answers.items():
        is_day = name in DATES and value
        setattr(row, name, date.fromisoformat(value) if is_day else value)
    row.problems, row.notes, row.flags = [], [], []
    row.duplicate_of = row.status = None


def _judge(line: Line, verdicts: TextVerdicts) -> Outcome:
    """The strongest outcome, with every reason that a person should read."""
    line.outcome, line.reasons = _opinion(line, verdicts)
    return line.outcome


def _opinion(line: Line, verdicts: TextVerdicts) -> tuple[Outcome, list[str]]:
    if line.listing:
        return (Outcome.PLACED if line.is_placed_here else Outcome.ALREADY), []
    if line.is_left_out:
        hidden = [_now("This row is hidden in your spreadsheet.")]
        return Outcome.LEFT_OUT, hidden if line.row.hidden else []
    if line.earlier:
        return Outcome.CHANGED, [_differs(line)]
    unclear = list(_unclear(line))
    found = _intake(line, verdicts)
    notes = [*(flag["why"] for flag in line.row.flags), *line.row.notes]
    open_ones = [] if unclear else line.open_questions
    still = [_now("Still to answer: %s") % question for question in open_ones]
    spoken = [str(hit) for hit in found.hits]
    tried = [line.refused] if line.refused else []
    reasons = [*tried, *unclear, *spoken, *still, *notes]
    outcome = Outcome.READY
    refused = [] if unclear else questions.refused(line.as_listing)
    reasons = [*(choice.refusal for _question, choice in refused), *reasons]
    if found.action == prohibited.BLOCK or refused:
        outcome = Outcome.BLOCKED
    elif unclear:
        outcome = Outcome.UNCLEAR
    elif open_ones or found.notes:
        outcome = Outcome.QUESTIONS
    elif found.action == prohibited.REVIEW:
        outcome = Outcome.REVIEW
    return outcome, list(dict.fromkeys(reasons))


def _differs(line: Line) -> str:
    assert line.earlier is not None
    return _now("Offered already: %(was)s. In this list: %(now)s.") % {
        "was": amount(line.earlier.quantity, line.earlier.unit),
        "now": amount(line.row.quantity or 0, line.row.unit or ""),
    }


def _intake(line: Line, verdicts: TextVerdicts) -> prohibited.Verdict:
    fields = line.fields
    words = verdicts.judge(fields["title"], fields["description"], line.row.text)
    if line.category is None:
        return words
    return prohibited.Verdict(
        prohibited.judge_category(line.category).hits + words.hits
    )


def _unclear(line: Line) -> Iterator[str]:
    """What keeps a row out until somebody has mended the list."""
    row, today = line.row, timezone.localdate()
    yield from row.problems
    if line.category is None or line.category.parent_id is None:
        yield _now("The category is not clear.")
    if not row.quantity or row.quantity < 1:
        yield _now("The quantity is not clear.")
    if row.terms == "unknown" or row.terms is None:
        yield _now("Free, for sale, for rent or on loan? The list does not say.")
    if row.status in ("gone", "reserved"):
        yield _now("The list says that it is gone or reserved.")
    if row.expiry and row.expiry < today:
        yield _now("The expiry date has passed.")
    if row.available_until and row.available_until < today:
        yield _now("The day until which it is available has passed.")
    if row.duplicate_of:
        yield _now("Stands in the list twice.")


def summary(counts: Collection[tuple[str, str, int]]) -> str:
    """The counts on one line, for the command line."""
    return ", ".join(f"{number} {label}" for _value, label, number in counts)
