"""What can be chosen in the forms: categories in their tree, terms, conditions."""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.db.models import TextChoices
from django.forms.models import ModelChoiceField, ModelChoiceIterator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from base.words import Words
from catalogue.models import Category
from catalogue.terms import Condition

GRADES = {
    Condition.AS_NEW: "A",
    Condition.GOOD: "B",
    Condition.USED: "C",
    Condition.TO_REPAIR: "D",
}
CHECKLISTS: dict[str, Words] = {
    Condition.NEW: gettext_lazy(
        "Show the closed packing, and its label with barcode, lot and date."
    ),
    Condition.AS_NEW: gettext_lazy(
        "A: show the whole thing, and its label. There is nothing to see on it."
    ),
    Condition.GOOD: gettext_lazy(
        "B: show the whole thing, its label, and the spot that is used most."
    ),
    Condition.USED: gettext_lazy(
        "C: show the whole thing, its label, and each scratch, stain or worn spot."
    ),
    Condition.TO_REPAIR: gettext_lazy(
        "D: show the whole thing, its label, and what is broken; say in the "
        "description what it needs."
    ),
}


def lines(choices: type[TextChoices]) -> Callable:
    """Choices as lines of a form: with a capital, in the reader's language."""
    return lambda: [(value, capfirst(label)) for value, label in choices.choices]


def graded() -> list[tuple[str, str]]:
    """The conditions as lines, with the grade that stands for them."""
    named = [(value, GRADES.get(value), label) for value, label in lines(Condition)()]
    return [
        (value, f"{grade} · {label}" if grade else label)
        for value, grade, label in named
    ]


class ByParent(ModelChoiceIterator):
    """Categories in groups that bear the name of their parent."""

    def __iter__(self) -> Iterator[tuple]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rows = self.queryset.select_related("parent")
        for parent, group in groupby(rows, key=lambda row: row.parent or row):
            yield parent.name, [self.choice(row) for row in group]


class CategoryField(ModelChoiceField):
    """A choice out of the category tree. A parent that is among the rows, for a
    search, stands first in its group."""

    iterator = ByParent

    def label_from_instance(self, obj: Category) -> str:
        return obj.label
