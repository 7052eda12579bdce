"""Many rows in few queries: short lists of a few models, a thousand by number."""

from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Func,
    Model,
    QuerySet,
    Value,
)


def fetched(lists: dict[str, QuerySet], most: int) -> dict[str, list[Any]]:
    """The first `most` rows of each list, by its name: one query says which rows stand
    in which list, and one per model fetches them. Lists of the same model fetch the
    same relations."""
    numbers = _numbers(lists, most)
    rows: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for model in {listed.model for listed in lists.values()}:
        of = next(listed for listed in lists.values() if listed.model is model)
        wanted = {pk for name, pk in numbers if lists[name].model is model}
        if wanted:
            bare = model._default_manager.all()
            bare.query.select_related = of.query.select_related
            rows[model] = bare.in_bulk(wanted)
    found: dict[str, list[Any]] = {name: [] for name in lists}
    for name, pk in numbers:
        if row := rows[lists[name].model].get(pk):
            found[name].append(row)
    return {name: _in_order(found[name], listed) for name, listed in lists.items()}


class OneOf(Func):
    """A condition: the row's number is one of these. As one value, for a thousand of
    them; `pk__in` makes a value of each."""

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()

    def __init__(self, keys: list[int]):
        super().__init__("pk", Value(keys, output_field=ArrayField(BigIntegerField())))


def _numbers(lists: dict[str, QuerySet], most: int) -> list[tuple[str, Any]]:
    """Name of the list and number of the row."""
    parts = [
        listed.annotate(of_list=Value(name, CharField())).values_list("of_list", "pk")
        for name, listed in lists.items()
    ]
    parts = [part[:most] for part in parts]
    return list(parts[0].union(*parts[1:], all=True))


def _in_order(rows: list[Any], listed: QuerySet) -> list[Any]:
    """As the list itself would be sorted; a union promises no order."""
    order = listed.query.order_by or listed.model._meta.ordering
    for field in reversed(order):
        rows.sort(key=_key(field.lstrip("-")), reverse=field.startswith("-"))
    return rows


def _key(name: str) -> Callable[[Any], tuple[bool, Any]]:
    """By a column or one of a row that was fetched along; nothing counts as most, as in
    PostgreSQL."""
    value = attrgetter(name.replace("__", "."))
    return lambda row: (value(row) is None, value(row))
