"""What people do with a list before it is placed: send it, say what its columns mean,
and put single rows right."""

from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from listings import actions as offers
from listings import rules
from listings.models import Listing
from lists import pictures, reading, shared_answers
from lists.lines import Lines
from lists.models import ColumnMeaning, Import, PlacedRow
from members.models import User
from surplus.columns import NAMELESS
from surplus.reader import read_surplus

# What a later list changes of an offer; its words and photos may be better by now.
CHANGED = ["quantity", "unit", "terms", "price_eur", "rent_eur", "rent_per"]
CHANGED += ["condition", "available_from", "available_until", "expiry_date", "lot"]


def send(
    file: IO[bytes], name: str, *, by: User, photos: IO[bytes] | None = None
) -> Import:
    """Keep a list, with the photos of a ZIP if there is one; a worker reads it. Raises
    `Unreadable` with a sentence when the ZIP is none."""
    if not rules.can_offer(by):
        raise PermissionDenied
    names = pictures.names_in(photos) if photos else []
    return Import.objects.create(
        organisation=by.trades_for,
        by=by,
        file_name=name[-200:],
        file=File(file, name),
        photos=File(photos, "photos.zip") if photos else "",
        photo_names=names,
        meanings=ColumnMeaning.objects.of(by.trades_for),
    )


def read(
    file: IO[bytes], name: str, *, by: User, photos: IO[bytes] | None = None
) -> Import:
    """Keep a list and read it while one waits, without limits: for those who run the
    platform. Raises `Unreadable` with a sentence, and keeps nothing then."""
    meanings = ColumnMeaning.objects.of(by.trades_for)
    surplus = read_surplus(file, name, today=timezone.localdate(), meanings=meanings)
    imported = send(file, name, by=by, photos=photos)
    reading.keep(imported, {"surplus": surplus.to_json()})
    return imported


@transaction.atomic
def explain(imported: Import, *, by: User, meanings: dict[str, str]) -> Import:
    """The list is read again with what its columns really hold, by their keys; the
    next lists of this organisation are read with it from the start."""
    imported = _lock_open(imported, by)
    imported.meanings |= meanings
    _read_again(imported, "meanings")
    named = {key: field for key, field in meanings.items() if key[:1] != NAMELESS}
    ColumnMeaning.objects.remember(imported.organisation, named)
    return imported


@transaction.atomic
def offer_row(imported: Import, sheet: str, row: int, *, by: User) -> Import:
    """A row that was taken for a heading, a note or a total offers something: the list
    is read again."""
    imported = _lock_open(imported, by)
    if [sheet, row] not in imported.offers:
        imported.offers.append([sheet, row])
        _read_again(imported, "offers")
    return imported


@transaction.atomic
def show_sheet(imported: Import, sheet: str, *, by: User) -> Import:
    """A sheet that is hidden in the spreadsheet is read after all, with the others."""
    imported = _lock_open(imported, by)
    if sheet not in imported.shown_sheets:
        imported.shown_sheets.append(sheet)
        _read_again(imported, "shown_sheets")
    return imported


@transaction.atomic
def answer(imported: Import, *, by: User, said: dict[str, Any]) -> Import:
    """What is said once for many rows, by the names of `shared_answers`."""
    imported = _lock_open(imported, by)
    imported.answers = shared_answers.merged(imported.answers, said)
    imported.save(update_fields=["answers"])
    return imported


@transaction.atomic
def change_earlier(imported: Import, key: str, *, by: User) -> Listing:
    """A row that is about something of an earlier list: its offer says from now on
    what this row says."""
    imported = _lock_open(imported, by)
    line = Lines(imported).find(key)
    if line and line.listing:
        return line.listing  # pressed twice
    if line is None or line.earlier is None:
        raise Refused(_("This row is not about an earlier offer any more."))
    said = {name: line.fields[name] for name in CHANGED}
    listing = offers.revise(line.earlier, by=by, **said)
    PlacedRow.objects.filter(listing=listing).update(key=key)
    return listing


@transaction.atomic
def mend(imported: Import, key: str, *, by: User, answers: dict[str, Any]) -> Import:
    """What one row really offers, by the names of a `SurplusRow`."""
    imported = _lock_open(imported, by)
    imported.mended[key] = answers
    imported.save(update_fields=["mended"])
    return imported


@transaction.atomic
def leave_out(imported: Import, key: str, *, by: User) -> Import:
    """One row is not offered; what was mended in it stays."""
    imported = _lock_open(imported, by)
    imported.left_out = sorted({*imported.left_out, key})
    imported.taken_in = [other for other in imported.taken_in if other != key]
    imported.save(update_fields=["left_out", "taken_in"])
    return imported


@transaction.atomic
def take_in(imported: Import, key: str, *, by: User) -> Import:
    """One row is offered after all: it was left out, is hidden in the spreadsheet, or
    is something else than it looks like of an earlier list."""
    imported = _lock_open(imported, by)
    imported.left_out = [other for other in imported.left_out if other != key]
    imported.taken_in = sorted({*imported.taken_in, key})
    imported.save(update_fields=["left_out", "taken_in"])
    return imported


def lock(imported: Import, *, by: User) -> Import:
    """The list as it is now, held for one of those who may change it."""
    imported = Import.objects.lock(imported.pk)
    if not rules.can_manage(by, imported):
        raise PermissionDenied
    return imported


def _read_again(imported: Import, *changed: str) -> None:
    imported.surplus, imported.to_read_since = None, timezone.now()
    imported.save(update_fields=["surplus", "to_read_since", *changed])


def _lock_open(imported: Import, by: User) -> Import:
    imported = lock(imported, by=by)
    if not imported.can_be_mended:
        raise Refused(_("This list is placed, or its file is gone. Send it again."))
    return imported
