"""What came back of a claim, and in which state."""

from collections.abc import Sequence
from typing import NamedTuple

from claims import actions as claiming
from claims.models import Claim, Damage
from listings.photos import Picture
from members.models import User


class Came(NamedTuple):
    """How many pieces of a claim came back whole and damaged, how many are missing, and
    what happened. What is none of these is still with the asker."""

    whole: int
    damaged: int = 0
    missing: int = 0
    words: str = ""
    pictures: Sequence[Picture] = ()

    @property
    def moved(self) -> int:
        """How many pieces came."""
        return self.whole + self.damaged

    @property
    def accounted(self) -> int:
        """Of how many it is known what became of them."""
        return self.moved + self.missing


def report(claim: Claim, came: Came, *, by: User) -> None:
    """Write down what came damaged and what did not come."""
    kinds = {Damage.Kind.DAMAGED: came.damaged, Damage.Kind.MISSING: came.missing}
    for kind, pieces in kinds.items():
        if pieces:
            claiming.report_damage(
                claim, kind, pieces, by=by, words=came.words, pictures=came.pictures
            )
