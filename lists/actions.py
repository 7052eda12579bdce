"""What people do with a list before it is placed: send it, say what its columns mean,
and put single rows right."""

from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from listings import rules
from lists import pictures
from lists.models import ColumnMeaning, Import
from members.models import User
from surplus.columns import NAMELESS
from surplus.reader import read_surplus


def read(
    file: IO[bytes], name: str, *, by: User, photos: IO[bytes] | None = None
) -> Import:
    """Read a list, with the photos of a ZIP if there is one, and keep both. Raises
    `Unreadable` with a sentence."""
    if not rules.can_offer(by):
        raise PermissionDenied
    names = pictures.names_in(photos) if photos else []
    meanings = ColumnMeaning.objects.of(by.trades_for)
    surplus = read_surplus(file, name, today=timezone.localdate(), meanings=meanings)
    return Import.objects.create(
        organisation=by.trades_for,
        by=by,
        file_name=name[-200:],
        file=File(file, name),
        photos=File(photos, "photos.zip") if photos else "",
        photo_names=names,
        meanings=meanings,
        surplus=surplus.to_json(),
    )


@transaction.atomic
def explain(imported: Import, *, by: User, meanings: dict[str, str]) -> Import:
    """The list is read again with what its columns really hold, by their keys; the
    next lists of this organisation are read with it from the start."""
    imported = _lock_open(imported, by)
    imported.meanings |= meanings
    with imported.file.open("rb") as file:
        surplus = read_surplus(
            file,
            imported.file_name,
            today=timezone.localdate(),
            meanings=imported.meanings,
        )
    imported.surplus = surplus.to_json()
    imported.save(update_fields=["meanings", "surplus"])
    named = {key: field for key, field in meanings.items() if key[:1] != NAMELESS}
    ColumnMeaning.objects.remember(imported.organisation, named)
    return imported


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
    imported.save(update_fields=["left_out"])
    return imported


@transaction.atomic
def take_in(imported: Import, key: str, *, by: User) -> Import:
    """One row is offered after all."""
    imported = _lock_open(imported, by)
    imported.left_out = [other for other in imported.left_out if other != key]
    imported.save(update_fields=["left_out"])
    return imported


def lock(imported: Import, *, by: User) -> Import:
    """The list as it is now, held for one of those who may change it."""
    imported = Import.objects.lock(imported.pk)
    if not rules.can_manage(by, imported):
        raise PermissionDenied
    return imported


def _lock_open(imported: Import, by: User) -> Import:
    imported = lock(imported, by=by)
    if not imported.can_be_mended:
        raise Refused(_("This list is placed, or its file is gone. Send it again."))
    return imported
