"""What a person puts right in a list before it is placed: what its columns mean, and
single rows."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from listings import rules
from listings.models import ColumnMeaning, Import
from listings.surplus.columns import NAMELESS
from listings.surplus.reading import read_surplus
from listings.surplus.rows import DATES, SurplusRow
from members.models import User


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
def mend(imported: Import, key: str, *, by: User, said: dict[str, Any]) -> Import:
    """What one row really offers, by the names of a `SurplusRow`."""
    imported = _lock_open(imported, by)
    imported.mended[key] = said
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


def apply(said: dict[str, Any], row: SurplusRow) -> None:
    """A row as a person mended it: what the reader doubted was looked at."""
    for name, value in said.items():
        is_day = name in DATES and value
        setattr(row, name, date.fromisoformat(value) if is_day else value)
    row.problems, row.notes, row.flags = [], [], []
    row.duplicate_of = row.status = None


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
