"""Fields of models for what people type (`base.typed`). Forms, the admin's too, get the
fields that go with them, which refuse what can't be; what a program writes, such as a
row of a list, loses it. A migration sees Django's own fields: the columns are the same.
"""

from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q

from base import typed


class LineField(models.CharField):
    """Words on one line."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": typed.LineField} | kwargs)

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return typed.line(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class TextField(models.TextField):
    """Words on as many lines as there are."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": typed.TextField} | kwargs)

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return typed.text(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class DayField(models.DateField):
    """A day that can be meant."""

    def __init__(
        self,
        *args: Any,
        past: timedelta = typed.PAST,
        ahead: timedelta = typed.AHEAD,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.past, self.ahead = past, ahead

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        bounds = {"past": self.past, "ahead": self.ahead}
        return super().formfield(**{"form_class": typed.DayField} | bounds | kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs


class MomentField(models.DateTimeField):
    """A moment that can be meant, for people to fill in."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        field = super().formfield(**kwargs)
        if field:
            field.validators.append(typed.check_moment)
        return field

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


def on_one_line(*columns: str) -> Q:
    """For a constraint: none of these has a second line, or what nobody can see."""
    unseen = rf"[{typed.UNSEEN}{typed.BREAKS}]"
    return reduce(and_, (~Q(**{f"{name}__regex": unseen}) for name in columns))


def within_a_lifetime(*columns: str) -> Q:
    """For a constraint: each of these is no day, or one that can be meant."""
    bounds: tuple[date, date] = (typed.FIRST_DAY, typed.LAST_DAY)
    known = (Q(**{f"{name}__range": bounds}) for name in columns)
    return reduce(
        and_, (Q(**{name: None}) | it for name, it in zip(columns, known, strict=True))
    )
