"""What the clock does row by row, so that one bad row stops no other."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Model, QuerySet

logger = logging.getLogger(__name__)
BATCH = 100


def sweep(due: QuerySet, deed: Callable[[Model], object]) -> int:
    """Do a deed with what is due, at most `BATCH` rows; returns how many were done.

    Each row is locked and done in a transaction of its own. One that another worker
    holds is left to that worker; one that fails is logged, left for the next sweep,
    and the others go on. The deed must end its row's being due.
    """
    done, failed = 0, []
    while done < BATCH and len(failed) < BATCH:
        row = None
        try:
            with transaction.atomic():
                row = _take(due.exclude(pk__in=failed))
                if row is None:
                    return done
                deed(row)
                done += 1
        except Exception:
            if row is None:  # no row's fault: the database is away
                raise
            logger.exception("%s %s was left", type(row).__name__, row.pk)
            failed.append(row.pk)
    return done


def _take(due: QuerySet) -> Model | None:
    # Not the strongest lock: others may still write rows that point at this one.
    held = due.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return held.first()
