"""The questions of the lawful route as fields of a form.

Which ones are asked depends on the category and on the answers before them, so the
form is drawn again when one of these changes (`follows` in `views_offering.py`).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, DateInput
from base.typed import LONG_AGO, DayField, LineField
from catalogue.models import Category
from listings.forms.labels import LabelledForm
from listings.intake import prohibited, publication, questions
from listings.intake.questions import CHOICE, DATE, FIELD, YEAR, Question, Subject
from listings.models import Listing

PREFIX = "ask_"
OLDEST = 1950  # the year of the oldest device that anybody would share


class AskingForm(LabelledForm):
    """Mix into the form of a listing: asks what its class needs, and keeps the answers
    as `declared`. What is open or refuses is only said when it goes to others."""

    looked_at = forms.BooleanField(
        required=False, label=_("I looked at this; it may stay")
    )
    publishing = False
    is_refused = False  # it was to be published, and was not
    is_up_to_cooperative = False  # what stands in its way says to ask it

    def ask(self) -> None:
        """Add the questions; call it when the other fields are there."""
        self.so_far = self._so_far()
        self.asked = list(questions.asked(self.so_far))
        for question in self.asked:
            if question.kind != FIELD:
                self.fields[PREFIX + question.id] = _field(question)
                known = self.instance.declared.get(question.id)
                self.initial.setdefault(PREFIX + question.id, known)

    @property
    def asked_by_subject(self) -> Iterator[tuple[Subject, list[forms.BoundField]]]:
        """Each subject with its questions, to draw."""
        for subject in questions.subjects():
            own = [
                question for question in self.asked if question.subject == subject.id
            ]
            if own:
                yield subject, [self[_name(question)] for question in own]

    @property
    def fields_asked(self) -> set[str]:
        """Fields of the offer itself that a question asks for."""
        return {question.id for question in self.asked if question.kind == FIELD}

    @property
    def asks_to_look(self) -> bool:
        """Is there a note that wants a yes?"""
        return bool(self["looked_at"].errors or self["looked_at"].value() or self.notes)

    @property
    def notes(self) -> list[prohibited.Hit]:
        """What the rules ask to look at in the offer as it is kept."""
        if not self.instance.category_id:
            return []
        return prohibited.judge_listing(self.instance).unseen_notes(self.instance)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        cleaned["declared"] = self._answers(cleaned)
        if not cleaned.get("category"):
            return cleaned
        notes = prohibited.judge_listing(self._as_listing(cleaned)).notes
        if cleaned.pop("looked_at", False):
            read = {hit.rule.id for hit in notes}
            cleaned["declared"][prohibited.LOOKED_AT] = sorted(read)
        if self.publishing:
            self._say_what_is_open(self._as_listing(cleaned))
        return cleaned

    def refuse(self) -> None:
        """Say of a draft that was not published what stands in its way."""
        self.is_refused = True
        self.full_clean()
        self.cleaned_data: dict[str, Any] = {}
        self._say_what_is_open(self.instance)
        if not self.errors and (obstacle := publication.obstacle(self.instance)):
            self.add_error(None, obstacle)

    def _say_what_is_open(self, listing: Listing) -> None:
        """At each field: that its question is open, why its answer refuses, or which of
        its words do."""
        for question in questions.missing(listing):
            if not self.errors.get(_name(question)):
                self.add_error(_name(question), _("Not answered yet."))
        refused = questions.refused(listing)
        for question, choice in refused:
            self.add_error(_name(question), choice.refusal)
        answers = {question.id for question, _choice in refused}
        verdict = prohibited.judge_listing(listing)
        for hit in verdict.blocks:
            self.is_up_to_cooperative |= hit.is_up_to_cooperative
            if hit.rule.id not in answers:
                self.add_error(_field_with(hit, listing), str(hit))
        for hit in verdict.unseen_notes(listing):
            self.add_error("looked_at", str(hit))

    def _so_far(self) -> Listing:
        """What is typed or known by now, as far as the questions need it."""
        code = self["category"].value()
        category = Category.objects.filter(pk=code).first() if code else None
        return Listing(
            category=category or Category(),
            condition=self["condition"].value() or "",
            terms=self["terms"].value() or [],
            declared=self._typed_answers() | {prohibited.LOOKED_AT: []},
        )

    def _typed_answers(self) -> dict[str, Any]:
        known = dict(self.instance.declared)
        given = self.data if self.is_bound else self.initial
        names = [name for name in given if name.startswith(PREFIX)]
        return known | {name.removeprefix(PREFIX): given.get(name) for name in names}

    def _answers(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The answers as they are kept: texts, by question; they leave `cleaned`."""
        own = (question for question in self.asked if question.kind != FIELD)
        given = {
            question.id: cleaned.pop(PREFIX + question.id, None) for question in own
        }
        return {
            name: _kept(answer)
            for name, answer in given.items()
            if answer not in (None, "")
        }

    def _as_listing(self, cleaned: dict[str, Any]) -> Listing:
        """The offer as it would be, for the rules; once it has a category."""
        names = ["category", "title", "description", "lot", "unit", "expiry_date"]
        plain = {name: cleaned.get(name) or "" for name in names}
        return Listing(
            **plain | {"expiry_date": cleaned.get("expiry_date")},
            condition=cleaned.get("condition") or "",
            terms=cleaned.get("terms") or [],
            declared=cleaned["declared"],
        )


def _field_with(hit: prohibited.Hit, listing: Listing) -> str | None:
    """The field in which a rule found its words; None when it stands in no single
    one."""
    if listing.category.name in hit.words:
        return "category"
    fields = ("title", "description", "lot", "unit")
    has_words = (
        any(word in getattr(listing, name) for word in hit.words) for name in fields
    )
    return next(
        (name for name, has in zip(fields, has_words, strict=True) if has), None
    )


def _name(question: Question) -> str:
    return question.id if question.kind == FIELD else PREFIX + question.id


def _field(question: Question) -> forms.Field:
    field: Any = _plain_field(question)
    field.asked = not question.optional
    field.source = question.source
    return field


def _plain_field(question: Question) -> forms.Field:
    shown: dict[str, Any] = {"label": str(question), "help_text": question.hint}
    shown["required"] = False
    if question.kind == CHOICE:
        choices = [(choice.value, str(choice)) for choice in question.choice]
        leads_on = {"data-leads-on": True} if questions.leads_on(question) else {}
        widget = forms.RadioSelect(attrs=leads_on)
        return forms.ChoiceField(choices=choices, widget=widget, **shown)
    if question.kind == DATE:
        return DayField(
            past=LONG_AGO, widget=DateInput, validators=[_not_to_come], **shown
        )
    if question.kind == YEAR:
        years = [MinValueValidator(OLDEST), MaxValueValidator(_this_year)]
        return forms.IntegerField(widget=CountInput, validators=years, **shown)
    checks = [_pattern(question.pattern)] if question.pattern else []
    return LineField(max_length=200, validators=checks, **shown)


def _pattern(pattern: str) -> RegexValidator:
    wrong = _("This does not look right: see the hint.")
    return RegexValidator(rf"^(?:{pattern})$", wrong)


def _this_year() -> int:
    return timezone.localdate().year


def _not_to_come(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError(_now("This day is still to come."))


def _kept(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
