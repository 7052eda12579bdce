"""Is what was compiled once the same as the QuerySet, for everybody?"""

from itertools import chain, permutations

from django.db.models import Model

from base.compiled import Compiled

MOST_ORDERS = 6


def compare(question: Compiled, *cases: tuple) -> None:
    """Each case is a tuple of values. They are asked in several orders, as what is
    compiled for the first one serves the others."""
    assert len(cases) > 1, "One case can't show that values are filled in."
    for _nth, order in zip(range(MOST_ORDERS), permutations(cases), strict=False):
        question.forget()
        for case in chain(order, order):
            assert described(question(*case)) == described(_plain(question, case))


def described(value, annotated=True):
    """Everything that was fetched: rows with their columns, what was added to them and
    what was fetched along. Rows of several lists come without what a list adds."""
    if isinstance(value, Model):
        row = {name: described(it, annotated) for name, it in _of_row(value, annotated)}
        return {"": type(value), **row}
    if isinstance(value, dict):
        return {name: described(rows, annotated=False) for name, rows in value.items()}
    if isinstance(value, list | tuple):
        return [described(it, annotated) for it in value]
    return value


def _of_row(row, annotated):
    columns = {field.attname for field in row._meta.concrete_fields}
    kept = {
        name: value
        for name, value in vars(row).items()
        if not name.startswith("_") and (annotated or name in columns)
    }
    prefetched = getattr(row, "_prefetched_objects_cache", {})
    # By number: each of them knows this row again.
    along = {name: [it.pk for it in rows.all()] for name, rows in prefetched.items()}
    return {**kept, **row._state.fields_cache, **along}.items()


def _plain(question, case):
    built = question.plain(*case)
    if isinstance(built, dict):
        return {name: list(rows) for name, rows in built.items()}
    return list(built)
