"""Questions that many rows of a list share, asked once: whose are these wheelchairs,
and are they free or for sale?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Category
from catalogue.terms import Term
from listings.intake import questions

if TYPE_CHECKING:
    from lists.lines import Line

MANY, MOST = 2, 5  # rows that make a question worth asking once; questions at a time
TERMS = "terms"
EVERY = ""  # in place of a category: of all rows
Answers = dict[str, dict[str, str]]  # by question, then by category


@dataclass(frozen=True)
class Shared:
    """One question about many rows."""

    question: str
    words: str
    hint: str
    choices: list[tuple[str, str]]
    category: Category | None  # of the rows; None: of all
    rows: int

    @property
    def label(self) -> str:
        """The question, with how many rows wait for it."""
        n = self.rows
        of = f" · {self.category}" if self.category else ""
        rows = ngettext("%(n)s row", "%(n)s rows", n) % {"n": localize(n)}
        return f"{self.words} ({rows}{of})"

    @property
    def name(self) -> str:
        """Of its field in a form."""
        return f"{self.question}:{self.category.pk if self.category else EVERY}"


def give(answers: Answers, line: "Line") -> None:
    """What was said for many rows, to one of them that does not say it itself."""
    row = line.row
    if row.terms in (None, "unknown") and (terms := answers.get(TERMS, {}).get(EVERY)):
        row.terms, row.price_eur = terms, None
    of_kind = {
        question: said[row.category_code]
        for question, said in answers.items()
        if row.category_code in said
    }
    line.declared = of_kind


def asked(lines: Iterable["Line"]) -> list[Shared]:
    """The questions that keep the most rows waiting."""
    times: Counter[tuple[str, str]] = Counter()
    kinds: dict[str, Category] = {}
    for line in lines:
        for question, category in _open(line):
            times[question, category.pk if category else EVERY] += 1
            if category:
                kinds[category.pk] = category
    return [
        _shared(question, kinds.get(of), rows)
        for (question, of), rows in times.most_common(MOST)
        if rows >= MANY
    ]


def _open(line: "Line") -> Iterable[tuple[str, Category | None]]:
    """The questions about a row that may have the same answer for others."""
    if line.listing or line.is_left_out or line.earlier:
        return
    if line.row.terms in (None, "unknown"):
        yield TERMS, None
    if line.category is None or line.category.parent_id is None:
        return
    for question in line.open_questions:
        if question.kind == questions.CHOICE and not question.of_the_piece:
            yield question.id, line.category


def _shared(question: str, category: Category | None, rows: int) -> Shared:
    if question == TERMS:
        words = _("How do you share these? The list does not say.")
        return Shared(question, words, _about_prices(), _terms(), None, rows)
    known = next(it for it in questions.questions() if it.id == question)
    offered = [(choice.value, str(choice)) for choice in known.choice]
    return Shared(question, str(known), known.hint, offered, category, rows)


def _terms() -> list[tuple[str, str]]:
    """What a row without a price can be; `ask` as `surplus.prices` says it."""
    return [
        *((term.value, capfirst(str(term.label))) for term in (Term.FREE, Term.LOAN)),
        ("ask", _("For sale, the price to be agreed")),
    ]


def _about_prices() -> str:
    return _("With a column of prices we read them from your list.")


def merged(answers: Answers, said: dict[str, Any]) -> Answers:
    """The answers with what a form says, by the names of its fields."""
    found = {question: dict(of) for question, of in answers.items()}
    for name, value in said.items():
        question, _colon, category = name.partition(":")
        if value:
            found.setdefault(question, {})[category] = value
    return found
