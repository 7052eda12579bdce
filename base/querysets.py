"""Which towns; and which rows that were made of a form."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.db import models

from base.names import plain


class TownQuerySet(models.QuerySet):
    """Which towns."""

    def called(self, name: str) -> "TownQuerySet":
        """Towns of that name, the largest first; case and accents do not matter."""
        return self.filter(aliases__contains=[plain(name)]).order_by("-population")

    def called_any(self, names: Iterable[str]) -> "TownQuerySet":
        """Towns with one of these names, the largest first."""
        known = [plain(name) for name in names]
        return self.filter(aliases__overlap=known).order_by("-population")


class SubmissionQuerySet(models.QuerySet):
    """Rows that know of which sent form they were made."""

    def sent_as(self, submission: UUID | None) -> Self:
        """What was made of one sent form; nothing when there was no form."""
        return self.filter(submission=submission).exclude(submission=None)
