"""What is asked before a thing may be shared, and what the answers mean.

The questions are data (`data/questions.toml`) with their source; only what the class
of a thing needs is asked, and an office chair is asked nothing. Answers are kept with
the listing (`Listing.declared`), by the question's id.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language

from catalogue.models import Category
from catalogue.terms import Term
from listings.models import Listing

QUESTIONS = Path(__file__).parent.parent / "data" / "questions.toml"
CHOICE, TEXT, DATE, YEAR, FIELD = "choice", "text", "date", "year", "field"


def _in_words(nl: str, en: str) -> str:
    return en if get_language() == "en" else nl


@dataclass(frozen=True)
class Choice:
    """One possible answer; one that refuses says why."""

    value: str
    nl: str
    en: str
    refuses_nl: str = ""
    refuses_en: str = ""

    def __str__(self) -> str:
        return _in_words(self.nl, self.en)

    @property
    def refusal(self) -> str:
        """Why the thing can't be shared with this answer; empty: it can."""
        return _in_words(self.refuses_nl, self.refuses_en)


@dataclass(frozen=True)
class Subject:
    """What a group of questions is about, and which things it concerns."""

    id: str
    nl: str
    en: str
    routes: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    sold_used: bool = False

    def __str__(self) -> str:
        return _in_words(self.nl, self.en)

    def concerns(self, listing: Listing) -> bool:
        """Is this asked about such a thing?"""
        if self.sold_used:
            return is_sold_used(listing)
        return self.is_of(listing.category)

    def is_of(self, category: Category) -> bool:
        """Does it come with the category, whatever the terms?"""
        if category.route in self.unless or category.code in self.unless:
            return False
        named = category.route in self.routes or category.device in self.devices
        return named or category.code in self.categories


@dataclass(frozen=True)
class Question:
    """One thing that is asked."""

    id: str
    subject: str
    kind: str
    nl: str
    en: str
    hint_nl: str = ""
    hint_en: str = ""
    source: str = ""
    pattern: str = ""
    optional: bool = False
    of_the_piece: bool = False
    only_if: dict[str, list[str]] = field(default_factory=dict)
    choice: tuple[Choice, ...] = ()

    def __str__(self) -> str:
        return _in_words(self.nl, self.en)

    @property
    def hint(self) -> str:
        """What helps to answer it."""
        return _in_words(self.hint_nl, self.hint_en)

    def applies(self, answers: dict[str, Any]) -> bool:
        """Is it asked, after these answers to the ones before it?"""
        wanted = self.only_if.items()
        return all(answers.get(name) in values for name, values in wanted)

    def chosen(self, answers: dict[str, Any]) -> Choice | None:
        """The choice that was made, if it is one of them."""
        answer = answers.get(self.id)
        return next((choice for choice in self.choice if choice.value == answer), None)

    def answered_by(self, listing: Listing) -> bool:
        """Is there an answer that makes sense?"""
        if self.kind == FIELD:
            return bool(getattr(listing, self.id))
        if self.kind == CHOICE:
            return self.chosen(listing.declared) is not None
        answer = str(listing.declared.get(self.id) or "")
        return bool(re.fullmatch(self.pattern or ".+", answer, re.DOTALL))

    def shown(self, answers: dict[str, Any]) -> str:
        """The answer in the reader's language."""
        if self.kind == CHOICE:
            return str(self.chosen(answers) or "")
        answer = str(answers.get(self.id) or "")
        day = parse_date(answer) if self.kind == DATE else None
        return date_format(day, "DATE_FORMAT") if day else answer


def subjects_for(listing: Listing) -> list[Subject]:
    """What must be asked about such a thing; nothing about most."""
    return [subject for subject in subjects() if subject.concerns(listing)]


def about(category: Category) -> list[Subject]:
    """What may be asked about things of a category, whatever the terms."""
    return [
        subject
        for subject in subjects()
        if subject.sold_used or subject.is_of(category)
    ]


def of_subject(subject: Subject) -> list[Question]:
    """Its questions, in order."""
    return [question for question in questions() if question.subject == subject.id]


def asked(listing: Listing) -> Iterator[Question]:
    """The questions that the answers so far leave to be asked, in order; an answer
    that is given meanwhile counts for the next."""
    given: dict[str, Any] = {}  # an answer to what is not asked any more counts not
    for subject in subjects_for(listing):
        for question in of_subject(subject):
            if question.applies(given):
                yield question
                given[question.id] = listing.declared.get(question.id)


def leads_on(question: Question) -> bool:
    """Does its answer decide what else is asked?"""
    return any(question.id in other.only_if for other in questions())


def missing(listing: Listing) -> list[Question]:
    """What must be answered before it may be shared."""
    open_ones = (q for q in asked(listing) if not q.answered_by(listing))
    return [question for question in open_ones if not question.optional]


def refused(listing: Listing) -> list[tuple[Question, Choice]]:
    """The answers with which it can't be shared."""
    made = [
        (question, question.chosen(listing.declared)) for question in asked(listing)
    ]
    return [
        (question, choice) for question, choice in made if choice and choice.refusal
    ]


def answered(listing: Listing) -> list[tuple[Question, str]]:
    """What was answered, to show: question and answer. Fields of the offer show among
    its facts."""
    own = (question for question in asked(listing) if question.kind != FIELD)
    shown = ((question, question.shown(listing.declared)) for question in own)
    return [(question, answer) for question, answer in shown if answer]


def copied(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers that hold for the next piece as well."""
    of_pieces = {question.id for question in questions() if question.of_the_piece}
    return {name: answer for name, answer in answers.items() if name not in of_pieces}


def is_sold_used(listing: Listing) -> bool:
    """Used goods for sale: then tax may ask what they were used for."""
    used = listing.condition not in ("", Listing.Condition.NEW)
    goods = listing.category.kind == Category.Kind.GOODS
    return used and goods and Term.SALE in listing.terms


def subjects() -> tuple[Subject, ...]:
    """Every subject, in the order of the file."""
    return _read()[0]


def questions() -> tuple[Question, ...]:
    """Every question, in the order of the file."""
    return _read()[1]


@cache
def _read() -> tuple[tuple[Subject, ...], tuple[Question, ...]]:
    data = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    read = (Subject(**row) for row in data["subject"])
    return tuple(read), tuple(_question(**row) for row in data["question"])


def _question(*, choice: Sequence[dict] = (), **row) -> Question:
    return Question(choice=tuple(Choice(**fields) for fields in choice), **row)
