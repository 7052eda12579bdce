"""What becomes of the thing that waited: the app above, which has it, says so.

An approval knows nothing of a claim or an offer. Whoever asks for one gives two
functions from its `apps.py`: `hold` locks what an approval is about, before the
approval itself is locked; `follow` does what follows from its end.
"""

from collections.abc import Callable
from typing import NamedTuple

from approvals.models import Approval, Deed
from members.models import User

Hold = Callable[[Approval], object]
Follow = Callable[[Approval, User | None], object]


class Follower(NamedTuple):
    """What holds the thing, and what goes on with it."""

    hold: Hold
    follow: Follow


_followers: dict[str, Follower] = {}


def follows(deed: Deed, *, hold: Hold, follow: Follow) -> None:
    """Call these functions for approvals of this deed. `follow` reads its state; its
    second argument is who decided, nobody when it ended by itself."""
    _followers[deed.value] = Follower(hold, follow)


def hold(approval: Approval) -> Approval:
    """The approval read afresh and held, after what it is about."""
    _followers[approval.deed].hold(approval)
    return held(approval.pk)


def held(pk: int) -> Approval:
    """An approval read afresh and held, by who holds what it is about."""
    known = Approval.objects.select_related(
        "organisation", "asked_by", "principal", "category", "earlier"
    )
    return known.select_for_update(of=("self",)).get(pk=pk)


def follow(approval: Approval, by: User | None) -> None:
    """It was decided or ended: let the thing go on, or let it go."""
    _followers[approval.deed].follow(approval, by)
