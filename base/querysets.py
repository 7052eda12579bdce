"""What was typed in a search; which towns, which rows that were made of a form, which
ones the clock fails at."""

import re
from collections.abc import Iterable
from typing import Self, TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q
from django.utils import timezone

from base.names import plain

# A minus that stands before a word leaves that word out; any other is no operator, and
# forty in a row were more than PostgreSQL can nest.
NO_MINUS = re.compile(r"-(?!\w)|(?<=[^\w\s])-")
MOST_TRIES = 8  # until a moderator has to look
Row = TypeVar("Row", bound=models.Model)


def typed_query(text: str) -> SearchQuery:
    """What somebody typed, in Dutch stems without accents: all of the words, "these
    words together", one or another, but not -this. Any text is one."""
    return SearchQuery(NO_MINUS.sub(" ", text), config="deel", search_type="websearch")


class TownQuerySet(models.QuerySet):
    """Which towns."""

    def called(self, name: str) -> "TownQuerySet":
        """Towns of that name, the largest first; case and accents do not matter."""
        return self.filter(aliases__contains=[plain(name)]).order_by("-population")

    def called_any(self, names: Iterable[str]) -> "TownQuerySet":
        """Towns with one of these names, the largest first."""
        known = [plain(name) for name in names]
        return self.filter(aliases__overlap=known).order_by("-population")


class SubmissionQuerySet(models.QuerySet[Row]):
    """Rows that know of which sent form they were made."""

    def sent_as(self, submission: UUID | None) -> Self:
        """What was made of one sent form; nothing when there was no form."""
        return self.filter(submission=submission).exclude(submission=None)


class FailureQuerySet(models.QuerySet):
    """Which rows that a sweep could not do."""

    def of(self, model: type[models.Model]) -> Self:
        """Rows of one model."""
        return self.filter(model=model._meta.label)

    def left_alone(self) -> Self:
        """Not to be tried now: it is not time yet, or they were given up."""
        later = Q(next_try_at__gt=timezone.now())
        return self.filter(later | Q(tries__gte=MOST_TRIES))

    def tried_again(self) -> Self:
        """Not given up yet."""
        return self.filter(tries__lt=MOST_TRIES)

    def given_up(self) -> Self:
        """Tried `MOST_TRIES` times; moderators see these."""
        return self.filter(tries__gte=MOST_TRIES)
