"""Somebody leaves: what they had to do goes to a colleague, in one deed.

Each app owns its rows and says from its `apps.py` what it hands over (`hands_over`).
What is over stays as it was.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from base.refusal import Refused
from members import rules
from members.models import Organisation, User
from members.people import keep_a_coordinator
from outbox.actions import post_all

HandOver = Callable[[User, User], object]
# What they lock, in the order in which every deed locks.
LISTINGS, CLAIMS, WHAT_HANGS_ON_THEM = range(3)
_known: list[tuple[int, HandOver]] = []


def hands_over(hand_over: HandOver, *, locks: int = WHAT_HANGS_ON_THEM) -> None:
    """Call this function too, with who leaves and who takes over, both of one
    organisation. It locks its own rows, and may run twice."""
    _known.append((locks, hand_over))


@transaction.atomic
def hand_over(person: User, *, to: User, by: User) -> User:
    """All that somebody still has to do goes to a colleague; their account is closed,
    and both read a letter. Done twice, it is done once."""
    if not rules.can_hand_over(by, person, to):
        raise PermissionDenied
    if not person.is_active:
        return person
    for _locks, hand in sorted(_known, key=lambda known: known[0]):
        hand(person, to)
    Organisation.objects.lock(to.organisation_id or 0)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not person.is_active:
        return person
    if not to.is_active:
        raise Refused(_("%(name)s can’t take it over any more.") % {"name": to})
    if person.is_coordinator:
        keep_a_coordinator(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    letter = {"about": person, "person": person, "heir": to}
    post_all("members/letters/handed_over", to=[person, to], **letter)
    return person
