"""Queries that are built and compiled once, and given their values each time.

    @compiled
    def places(organisation: Organisation) -> QuerySet[Location]:
        return Location.objects.of(organisation).open()

    places(user.organisation)         # a list of rows, as list(QuerySet) would be
    places.first(user.organisation)   # the first of them, or None
    places.plain(user.organisation)   # the QuerySet: the one statement of the rule

Building a QuerySet and compiling it to SQL costs more than all else that the web does
for a page. The function runs once for each way that it decides (`base.traced`) and in
each language; after that only its values are filled in. Rows come out of Django's own
iterables. A function that returns a dict of QuerySets gives a dict of lists, asked in
one go.

The function may read its arguments and nothing else: no clock, no database, no memory
that changes. A moment in the SQL and a query while it is built are refused. A test
compares every compiled query with its QuerySet (`tests/compiled.py`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import update_wrapper
from inspect import signature
from types import SimpleNamespace
from typing import Any, Generic, TypeVar, overload

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.functional import LazyObject, empty
from django.utils.translation import get_language

from base.fetching import Lists
from base.statements import Statement
from base.traced import Trace

MOST_SHAPES = 64  # of one query; who needs more decides by what should be a value
Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=Model)


class Compiled(Generic[Answer]):
    """A function that builds a QuerySet, and what was compiled of it so far."""

    every: list["Compiled"] = []

    def __init__(self, build: Callable[..., Any]):
        update_wrapper(self, build)
        self.plain, self._signature = build, signature(build)
        self._shapes: tuple[_Shape, ...] = ()
        self.every.append(self)

    def __call__(self, *args, **kwargs) -> Answer:
        """The rows for these values."""
        values = self._values(*args, **kwargs)
        return (self._known(values) or self._learn(values)).question.ask(values)

    def first(self, *args, **kwargs) -> Any:
        """The first row for these values, if there is one."""
        rows: Any = self(*args, **kwargs)
        return next(iter(rows), None)

    def forget(self) -> None:
        """Compile anew at the next question."""
        self._shapes = ()

    @property
    def name(self) -> str:
        """Where it stands in the code."""
        return f"{self.plain.__module__}.{self.plain.__qualname__}"

    def _values(self, *args, **kwargs) -> SimpleNamespace:
        bound = self._signature.bind(*args, **kwargs).arguments
        return SimpleNamespace(**{name: _bare(bound[name]) for name in bound})

    def _known(self, values: SimpleNamespace) -> "_Shape | None":
        language = get_language()
        fitting = (it for it in self._shapes if it.fits(values, language))
        return next(fitting, None)

    def _learn(self, values: SimpleNamespace) -> "_Shape":
        """Threads that learn the same at once do so each, and nothing is lost."""
        shape = _Shape.of(self.plain, values)
        self._shapes = (*self._shapes, shape)[-MOST_SHAPES:]
        return shape


@overload
def compiled(build: Callable[..., QuerySet[Row]]) -> Compiled[list[Row]]: ...
@overload
def compiled(
    build: Callable[..., dict[str, QuerySet]],
) -> Compiled[dict[str, list]]: ...
def compiled(build: Callable[..., Any]) -> Compiled:
    """Decorates a function that builds a QuerySet, or a dict of them."""
    return Compiled(build)


@dataclass(frozen=True)
class _Shape:
    """What one way of deciding compiled."""

    language: str | None
    trace: Trace
    question: Any  # a Statement or Lists

    @classmethod
    def of(cls, build: Callable[..., Any], values: SimpleNamespace) -> "_Shape":
        """Run the function with stand-ins for these values, and compile its queries."""
        trace = Trace(values)
        seen = {name: trace.see(name) for name in vars(values)}
        with _nothing_read(trace):
            built = build(**seen)
            kind = Lists if isinstance(built, dict) else Statement
            question = kind.of(built)
        question.check()
        trace.end()
        return cls(get_language(), trace, question)

    def fits(self, values: SimpleNamespace, language: str | None) -> bool:
        """Is this what the function would build now?"""
        return language == self.language and self.trace.holds_for(values)


def _bare(value: Any) -> Any:
    """Of what a request holds lazily (its user), the thing itself."""
    if not isinstance(value, LazyObject):
        return value
    if value._wrapped is empty:
        value._setup()
    return value._wrapped


@contextmanager
def _nothing_read(trace: Trace) -> Iterator[None]:
    """While a query is built: what the database says now would stay for ever."""

    def refuse(execute: Callable, *question) -> Any:
        if trace.is_reading:
            return execute(*question)
        raise TypeError(
            "The database was read while a query was built: pass the value."
        )

    with connection.execute_wrapper(refuse):
        yield
