"""A QuerySet's SQL with holes in it, and how its rows are made."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, time
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.sql.compiler import SQLCompiler

from base.traced import Hole


@dataclass(frozen=True)
class Statement:
    """The SQL of one QuerySet with its holes, and how its rows are made."""

    queryset: Any  # a QuerySet; what is private in it is needed too
    compiler: SQLCompiler
    sql: str
    params: tuple
    converters: dict
    holes: tuple[tuple[int, Callable], ...]

    @classmethod
    def of(cls, queryset: QuerySet) -> "Statement":
        """Compiled by Django, as it compiles every QuerySet."""
        compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            sql, params = "", ()
        columns = [selected[0] for selected in compiler.select or []]
        made = compiler.get_converters(columns[: compiler.col_count])
        found = tuple((at, it.read) for at, it in enumerate(params) if type(it) is Hole)
        return cls(queryset, compiler, sql, tuple(params), made, found)

    def check(self) -> None:
        """Refuses what must not be kept: a moment, and a lock."""
        if moments := [it for it in self.params if isinstance(it, date | time)]:
            raise TypeError(f"{moments} would stay for ever: give a value, or Now().")
        if self.queryset.query.select_for_update:
            raise TypeError("A lock belongs in the action that needs it.")

    def filled(self, values: SimpleNamespace) -> list:
        """The parameters of its SQL."""
        params = list(self.params)
        for at, read in self.holes:
            params[at] = read(values)
        return params

    def ask(self, values: SimpleNamespace) -> list:
        """What list(queryset) would give for these values."""
        return self.rows(columns_of_each([(self, values)])[0])

    def rows(self, columns: list[tuple]) -> list:
        """What list(queryset) would make of these columns."""
        if not columns:
            return []
        rows = list(self.queryset._iterable_class(Answered(self, columns)))
        if lookups := self.queryset._prefetch_related_lookups:
            prefetch_related_objects(rows, *lookups)
        return rows


class Answered:
    """What an iterable of Django takes for a QuerySet, and for its query."""

    def __init__(self, statement: Statement, columns: list[tuple]):
        queryset = statement.queryset
        self.query, self.db, self.model = self, queryset.db, queryset.model
        self._known_related_objects = queryset._known_related_objects
        self._fields = queryset._fields
        self._statement, self._columns = statement, columns

    def __getattr__(self, name: str) -> Any:
        return getattr(self._statement.queryset.query, name)

    def get_compiler(self, using: str) -> SQLCompiler:
        """The one that compiled it, in this thread, with its answer."""
        compiler: Any = copy(self._statement.compiler)
        columns = self._columns
        compiler.connection = connections[using]
        if compiler.has_extra_select:
            columns = [row[: compiler.col_count] for row in columns]
        compiler.get_converters = lambda _columns: self._statement.converters
        compiler.execute_sql = lambda *_result_type, **_chunks: [columns]
        return compiler


Asked = list[tuple[Statement, SimpleNamespace]]


def columns_of_each(asked: Asked) -> list[list[tuple]]:
    """The columns of each. Several travel as one text, in which psycopg writes the
    values: one way to the database and back."""
    asked_for = [(one, values) for one, values in asked if one.sql]
    answers = iter(_answers(asked_for) if asked_for else [])
    return [next(answers) if one.sql else [] for one, _values in asked]


def _answers(asked: Asked) -> Iterator[list[tuple]]:
    text = ";\n".join(one.sql for one, _values in asked)
    params = [param for one, values in asked for param in one.filled(values)]
    with connections[asked[0][0].queryset.db].cursor() as cursor:
        cursor.execute(text, params)
        yield cursor.fetchall()
        while cursor.nextset():
            yield cursor.fetchall()
