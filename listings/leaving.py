"""What somebody who leaves offers goes to a colleague."""

from listings.models import Listing
from members.models import User

State = Listing.State
OPEN = [State.DRAFT, State.IN_REVIEW, State.LIVE, State.PAUSED, State.GONE]


def hand_over(person: User, to: User) -> None:
    """The letters about it come to the other one from now on. What is over stays as it
    was."""
    theirs = Listing.objects.filter(
        made_by=person, organisation=to.organisation, state__in=OPEN
    )
    Listing.objects.lock_all(theirs.values_list("pk", flat=True))
    theirs.update(made_by=to)
