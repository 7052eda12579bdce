"""What costs much to make and is asked for again: pieces of pages that many readers
see alike, questions to the database in SQL.

A piece is remembered under everything that it is made of, so it is never out of date:
when something changes, it is another piece.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from django.db.models import Model
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Key = TypeVar("Key", bound=Hashable)
# Where a piece has a gap. No text of people looks like it: theirs is escaped.
GAP = SafeString("<!--gap-->")


class Memory:
    """The pieces that were used last, at most so many, in one process."""

    def __init__(self, most: int):
        self._pieces: LRUCache[Hashable, Any] = LRUCache(most)
        self._lock = Lock()

    def recall(self, of: Hashable, make: Callable[[], Any]) -> Any:
        """The piece that is made of this; made when it is not remembered. Others need
        not wait meanwhile."""
        return self.recall_each([of], lambda _missing: {of: make()})[of]

    def recall_each(self, of: Sequence[Key], make: Callable[[list[Key]], dict]) -> dict:
        """The piece that is made of each; `make` gets those that are not remembered,
        and makes what there is to make."""
        with self._lock:
            known = {it: self._pieces[it] for it in of if it in self._pieces}
        missing = [it for it in of if it not in known]
        made = make(missing) if missing else {}
        with self._lock:
            self._pieces.update(made)
        return known | made


def around_gaps(piece: str) -> list[str]:
    """What is remembered of a piece that differs for each reader in a word or two."""
    return piece.split(GAP)


def filled(around: list[str], *words: str) -> SafeString:
    """The piece with these words in its gaps, in their order."""
    pieces = zip(around, (*map(conditional_escape, words), ""), strict=True)
    return SafeString("".join(chain.from_iterable(pieces)))


def columns(row: Model) -> str:
    """All that a row says, as far as it was read; for what a piece shows."""
    read: dict[str, Any] = row.__dict__
    return repr([read.get(field.attname) for field in row._meta.concrete_fields])
