"""Which papers belong to a claim."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.querysets import ClaimPaperQuerySet
from members.models import Organisation
from papers.models import Paper


class ClaimPaper(models.Model):
    """A version of a paper that was drawn for a claim."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="papers", verbose_name=_("claim")
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="+", verbose_name=_("paper")
    )

    # Who still has to agree, once the other side did: what waits for an organisation is
    # found by an index.
    waits_for = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,  # `paper_waits_for` is smaller
        verbose_name=_("waits for"),
    )

    objects = ClaimPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-paper__drawn_at", "-pk"]
        verbose_name = _("paper of a claim")
        verbose_name_plural = _("papers of claims")
        indexes = [
            models.Index(
                fields=["waits_for"],
                name="paper_waits_for",
                condition=Q(waits_for__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.paper)

    def get_absolute_url(self) -> str:
        """The file itself."""
        return reverse("claims:paper", args=[self.pk])
