"""What of a claim waits for a yes inside one of its two organisations."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Approval


class Approved(models.Model):
    """Mix into a claim. The other side reads nothing of it."""

    approval = models.OneToOneField(
        Approval,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="claim_asked",
        verbose_name=_("approval to ask for it"),
    )
    giving = models.OneToOneField(
        Approval,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="claim_given",
        verbose_name=_("approval to give it"),
        help_text=_("As long as the owner's yes waits for it; empty: nothing waits."),
    )
    reached_at = models.DateTimeField(
        _("with its owner since"),
        null=True,
        default=timezone.now,
        editable=False,
        help_text=_("Empty: it waits at the asker's own, and its owner knows nothing."),
    )

    class Meta:
        abstract = True
