"""Something is wrong with a listing: anybody who sees it can say so."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from listings.models import Listing, Report
from members.models import User
from members.rules import can_look_around


@transaction.atomic
def report(listing: Listing, *, by: User, reason: str, words: str = "") -> Report:
    """Moderators look at it. Said twice, it is one report with the last words."""
    if not can_look_around(by):
        raise PermissionDenied
    said = {"reason": reason, "words": words}
    made, _is_new = Report.objects.update_or_create(
        listing=listing, by=by, state=Report.State.WAITING, defaults=said
    )
    return made
