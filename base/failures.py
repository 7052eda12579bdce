"""Rows that a deed of the clock could not do: each is booked with its error and tried
again, ever less often; after eight tries it waits for a moderator."""

from datetime import timedelta
from typing import Any, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from base.models import Failure

LONGEST_ERROR = 2_000
Due = TypeVar("Due", bound=QuerySet)


class Person(Protocol):
    """What this needs to know of a person; `members.User` is one."""

    is_staff: bool


class Failures:
    """What one deed, by its name, failed at: rows of one model."""

    def __init__(self, deed: str, model: type[Model]):
        self._about: dict[str, Any] = {"deed": deed, "model": model._meta.label}
        self._booked = Failure.objects.of(model).filter(deed=deed)

    def without(self, due: Due, key: str = "pk") -> Due:
        """What is due, but for what is not to be tried now; `key` leads from these
        rows to those that failed."""
        left_alone = self._booked.left_alone().values("row")
        return due.exclude(**{f"{key}__in": left_alone})

    def book(self, row: int, error: Exception) -> None:
        """It failed once more. The first time it is tried again at once, for much is
        over by then; after that in 2, 6, 14, 30, 62 and 126 minutes."""
        failure, _is_new = Failure.objects.get_or_create(**self._about, row=row)
        wait = timedelta(minutes=2 ** (failure.tries + 1) - 2)
        failure.next_try_at, failure.tries = timezone.now() + wait, F("tries") + 1
        failure.error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
        failure.save(update_fields=["next_try_at", "tries", "error"])

    def forget_all_but(self, due: QuerySet, key: str = "pk") -> None:
        """What is not due any more was done after all, or needs it no longer."""
        if self._booked.exists():
            known = due.filter(**{f"{key}__isnull": False}).order_by()
            self._booked.exclude(row__in=known.values(key)).delete()


def try_again(failure: Failure, *, by: Person) -> None:
    """A moderator lets the clock try a row once more: eight times, starting now."""
    if not by.is_staff:
        raise PermissionDenied
    failure.tries, failure.next_try_at = 0, timezone.now()
    failure.save(update_fields=["tries", "next_try_at"])
