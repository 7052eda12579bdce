"""The rows of a surplus list as people see them before they are placed: each with a
outcome and the reasons for it.

Nothing of a list becomes a listing before somebody has seen its rows, and a row that
was placed once is never placed again."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category
from catalogue.terms import Term
from listings.intake import prohibited, questions
from listings.models import Listing
from lists.models import Import, PlacedRow
from lists.pictures import Pictures
from lists.row_fields import fields_of
from lists.verdicts_of_texts import TextVerdicts
from surplus.rows import DATES, Surplus, SurplusRow


class Outcome(TextChoices):
    """What becomes of a row."""

    READY = "ready", _("can be placed")
    REVIEW = "review", _("a moderator looks first")
    QUESTIONS = "questions", _("becomes a draft: answer its questions")
    ALREADY = "already", _("placed before")
    UNCLEAR = "unclear", _("not clear")
    BLOCKED = "blocked", _("may not be shared")
    LEFT_OUT = "left_out", _("left out by you")


TONES: dict[str, str] = {
    Outcome.READY: "good",
    Outcome.REVIEW: "info",
    Outcome.QUESTIONS: "info",
    Outcome.ALREADY: "quiet",
    Outcome.UNCLEAR: "warn",
    Outcome.BLOCKED: "bad",
    Outcome.LEFT_OUT: "quiet",
}
PLACED = (Outcome.READY, Outcome.REVIEW, Outcome.QUESTIONS)


@dataclass
class Line:
    """One item of a list, with its outcome and the reasons for it."""

    row: SurplusRow
    key: str
    outcome: Outcome = Outcome.READY
    reasons: list[str] = field(default_factory=list)
    category: Category | None = None
    listing: Listing | None = None
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
        return fields_of(self.row)

    @property
    def as_listing(self) -> Listing:
        """The row as it would be offered, for the rules; it must have a category."""
        return Listing(category=self.category, **self.fields)

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
        self.surplus = Surplus.from_json(imported.surplus)
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
        seen: Counter[str] = Counter()
        lines = []
        for row in self.surplus.items:
            seen[row.text] += 1
            lines.append(Line(row, key_of(row, seen[row.text])))
        placed = PlacedRow.objects.listings(
            self.imported.organisation, (line.key for line in lines)
        )
        categories = Category.objects.in_bulk()
        pictures = Pictures(self.imported.photo_names)
        left_out = set(self.imported.left_out)
        for line in lines:
            line.is_left_out = line.key in left_out
            if answers := self.imported.mended.get(line.key):
                _put_right(line.row, answers)
            line.photos = pictures.of(line.row)
            line.category = categories.get(line.row.category_code)
            line.listing = placed.get(line.key)
            line.refused = self.imported.refused.get(line.key, "")
        return lines

    def find(self, key: str) -> Line | None:
        """The line with that key; no other is judged for it."""
        found = next((line for line in self._read if line.key == key), None)
        if found:
            _judge(found, self._verdicts)
        return found

    def any_placeable(self) -> bool:
        """Can one of them at least become a listing? Judges no more than it must."""
        return any(_judge(line, self._verdicts) in PLACED for line in self._read)

    @cached_property
    def unmatched(self) -> list[str]:
        """Photos of the ZIP that belong to no row."""
        used = {name for line in self._read for name in line.photos}
        return [name for name in self.imported.photo_names if name not in used]

    @cached_property
    def tones(self) -> list[tuple[str, str, int]]:
        """How many rows have which outcome: tone, words, number."""
        return [(TONES[value], label, number) for value, label, number in self.counts]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many rows have which outcome: value, words, number."""
        numbers = Counter(line.outcome for line in self.all)
        return [(v.value, str(v.label), numbers[v]) for v in Outcome if numbers[v]]

    @property
    def placeable(self) -> int:
        """How many rows can become listings now."""
        return sum(line.outcome in PLACED for line in self.all)

    @property
    def skipped(self) -> int:
        """Rows that offer nothing: titles, headings, notes, totals."""
        filled = [row for row in self.surplus.rows if row.kind != "empty"]
        return len(filled) - len(self.surplus.items)


def key_of(row: SurplusRow, time: int) -> str:
    """Tells a row by what it says, so that a list sent twice makes nothing twice; a
    row that stands in it twice (`time` 2) counts as two."""
    return sha256(f"{row.sheet}|{row.text}|{time}".encode()).hexdigest()


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
    if line.listing or line.is_left_out:
        return (Outcome.ALREADY if line.listing else Outcome.LEFT_OUT), []
    unclear = list(_unclear(line))
    found = _intake(line, verdicts)
    notes = [*(flag["why"] for flag in line.row.flags), *line.row.notes]
    open_ones = [] if unclear else questions.missing(line.as_listing)
    still = [_now("Still to answer: %s") % question for question in open_ones]
    spoken = [str(hit) for hit in found.hits]
    tried = [line.refused] if line.refused else []
    reasons = [*tried, *unclear, *spoken, *still, *notes]
    outcome = Outcome.READY
    if found.action == prohibited.BLOCK:
        outcome = Outcome.BLOCKED
    elif unclear:
        outcome = Outcome.UNCLEAR
    elif open_ones or found.notes:
        outcome = Outcome.QUESTIONS
    elif found.action == prohibited.REVIEW:
        outcome = Outcome.REVIEW
    return outcome, list(dict.fromkeys(reasons))


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
