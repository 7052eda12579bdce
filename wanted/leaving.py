"""What somebody who leaves looks for goes to a colleague."""

from members.models import User
from wanted.models import Want


def hand_over(person: User, to: User) -> None:
    """Open wanted ads are the other one's from now on; closed ones stay as they
    were."""
    theirs = Want.objects.open().filter(made_by=person, organisation=to.organisation)
    theirs.update(made_by=to)
