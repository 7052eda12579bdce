"""How every form on the site looks: label, hint, error, and native pickers."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.numbers import read_number, write_number
from base.typed import TextField
from base.words import Words


class BoundField(forms.BoundField):
    """A field on a page, which knows where a link to it should put the cursor."""

    @property
    def is_optional(self) -> bool:
        """May it stay empty? What is `asked` may in a draft only."""
        return not self.field.required and not getattr(self.field, "asked", False)

    @property
    def lead(self) -> str:
        """Its label, as it stands before a sentence about it."""
        label = str(self.label)
        return label if label.endswith("?") else f"{label}:"

    @property
    def focus_id(self) -> str:
        """The id of the first thing to fill in: of a group, its first choice."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label


class Renderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ form.x.as_field_group }}` with our templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField


Kind = TypeVar("Kind", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, kind: type[Kind]) -> Kind:
    """A field of a form, which is of that kind."""
    field = form.fields[name]
    assert isinstance(field, kind)
    return field


def with_limits(field: models.Field, **settings: Any) -> forms.Field | None:
    """`Meta.formfield_callback`: a whole number says at once how low it may go. Django
    takes what the column can hold for it (0), and speaks of the real limit later."""
    least = [it.limit_value for it in field.validators if type(it) is MinValueValidator]
    if least and isinstance(field, models.IntegerField):
        settings.setdefault("min_value", max(least))
    return field.formfield(**settings)


class OnceForm(forms.Form):
    """A form that makes something, which must not be made twice. `form_number` tells
    one opened form from another."""

    data: QueryDict
    form_number = forms.UUIDField(
        initial=uuid4, required=False, widget=forms.HiddenInput
    )

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, as the action takes it, and as which submission."""
        answers = dict(self.cleaned_data)
        return answers | {"submission": self._fingerprint(answers.pop("form_number"))}

    def _fingerprint(self, number: UUID | None) -> UUID | None:
        """The same for the same answers in the same opened form: a double click or a
        second try over a bad line makes nothing twice."""
        typed = sorted((name, self.data.getlist(name)) for name in self.fields)
        sizes = [file.size for name in self.files for file in self.files.getlist(name)]
        return number and uuid5(number, repr([typed, sizes]))


class DateInput(forms.DateInput):
    """The browser's own calendar; it speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own calendar and clock, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class TimeInput(forms.TimeInput):
    """The browser's own clock, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%H:%M")


class NumberInput(forms.TextInput):
    """A number as the reader types it: 1.250,50. A field of type "number" takes no
    thousands, and a comma in some browsers only; this one opens the same keys."""

    keys = "decimal"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"inputmode": self.keys} | (attrs or {}))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        typed = super().value_from_datadict(data, files, name)
        return typed if typed in (None, "") else read_number(str(typed))

    def format_value(self, value: Any) -> str | None:
        shown = super().format_value(value)
        return shown and write_number(shown)


class CountInput(NumberInput):
    """A whole number."""

    keys = "numeric"


class UnitInput(NumberInput):
    """A number with its unit behind it, such as kg. Say the unit in the label too:
    the one drawn here is not read aloud."""

    template_name = "forms/widgets/unit.html"
    before = False

    def __init__(self, unit: str, attrs: dict[str, Any] | None = None):
        super().__init__(attrs)
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"unit": self.unit, "before": self.before}
        return context


class MoneyInput(UnitInput):
    """An amount in euro."""

    before = True

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__("€", attrs)


class FileInput(forms.ClearableFileInput):
    """One file; shows the present one and, where it may be left out, a way to
    remove it."""

    template_name = "forms/widgets/file.html"
    # The stubs want it in one language; Django's own is looked up too.
    clear_checkbox_label = _("Remove this file")  # type: ignore[assignment]
    use_fieldset = False


class DropInput(forms.FileInput):
    """A field to press or to drop a file on, with words and an icon in it."""

    template_name = "forms/widgets/drop.html"
    words, icon = _("Choose the file, or drop it here"), "file-up"

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"words": self.words, "icon": self.icon}
        return context


class PhotosInput(DropInput):
    """Several photos at once, from the camera or from what was taken before."""

    allow_multiple_selected = True
    words, icon = _("Take photos, choose them or drop them here"), "camera"


class FilesField(forms.FileField):
    """Several files at once; cleans to a list, empty when none was chosen."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list:
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [
            super(FilesField, self).clean(file, initial) for file in files or [None]
        ]
        return [file for file in cleaned if file]


def not_past(day: date | None, sentence: Words) -> date | None:
    """A day that is not over yet."""
    if day and day < timezone.localdate():
        raise ValidationError(sentence)
    return day


class WhyForm(forms.Form):
    """A reason, for whoever reads it: a subclass says who does, and whether it may be
    left out."""

    read_by: Words
    required = True

    why = TextField(
        label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = self.read_by
        self.fields["why"].required = self.required
