"""What a search is narrowed down to, piece by piece, each with a way back."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.validators import EMPTY_VALUES
from django.db.models import Model
from django.forms import Form
from django.http import QueryDict


class Chip(NamedTuple):
    """One thing that is filtered on, and the query string without it."""

    words: str
    rest: str


def chips(form: Form, names: Iterable[str]) -> list[Chip]:
    """The filters in use of a checked search form, in the order of `names`."""
    return [
        Chip(_words(form, name, value), _rest(form, name, value))
        for name in names
        for value in _used(form.cleaned_data.get(name))
    ]


def _used(value: Any) -> Iterator[Any]:
    values = value if isinstance(value, list | tuple) else [value]
    return (
        value for value in values if value not in EMPTY_VALUES and value is not False
    )


def _words(form: Form, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(value, Model):
        return str(value)
    if value is True:
        return str(field.label)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _rest(form: Form, name: str, value: Any) -> str:
    data: Any = form.data  # a QueryDict, as of every search
    others = [other for other in data.getlist(name) if other != str(value)]
    is_list = isinstance(form.cleaned_data[name], list | tuple)
    return address(data, **{name: others if is_list else []})


def address(data: QueryDict, **instead: str | list[str]) -> str:
    """The query string with other values, on its first page again; an empty value is
    left out."""
    values: dict[str, str | list[str]] = {**dict(data.lists()), **instead, "page": ""}
    return urlencode({name: it for name, it in values.items() if it}, doseq=True)
