"""What can be chosen in the forms: categories in their tree, terms, conditions."""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.db.models import TextChoices
from django.forms.models import ModelChoiceField, ModelChoiceIterator
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from listings.models import Category


def lines(choices: type[TextChoices]) -> Callable:
    """Choices as lines of a form: with a capital, in the reader's language."""
    return lambda: [(value, capfirst(label)) for value, label in choices.choices]


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
        return obj.name if obj.parent_id else _("All: %s") % obj.name
