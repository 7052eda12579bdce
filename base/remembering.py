"""What costs much to make and is asked for again: pieces of pages that many readers
see alike, questions to the database in SQL.

A piece is remembered under everything that it is made of, so it is never out of date:
when something changes, it is another piece.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.db.models import Model


class Memory:
    """The pieces that were used last, at most so many, in one process."""

    def __init__(self, most: int):
        self._pieces: LRUCache[Hashable, Any] = LRUCache(most)
        self._lock = Lock()

    def recall(self, of: Hashable, make: Callable[[], Any]) -> Any:
        """The piece that is made of this; made when it is not remembered. Others need
        not wait meanwhile."""
        with self._lock:
            if of in self._pieces:
                return self._pieces[of]
        piece = make()
        with self._lock:
            self._pieces[of] = piece
        return piece


def columns(row: Model) -> str:
    """All that a row says, as far as it was read; for what a piece shows."""
    read: dict[str, Any] = row.__dict__
    return repr([read.get(field.attname) for field in row._meta.concrete_fields])
