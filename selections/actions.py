"""Doing one thing with many offers: each is judged by itself, so that one that can't
be done keeps no other from it, and says why."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.sweeps import sweep
from listings import actions, rules
from listings.models import Listing
from members.models import User
from selections import changes
from selections.models import Selected, Selection

logger = logging.getLogger(__name__)
Deed, Outcome = Selection.Deed, Selected.Outcome
MOST = 10_000  # offers of one selection
AT_ONCE = 25  # offers that somebody waits for; the clock does the others
WRITTEN = 2_000  # rows of one INSERT
KEPT = timedelta(days=90)
DEEDS: dict[str, Callable[..., Listing]] = {
    Deed.PUBLISH: actions.publish,
    Deed.PAUSE: actions.pause,
    Deed.RESUME: actions.resume,
    Deed.WITHDRAW: actions.withdraw,
    Deed.RELIST: actions.relist,
    Deed.CHANGE: actions.revise,
}


def start(
    deed: str,
    listings: QuerySet[Listing],
    *,
    by: User,
    submission: UUID | None = None,
    answers: dict[str, Any] | None = None,
) -> Selection:
    """Do it with the first few of these offers, and leave the others to the clock.
    The same form sent again gives the same selection."""
    selection = _write_down(deed, listings, by, submission, answers or {})
    first = selection.selected.waiting().values_list("pk", flat=True)
    for key in list(first[:AT_ONCE]):
        _do_now(key)
    return selection


def do_due() -> int:
    """Do what was not done yet; returns how many were done. What has to wait for its
    turn is not late meanwhile."""
    done = sweep(Selected.objects.waiting().for_deed(), _do)
    if done:
        waiting = Selection.objects.in_work().values("pk")
        Selection.objects.filter(pk__in=waiting).update(moved_at=timezone.now())
    return done


def forget_old() -> int:
    """What was done to many at once is read in the days after; then it can go."""
    return Selection.objects.before(timezone.now() - KEPT).delete()[0]


@transaction.atomic
def _write_down(
    deed: str,
    listings: QuerySet[Listing],
    by: User,
    submission: UUID | None,
    answers: dict[str, Any],
) -> Selection:
    if not rules.can_offer(by):
        raise PermissionDenied
    User.objects.hold(by)
    if earlier := Selection.objects.of(by.organisation).sent_as(submission).first():
        return earlier
    keys = list(listings.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    _check_number(keys)
    selection = Selection.objects.create(
        organisation=by.trades_for,
        by=by,
        deed=deed,
        changes=changes.kept(answers),
        total=len(keys),
        submission=submission,
    )
    rows = (
        Selected(selection=selection, listing_id=key, place=place)
        for place, key in enumerate(keys)
    )
    Selected.objects.bulk_create(rows, batch_size=WRITTEN)
    return selection


def _check_number(keys: list[int]) -> None:
    if not keys:
        raise Refused(_("Choose what you want to do this with first."))
    if len(keys) > MOST:
        raise Refused(_("These are too many at once. Narrow them down first."))


def _do_now(key: int) -> None:
    """While somebody waits: what goes wrong here, the clock tries again and books."""
    try:
        with transaction.atomic():
            due = Selected.objects.waiting().for_deed().filter(pk=key)
            if row := due.select_for_update(skip_locked=True, of=("self",)).first():
                _do(row)
    except Exception:
        logger.exception("Offer %s of a selection was left to the clock", key)


def _do(row: Selected) -> None:
    selection = row.selection
    with translation.override(selection.by.language):
        try:
            with transaction.atomic():
                listing = _deed(selection, row.listing)
        except Refused as refusal:
            row.outcome, row.sentence = Outcome.REFUSED, str(refusal)
        except PermissionDenied:
            row.outcome = Outcome.REFUSED
            row.sentence = _("You may not do this with it any more.")
        else:
            row.outcome, row.state = Outcome.DONE, listing.state
    row.save(update_fields=["outcome", "state", "sentence"])


def _deed(selection: Selection, listing: Listing) -> Listing:
    fields = changes.given(selection.changes, listing)
    return DEEDS[selection.deed](listing, by=selection.by, **fields)
