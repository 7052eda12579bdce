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


def described(value):
    """Everything that was fetched: rows with their columns, what was added to them and
    what was fetched along."""
    if isinstance(value, Model):
        return {"": type(value), **{k: described(v) for k, v in _of_row(value)}}
    if isinstance(value, dict):
        return {name: described(them) for name, them in value.items()}
    if isinstance(value, list | tuple):
        return [described(one) for one in value]
    return value


def _of_row(row):
    kept = {k: v for k, v in vars(row).items() if not k.startswith("_")}
    along = {
        name: list(them.all())
        for name, them in getattr(row, "_prefetched_objects_cache", {}).items()
    }
    return {**kept, **row._state.fields_cache, **along}.items()


def _plain(question, case):
    built = question.plain(*case)
    if isinstance(built, dict):
        return {name: list(rows) for name, rows in built.items()}
    return list(built)
