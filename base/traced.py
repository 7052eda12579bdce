"""What a function reads of its values while it builds a query.

The function gets stand-ins instead of its values. What ends in the query is a hole
(`Hole`), to be filled with the value of each time; what the function decides by (is
there an organisation? is this staff?) is answered truly and noted: the same query may
be used again only where every answer is the same (`Trace.holds_for`). So nothing that
was read can be forgotten: it is a hole, or it is an answer.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from types import FunctionType, MethodType, SimpleNamespace
from typing import Any, NoReturn, Self

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Expression, Model, Value

PLAIN = (int, str, float, Decimal, date, datetime, time, timedelta, list)


class Trace:
    """What one run of a function read of its values, and what it was answered."""

    def __init__(self, values: SimpleNamespace):
        self.values = values
        self.is_reading = False
        self._answers: dict[tuple, tuple[Callable, Any]] = {}

    def see(self, path: str) -> Any:
        """What the function gets for the value at the end of this path."""
        read = attrgetter(path)
        value = self._reading(read)
        if value is None or isinstance(value, bool):
            return self.answer(("is", path), read)
        self.answer(("type", path), lambda of: type(read(of)))
        if isinstance(value, Model):
            return RowStandIn(self, path, value)
        if isinstance(value, PLAIN):
            return Hole(self, path, value)
        raise TypeError(f"{path} is a {type(value).__name__}: give what is read of it.")

    def answer(self, about: tuple, ask: Callable[[SimpleNamespace], Any]) -> Any:
        """The true answer, which the query depends on from now on."""
        if about not in self._answers:
            self._answers[about] = (ask, ask(self.values))
        return self._answers[about][1]

    def end(self) -> None:
        """The query is built: its first values need not be kept."""
        self.values = SimpleNamespace()

    def holds_for(self, values: SimpleNamespace) -> bool:
        """Would the function build the same query for these values? Asked in the order
        of the trace: what was read of a row comes after whether there is a row."""
        return all(ask(values) == answer for ask, answer in self._answers.values())

    def _reading(self, read: Callable[[SimpleNamespace], Any]) -> Any:
        """A row that is not loaded yet may be fetched here, as without a trace."""
        self.is_reading = True
        try:
            return read(self.values)
        finally:
            self.is_reading = False


class _Answering:
    """Comparisons are answered by the values, and the query depends on the answer."""

    _trace: Trace
    _path: str

    def __bool__(self) -> bool:
        read = attrgetter(self._path)
        return self._trace.answer(("true", self._path), lambda of: bool(read(of)))

    def __eq__(self, other: Any) -> bool:
        mine = attrgetter(self._path)
        if type(other) in (Hole, RowStandIn):
            theirs, about = attrgetter(other._path), ("equal", self._path, other._path)
            return self._trace.answer(about, lambda of: mine(of) == theirs(of))
        if isinstance(other, Expression):
            return False
        key = ("equal to", self._path, type(other), other)
        return self._trace.answer(key, lambda of: mine(of) == other)

    def __hash__(self) -> int:
        return hash(self._path)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict) -> Self:
        return self


class Hole(_Answering, Value):
    """One value of a query, to be filled in each time that it is asked."""

    def __init__(self, trace: Trace, path: str, value: object):
        super().__init__(value)
        self._trace, self._path = trace, path
        self.read = attrgetter(path)  # of the values of each time

    def as_sql(self, compiler: object, connection: object) -> tuple[str, Any]:
        """A place in the text, with itself as what belongs there."""
        return "%s", [self]

    def _refuse(self, *_args, **_kwargs) -> NoReturn:
        raise TypeError(
            f"{self._path} is another value each time: nothing can be made of it"
            " while the query is built. Make it before, and give that."
        )

    # Whoever asks for text or a sum would build it into the query for ever.
    __str__ = __format__ = __int__ = __float__ = __index__ = __len__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _combine = _refuse

    __eq__ = _Answering.__eq__
    __hash__ = _Answering.__hash__


class RowStandIn(_Answering):
    """A row that was given: its columns are holes, in a filter it is its number."""

    def __init__(self, trace: Trace, path: str, row: Model):
        self._trace, self._path, self._row = trace, path, row

    @property  # type: ignore[misc]  # mypy knows no class that is only read
    def __class__(self) -> type:
        """For who asks what kind of row it is."""
        return type(self._row)

    def resolve_expression(self, *args, **kwargs) -> Expression:
        """In a filter."""
        return self.pk.resolve_expression(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        kind = type(self._row)
        if _is_column(kind, name):
            return self._trace.see(f"{self._path}.{name}")
        found = getattr(kind, name)
        if isinstance(found, property) and found.fget:
            return found.fget(self)
        if isinstance(found, cached_property):
            return found.func(self)
        if isinstance(found, FunctionType):
            return MethodType(found, self)
        if hasattr(found, "__get__") and not isinstance(found, type):
            raise TypeError(
                f"{self._path}.{name} can't be read while a query is built."
            )
        return found


def _is_column(kind: type[Model], name: str) -> bool:
    """A column, or the row that it points at."""
    if name == "pk":
        return True
    try:
        field = kind._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return field.concrete and not field.many_to_many
