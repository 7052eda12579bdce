"""Many rows in few queries: short lists of a few models, a thousand by number."""

from collections import defaultdict
from dataclasses import dataclass
from types import SimpleNamespace
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
    Window,
)
from django.db.models.functions import RowNumber

from base.statements import Statement, columns_of_each
from base.traced import Trace


@dataclass(frozen=True)
class Lists:
    """Several short lists of a few models: one query says which rows stand where, and
    one more fetches them, of all models. Lists of the same model fetch the same
    relations and columns; what a list counts or adds beside them is not fetched."""

    models: dict[str, type[Model]]
    places: Statement
    rows: dict[type[Model], Statement]

    @classmethod
    def of(cls, lists: dict[str, QuerySet]) -> "Lists":
        """Compiled, each with its own order and its own end."""
        samples = {listed.model: listed for listed in lists.values()}
        return cls(
            models={name: listed.model for name, listed in lists.items()},
            places=Statement.of(_places(lists)),
            rows={model: Statement.of(_by_key(it)) for model, it in samples.items()},
        )

    def check(self) -> None:
        """Refuses what must not be kept."""
        self.places.check()

    def ask(self, values: SimpleNamespace) -> dict[str, list[Any]]:
        """The rows of each list, by its name."""
        places = sorted(self.places.ask(values))
        keys = defaultdict(list)
        for name, _place, pk in places:
            keys[self.models[name]].append(pk)
        found = self._found(keys)
        lists: dict[str, list[Any]] = {name: [] for name in self.models}
        for name, _place, pk in places:
            if row := found[self.models[name]].get(pk):
                lists[name].append(row)
        return lists

    def _found(self, keys: dict[type[Model], list]) -> dict[type[Model], dict]:
        asked = [(self.rows[it], SimpleNamespace(keys=keys[it])) for it in keys]
        columns = zip(keys, columns_of_each(asked), strict=True)
        rows = {model: self.rows[model].rows(them) for model, them in columns}
        return {model: {row.pk: row for row in them} for model, them in rows.items()}


def fetched(lists: dict[str, QuerySet], most: int) -> dict[str, list[Any]]:
    """The first `most` rows of each list, by its name."""
    first = {name: listed[:most] for name, listed in lists.items()}
    return Lists.of(first).ask(SimpleNamespace())


class _Numbers(ArrayField):
    """Whole numbers, written as they are: a thousand of them need no preparing."""

    def get_db_prep_value(
        self, value: Any, connection: object, prepared: bool = False
    ) -> Any:
        return value


class OneOf(Func):
    """A condition: the row's number is one of these. As one value, for a thousand of
    them; `pk__in` makes a value of each."""

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()

    def __init__(self, keys: Any):
        super().__init__("pk", Value(keys, output_field=_Numbers(BigIntegerField())))


def _places(lists: dict[str, QuerySet]) -> QuerySet:
    """Name of the list, place in it, and number of the row."""
    parts = [
        listed.annotate(of_list=Value(name, CharField()), place=_place(listed))
        for name, listed in lists.items()
    ]
    parts = [part.values_list("of_list", "place", "pk") for part in parts]
    return parts[0].union(*parts[1:], all=True)


def _place(listed: QuerySet) -> Window:
    """Counted by the database: a union promises no order."""
    order: Any = listed.query.order_by or listed.model._meta.ordering
    return Window(RowNumber(), order_by=list(order) or None)


def _by_key(listed: QuerySet) -> QuerySet:
    """Rows as a list has them, of any numbers."""
    bare = listed.model._default_manager.order_by()
    bare.query.select_related = listed.query.select_related
    bare.query.deferred_loading = listed.query.deferred_loading
    keys = Trace(SimpleNamespace(keys=[])).see("keys")
    return bare.filter(OneOf(keys))
