"""What is made of a form that may be sent twice: over a bad line, or by two clicks."""

from typing import Self
from uuid import UUID

from django.db import models


class SubmissionQuerySet(models.QuerySet):
    """Rows that know of which sent form they were made."""

    def sent_as(self, submission: UUID | None) -> Self:
        """What was made of one sent form; nothing when there was no form."""
        return self.filter(submission=submission).exclude(submission=None)


class Submitted(models.Model):
    """A row that is made at most once of a sent form."""

    submission = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True
