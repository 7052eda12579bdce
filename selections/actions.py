"""Doing one thing with many offers: each is judged by itself, so that one that can't
be done keeps no other from it, and says why."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from base.failures import Failures
from base.refusal import Refused
from base.sweeps import name_of, sweep
from listings import actions, batches, rules, undoing
from listings.batches import Done
from listings.models import Listing
from members.models import User
from selections import changes
from selections.models import Selected, Selection
from selections.querysets import SelectedQuerySet

logger = logging.getLogger(__name__)
Deed, Outcome = Selection.Deed, Selected.Outcome
MOST = 10_000  # offers of one selection
AT_ONCE = 100  # offers in one transaction: those that somebody waits for, or the clock
WRITTEN = 2_000  # rows of one INSERT
KEPT = timedelta(days=90)
# What is done with a hundred in as many queries as with one.
TOGETHER: dict[str, Callable[..., Done]] = {
    Deed.PUBLISH: batches.publish_all,
    Deed.PAUSE: batches.pause_all,
    Deed.RESUME: batches.resume_all,
    Deed.WITHDRAW: batches.withdraw_all,
    Deed.UNDO: undoing.undo_all,
}
ONE_BY_ONE: dict[str, Callable[..., Listing]] = {
    Deed.RELIST: actions.relist,
    Deed.CHANGE: actions.revise,
}
UNDOABLE = [Deed.PAUSE, Deed.WITHDRAW]


def start(
    deed: str,
    listings: QuerySet[Listing],
    *,
    by: User,
    submission: UUID | None = None,
    answers: dict[str, Any] | None = None,
) -> Selection:
    """Do it with the first hundred of these offers, and leave the others to the clock.
    The same form sent again gives the same selection."""
    selection = _write_down(deed, listings, by, submission, answers or {})
    _do_first(selection)
    return selection


def undo(selection: Selection, *, by: User) -> Selection:
    """Take back, within ten minutes, that many were paused or withdrawn; what waits for
    its turn still is left as it is. Pressed twice, it is done once."""
    again = _write_undo(selection, by)
    _do_first(again)
    return again


def can_undo(selection: Selection) -> bool:
    """Can it be taken back, as far as the selection knows? Each offer is judged by
    itself (`listings.undoing`); its own ten minutes began no earlier."""
    is_fresh = timezone.now() - selection.made_at <= rules.UNDO_FOR
    return selection.deed in UNDOABLE and is_fresh and not _undone_by(selection)


def do_due() -> int:
    """Do a batch or somewhat more of what was not done yet; returns how many were done.
    What has to wait for its turn is not late meanwhile."""
    waiting = Selected.objects.waiting()
    failures = Failures(name_of(_do), Selected)
    done = 0
    try:
        while done < AT_ONCE and (some := _do_some(failures.without(waiting))):
            done += some
    except Exception:
        logger.exception("Offers of a selection failed together: now each by itself")
        done += sweep(waiting.for_deed(), _do)
    failures.forget_all_but(waiting)
    if done:
        in_work = Selection.objects.in_work().values("pk")
        Selection.objects.filter(pk__in=in_work).update(moved_at=timezone.now())
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
    return _write_rows(
        deed, keys, by, changes=changes.kept(answers), submission=submission
    )


def _check_number(keys: list[int]) -> None:
    if not keys:
        raise Refused(_("Choose what you want to do this with first."))
    if len(keys) > MOST:
        raise Refused(_("These are too many at once. Narrow them down first."))


def _undone_by(selection: Selection) -> Selection | None:
    return Selection.objects.filter(undoes=selection).first()


@transaction.atomic
def _write_undo(selection: Selection, by: User) -> Selection:
    selection = Selection.objects.lock(selection.pk)
    if not rules.can_manage(by, selection):
        raise PermissionDenied
    if earlier := _undone_by(selection):
        return earlier
    if not can_undo(selection):
        raise Refused(_("This can't be undone any more."))
    sentence = _("Taken back before it was its turn.")
    selection.selected.waiting().update(outcome=Outcome.REFUSED, sentence=sentence)
    keys = list(selection.selected.done().values_list("listing_id", flat=True))
    return _write_rows(Deed.UNDO, keys, by, undoes=selection)


def _write_rows(deed: str, keys: Sequence[int], by: User, **fields: Any) -> Selection:
    selection = Selection.objects.create(
        organisation=by.trades_for, by=by, deed=deed, total=len(keys), **fields
    )
    rows = (
        Selected(selection=selection, listing_id=key, place=place)
        for place, key in enumerate(keys)
    )
    Selected.objects.bulk_create(rows, batch_size=WRITTEN)
    return selection


def _do_first(selection: Selection) -> None:
    """While somebody waits: what goes wrong here, the clock tries again and books."""
    try:
        _do_some(selection.selected.waiting())
    except Exception:
        logger.exception("Selection %s was left to the clock", selection.pk)


@transaction.atomic
def _do_some(due: SelectedQuerySet) -> int:
    """The next ones of the selection whose turn it is; returns how many. One selection
    in one transaction, so that no worker holds offers out of their order."""
    first = due.held().first()
    if first is None:
        return 0
    rows = due.for_deed().held().filter(selection=first.selection_id)[:AT_ONCE]
    return _do_all(list(rows))


def _do(row: Selected) -> None:
    """One by itself. An error of the platform is told too, and keeps no other waiting;
    a database that was away is tried again."""
    try:
        with transaction.atomic():
            _do_all([row])
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("Offer %s of a selection failed", row.pk)
        with translation.override(row.selection.by.language):
            row.outcome, row.sentence = Outcome.REFUSED, _fault(error)
        row.save(update_fields=["outcome", "sentence"])


def _do_all(rows: list[Selected]) -> int:
    """What is wanted with some offers of one selection, and what came of each."""
    selection = rows[0].selection
    with translation.override(selection.by.language):
        done = _done_with(selection, rows)
        states = {listing.pk: listing.state for listing in done.listings}
        for row in rows:
            if row.listing_id in states:
                row.outcome, row.state = Outcome.DONE, states[row.listing_id]
            else:
                row.outcome = Outcome.REFUSED
                row.sentence = _why(done.refused[row.listing_id])
    Selected.objects.bulk_update(rows, ["outcome", "state", "sentence"])
    return len(rows)


def _done_with(selection: Selection, rows: list[Selected]) -> Done:
    if deed := TOGETHER.get(selection.deed):
        return deed([row.listing_id for row in rows], by=selection.by)
    done = Done([], {})
    for row in rows:
        try:
            with transaction.atomic():
                done.listings.append(_deed(selection, row.listing))
        except (Refused, PermissionDenied) as error:
            done.refused[row.listing_id] = error
    return done


def _deed(selection: Selection, listing: Listing) -> Listing:
    fields = changes.given(selection.changes, listing)
    return ONE_BY_ONE[selection.deed](listing, by=selection.by, **fields)


def _why(error: Exception) -> str:
    if isinstance(error, PermissionDenied):
        return _("You may not do this with it any more.")
    return str(error)


def _fault(error: Exception) -> str:
    """What the member reads where the platform itself is at fault."""
    name = {"error": type(error).__name__}
    return _("Something went wrong with this one. Try it by itself. (%(error)s)") % name
