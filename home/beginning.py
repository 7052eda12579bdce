"""The first three steps of a new organisation."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from listings.models import Listing
from members.models import Invitation, Location, Organisation, User
from members.rules import can_manage

PLACE, COLLEAGUE, OFFER = BEGUN = ("place", "colleague", "offer")
NEW_FOR = timedelta(days=60)
NOT_OFFERED = ["draft", "withdrawn"]


class Step(NamedTuple):
    """What to do, whether it is done, why it helps, and where it is done; nowhere when
    somebody else has to."""

    words: str
    is_done: bool
    why: str
    address: str


def begun(user: User) -> dict[str, QuerySet]:
    """What the reader's organisation has done of them: by the name of each, itself when
    it has and nothing when it has not."""
    of_it = {"organisation": OuterRef("pk")}
    others = User.objects.active().filter(**of_it).exclude(pk=user.pk)
    invited = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, **of_it)
    offered = Listing.objects.filter(**of_it).exclude(state__in=NOT_OFFERED)
    own = Organisation.objects.filter(pk=user.trades_for.pk)
    return {
        PLACE: own.filter(Exists(Location.objects.open().filter(**of_it))),
        COLLEAGUE: own.filter(Exists(others) | Exists(invited)),
        OFFER: own.filter(Exists(offered)),
    }


def first_steps(done: set[str], user: User) -> list[Step]:
    """The three of them, ticked as they are done; none once all of them are, or the
    organisation is new no longer."""
    own = user.trades_for
    if own.applied_at < timezone.now() - NEW_FOR:
        return []
    manages = can_manage(user, own)
    steps = [
        Step(
            _("Fill in where your goods stand"),
            PLACE in done,
            _("With the hours at which somebody opens the door."),
            reverse("members:location_add") if manages else "",
        ),
        Step(
            _("Invite a colleague"),
            COLLEAGUE in done,
            _("Then it goes on when you are away."),
            reverse("members:invite") if manages else "",
        ),
        Step(
            _("Offer something"),
            OFFER in done,
            _("A photo and a name are enough to begin with."),
            reverse("listings:offer"),
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps
