"""What somebody who leaves asked goes to a colleague."""

from claims.actions.steps import lock_all
from claims.models import Bundle, Claim
from members.models import User


def hand_over(person: User, to: User) -> None:
    """What runs, with what it keeps, is the other one's from now on; so are baskets,
    but for one of an owner for whom the other has a basket already. What is over stays
    as it was."""
    ours = Claim.objects.running().filter(asker=person, organisation=to.organisation)
    held = [claim.pk for claim in lock_all(ours)]
    Claim.objects.filter(pk__in=held).update(asker=to)
    Bundle.objects.filter(claims__in=held).update(asker=to)
    own = Bundle.objects.baskets_of(to).values("owner")
    Bundle.objects.baskets_of(person).exclude(owner__in=own).update(asker=to)
