"""What the clock does row by row, so that one bad row stops no other."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from base.failures import Failures

logger = logging.getLogger(__name__)
BATCH = 100
Row = TypeVar("Row", bound=Model)


def sweep(due: QuerySet[Row], deed: Callable[[Row], object], name: str = "") -> int:
    """Do a deed with what is due, at most `BATCH` rows; returns how many were done.

    Each row is locked and done in a transaction of its own. One that another worker
    holds is left to that worker; one that fails is booked and tried later
    (`base.failures`), and the others go on. The deed must end its row's being due; a
    deed without a name of its own, such as a lambda, is given one.
    """
    failures = Failures(name or name_of(deed), due.model)
    to_try, done = failures.without(due), 0
    failed: list[object] = []
    while done < BATCH and len(failed) < BATCH:
        row = None
        try:
            with transaction.atomic():
                row = _take(to_try.exclude(pk__in=failed))
                if row is None:
                    break
                deed(row)
                done += 1
        except Exception as error:
            if row is None:  # no row's fault: the database is away
                raise
            logger.exception("%s %s was left", type(row).__name__, row.pk)
            failures.book(row.pk, error)
            failed.append(row.pk)
    failures.forget_all_but(due)
    return done


def name_of(deed: Callable) -> str:
    """As its failures are booked."""
    return f"{deed.__module__}.{deed.__qualname__}"


def _take(due: QuerySet[Row]) -> Row | None:
    # Not the strongest lock: others may still write rows that point at this one.
    held = due.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return held.first()
