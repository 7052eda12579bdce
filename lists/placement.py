"""Making listings of a list that was confirmed: by a worker, with progress; and undoing
that while nobody asked for anything of it.

A worker takes a list for a while (`busy_until`) and gives it back when it is done. One
that dies half-way leaves what it placed; after that while another goes on from there.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from zipfile import ZipFile

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from base.failures import Failures
from base.refusal import Refused
from base.states import move_all
from base.sweeps import sweep
from listings.models import Listing
from lists import actions, batches, pictures
from lists.lines import PLACEABLE, Line, Lines
from lists.models import Import, PlacedRow
from lists.querysets import made_of
from members.models import Location, User

logger = logging.getLogger(__name__)
AT_ONCE = 100  # rows in one transaction; the progress bar moves so much
WORKER_TIMEOUT = timedelta(minutes=2)  # until a worker that says nothing counts as dead
CONFIRMED = [
    *("location", "live", "confirmed_by", "confirmed_at", "total", "placed"),
    *("refused", "unused_photos", "done_at", "undone_at", "busy_until"),
]
HELD = ["busy_until", "total", "placed", "refused", "unused_photos"]
State = Listing.State


@transaction.atomic
def confirm(imported: Import, *, by: User, location: Location, live: bool) -> Import:
    """Somebody wants what can be placed to be placed: as drafts, or live at once. A
    worker does it; confirmed twice, it is done once."""
    imported = actions.lock(imported, by=by)
    if imported.is_being_placed:
        raise Refused(_("This list is being placed already."))
    if imported.surplus is None or not Lines(imported).any_placeable():
        raise Refused(_("Nothing of this list can be placed any more."))
    imported.location, imported.live = location, live
    imported.confirmed_by, imported.confirmed_at = by, timezone.now()
    imported.total = imported.placed = 0
    imported.refused, imported.unused_photos = {}, []
    imported.done_at = imported.undone_at = imported.busy_until = None
    imported.save(update_fields=CONFIRMED)
    return imported


def place(imported: Import, *, by: User, location: Location, live: bool) -> int:
    """Confirmed, and placed while one waits; returns how many rows became listings."""
    imported = confirm(imported, by=by, location=location, live=live)
    _work(imported.pk)
    imported.refresh_from_db()
    return imported.placed


def place_due() -> int:
    """Place the lists that were confirmed, one after the other; safe to run twice at
    once. One that can't be placed at all stops no other. Returns how many lists this
    worker took."""
    taken, failures = 0, _failures()
    while pk := _take():
        taken += 1
        try:
            _work(pk)
        except Exception as error:
            logger.exception("List %s was left", pk)
            failures.book(pk, error)
    failures.forget_all_but(Import.objects.being_placed())
    return taken


def undo(imported: Import, *, by: User) -> int:
    """Take back all that a list became, as if it had never been sent; refused when
    somebody asked for any of it. Returns how many listings went."""
    with transaction.atomic():
        imported = actions.lock(imported, by=by)
        if not imported.is_placed:
            raise Refused(_("This list is not placed."))
        made = made_of(imported).select_for_update(of=("self",))
        if list(made.asked_for()[:1]):
            raise Refused(_("Somebody asked for something of this list already."))
        gone = _take_back(made, by)
        imported.placed_rows.all().delete()  # so that each row can come anew
        imported.undone_at = timezone.now()
        imported.save(update_fields=["undone_at"])
        return gone


def _take_back(made: QuerySet[Listing], by: User) -> int:
    """Withdrawn, each with its step."""
    open_ones = made.filter(state__in=WITHDRAWABLE).only("state")
    left = move_all(open_ones, State.WITHDRAWN, by=by)
    return len(left)


WITHDRAWABLE = [State.DRAFT, State.IN_REVIEW, State.LIVE, State.PAUSED, State.EXPIRED]


@transaction.atomic
def _take() -> int | None:
    """A list that waits, marked as ours for a while; None: nothing waits."""
    due = _failures().without(Import.objects.to_place())
    if imported := due.select_for_update(skip_locked=True, of=("self",)).first():
        _hold(imported)
        return imported.pk
    return None


def _failures() -> Failures:
    """The lists that could not be placed."""
    return Failures(f"{__name__}.place", Import)


def _hold(imported: Import) -> None:
    imported.busy_until = timezone.now() + WORKER_TIMEOUT
    imported.save(update_fields=HELD)


def _work(pk: int) -> None:
    """All rows of one list, in the language of who confirmed it."""
    imported = Import.objects.select_related("confirmed_by", "location").get(pk=pk)
    language = imported.placed_by.language
    with translation.override(language), _photos(imported) as photos:
        ready = [line for line in Lines(imported) if line.outcome in PLACEABLE]
        imported.surplus = None  # read: a worker need not hold it twice
        imported.total = imported.total or len(ready)  # the first worker counts
        _hold(imported)
        for lines in _some(ready):
            _place_some(imported, lines, photos)
    imported.done_at, imported.busy_until = timezone.now(), None
    imported.save(update_fields=["done_at", "busy_until"])


@contextmanager
def _photos(imported: Import) -> Iterator[ZipFile]:
    """The photos that came with the list."""
    if not imported.photos:
        yield pictures.empty()
        return
    with imported.photos.open("rb") as file, ZipFile(file) as package:
        yield package


def forget_old_files() -> int:
    """The files of lists that were sent long ago go. Returns of how many lists."""
    old = Import.objects.with_old_files(timezone.now()).latest_first()
    return sweep(old, forget_files)


def forget_files(imported: Import) -> None:
    """The files that were sent go; what was read in them stays."""
    for file in (imported.file, imported.photos):
        file.delete(save=False)
    imported.photo_names = []
    imported.save(update_fields=["file", "photos", "photo_names"])


def _some(lines: list[Line]) -> Iterator[list[Line]]:
    for start in range(0, len(lines), AT_ONCE):
        yield lines[start : start + AT_ONCE]


@transaction.atomic
def _place_some(imported: Import, lines: list[Line], photos: ZipFile) -> None:
    """Some rows and the progress together."""
    # One list of an organisation at a time: else two could place a row twice.
    type(imported.organisation).objects.lock(imported.organisation_id)
    keys = [line.key for line in lines]
    placed = PlacedRow.objects.by_key(imported.organisation, keys)
    _place_all(imported, [line for line in lines if line.key not in placed], photos)
    _hold(imported)


def _place_all(imported: Import, lines: list[Line], photos: ZipFile) -> None:
    """All in one go. What makes that fail stops no other row: then each is placed by
    itself, and the one at fault says so."""
    try:
        done = batches.place(imported, lines, photos)
    except OperationalError:
        raise  # no fault of a row: the database was away, or held by another
    except Exception as error:
        logger.exception("%s rows of list %s failed", len(lines), imported.pk)
        if len(lines) > 1:
            for line in lines:
                _place_all(imported, [line], photos)
            return
        done = batches.Done(refused={line.key: _fault(error) for line in lines})
    imported.placed += done.placed
    imported.refused |= done.refused
    imported.unused_photos += done.unused_photos


def _fault(error: Exception) -> str:
    """What the member reads of a row that the platform can't place."""
    name = {"error": type(error).__name__}
    return (
        _("This row can't be kept: look at its numbers and dates. (%(error)s)") % name
    )
