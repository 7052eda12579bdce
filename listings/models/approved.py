"""Whether offering something waits for a yes inside its own organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from approvals.models import Approval


class Approved(models.Model):
    """Mix into a listing: what was asked last, waiting or decided."""

    approval = models.OneToOneField(
        Approval,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="listing",
        verbose_name=_("approval to offer it"),
    )

    class Meta:
        abstract = True
