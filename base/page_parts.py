"""Parts of pages that a later stage adds to the page of an earlier one.

The page of a claim shows its pickups, though `claims` knows nothing of pickups: it has
a place of some name, and an app above it fills that place from its own `page_parts.py`.
A place in each row of a list is filled for all rows at once, and what happened to a row
is told by all who know something of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

Part = Callable[..., SafeString]
Rows = Callable[[Sequence[Any]], dict[int, SafeString]]
_PARTS: dict[str, list[Part]] = defaultdict(list)
_ROWS: dict[str, list[Rows]] = defaultdict(list)


@dataclass(frozen=True)
class Event:
    """Something that happened, as a timeline shows it: when, what in words, to whose
    page it leads, by whom and why."""

    at: datetime
    words: str
    address: str = ""
    by: Any = None
    reason: str = ""

    def get_state_display(self) -> str:
        """What a step says of itself."""
        return self.words


@dataclass(frozen=True)
class Coming:
    """What the clock does next about something: when, and what writes its letters."""

    at: datetime
    tell: Callable[[], object]


Seer = Callable[[Any], Iterable[Coming]]
_SEERS: dict[str, list[Seer]] = defaultdict(list)
Teller = Callable[[Any], Iterable[Event]]
_TELLERS: dict[str, list[Teller]] = defaultdict(list)


def page_part(place: str) -> Callable[[Part], Part]:
    """Register a function that draws something in a place: it gets the context of the
    page and what the place is about, and returns HTML."""

    def register(part: Part) -> Part:
        _PARTS[place].append(part)
        return part

    return register


def row_parts(place: str) -> Callable[[Rows], Rows]:
    """Register a function that draws something in the rows of a list: it gets all of
    them, so that a page costs one query however many rows it has, and returns HTML by
    the number of the row; nothing for a row of which there is nothing to say."""

    def register(part: Rows) -> Rows:
        _ROWS[place].append(part)
        return part

    return register


def tells_of(subject: str) -> Callable[[Teller], Teller]:
    """Register a function that tells what happened to a row, beside its own steps."""

    def register(teller: Teller) -> Teller:
        _TELLERS[subject].append(teller)
        return teller

    return register


def foresees(subject: str) -> Callable[[Seer], Seer]:
    """Register a function that says which letters the clock will write about a row."""

    def register(seer: Seer) -> Seer:
        _SEERS[subject].append(seer)
        return seer

    return register


def next_of(subject: str, row: Any) -> Coming | None:
    """The next letters about it that the apps above and its own foresee; None: the
    clock writes nothing about it any more."""
    coming = [one for seer in _SEERS[subject] for one in seer(row)]
    return min(coming, key=lambda one: one.at, default=None)


def drawn(place: str, context: dict[str, Any], *about: Any) -> list[SafeString]:
    """All that the apps above put in this place."""
    return [part(context, *about) for part in _PARTS[place]]


def drawn_in_rows(place: str, rows: Sequence[Any]) -> list[tuple[Any, SafeString]]:
    """Each row with all that the apps above put in its place."""
    parts = [part(rows) for part in _ROWS[place]] if rows else []
    nothing = SafeString("")
    return [
        (row, SafeString("".join(part.get(row.pk, nothing) for part in parts)))
        for row in rows
    ]


def told_of(subject: str, row: Any) -> list[Event]:
    """What the apps above know to have happened to it, the oldest first."""
    events = [event for teller in _TELLERS[subject] for event in teller(row)]
    return sorted(events, key=lambda event: event.at)
