"""What is made of a form that may be sent twice: over a bad line, or by two clicks."""

from django.db import models


class Submitted(models.Model):
    """A row that is made at most once of a sent form."""

    submission = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True
