"""Who decides: pure, about people by their numbers.

The coordinators of an organisation are asked one after the other, each replaced by a
deputy while they are away. Nobody decides about what they asked themselves, as a deputy
neither. What was given to a deputy is not passed on: is the deputy away too, then the
next coordinator is asked. So no chain of deputies can run in a circle.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Turn(NamedTuple):
    """Who is asked, and in whose place; the same number: as themselves."""

    principal: int
    decider: int


@dataclass(frozen=True)
class People:
    """An organisation on one day: its coordinators in the order in which they are
    asked, everybody who can log in, and who is away with which deputy."""

    coordinators: Sequence[int]
    active: Collection[int]
    away: Mapping[int, int]

    def decider_for(self, principal: int, requester: int) -> int | None:
        """Who decides in this coordinator's turn; None: nobody can."""
        if principal == requester:
            return None
        if principal not in self.away:
            return principal
        deputy = self.away[principal]
        is_there = deputy in self.active and deputy not in self.away
        return deputy if is_there and deputy != requester else None

    def line(self, requester: int) -> list[Turn]:
        """Everybody who is asked, in order, each once."""
        turns: dict[int, Turn] = {}
        for principal in self.coordinators:
            decider = self.decider_for(principal, requester)
            if decider is not None:
                turns.setdefault(decider, Turn(principal, decider))
        return list(turns.values())

    def next_turn(self, requester: int, asked: Collection[int]) -> Turn | None:
        """The first in line who was not asked yet; None: all were, or nobody is
        there."""
        line = self.line(requester)
        return next((turn for turn in line if turn.decider not in asked), None)

    def others(self, requester: int) -> list[int]:
        """When nobody in line is left: all other coordinators, away or not. None: the
        cooperative decides."""
        return [person for person in self.coordinators if person != requester]

    def mandate(self, person: int, requester: int, principal: int | None) -> int | None:
        """In whose place this person may decide now: their own number as themselves,
        also while they are away; None: not at all."""
        if person == requester or person not in self.active:
            return None
        stands_in = [
            coordinator
            for coordinator in self.coordinators
            if coordinator != person
            and self.decider_for(coordinator, requester) == person
        ]
        if principal in stands_in and person != principal:
            return principal
        if person in self.coordinators:
            return person
        return stands_in[0] if stands_in else None
