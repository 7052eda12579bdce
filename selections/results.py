"""What came of a selection, in numbers."""

from functools import cached_property
from typing import NamedTuple

from base.words import Words
from listings.models import Listing
from selections.models import Selected, Selection

DONE, REFUSED = Selected.Outcome.DONE, Selected.Outcome.REFUSED


class Count(NamedTuple):
    """How many offers are in some state now."""

    state: str
    label: Words
    number: int


class Results:
    """How many were done, with what they became, how many refused, how many wait."""

    def __init__(self, selection: Selection):
        self._selection = selection

    @property
    def done(self) -> int:
        """How many were done."""
        counted = self._counts.items()
        return sum(n for (outcome, _state), n in counted if outcome == DONE)

    @property
    def refused(self) -> int:
        """How many could not be done."""
        return self._counts.get((REFUSED, ""), 0)

    @property
    def tried(self) -> int:
        """How many it was tried with."""
        return self.done + self.refused

    @property
    def is_ready(self) -> bool:
        """Is none left to do?"""
        return self.tried >= self._selection.total

    @property
    def became(self) -> list[Count]:
        """What those that were done are now."""
        return [
            Count(state.value, state.label, self._counts[DONE, state])
            for state in Listing.State
            if (DONE, state) in self._counts
        ]

    @cached_property
    def _counts(self) -> dict[tuple[str, str], int]:
        return self._selection.selected.counted()
