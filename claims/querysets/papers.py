"""Which papers of claims."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from members.rules import can_moderate

if TYPE_CHECKING:
    from claims.models import ClaimPaper
    from members.models import User


class ClaimPaperQuerySet(models.QuerySet):
    """Which papers of claims."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation, on either side; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        return self.filter(Q(claim__organisation=ours) | Q(claim__offered_by=ours))

    def earlier_than(self, link: "ClaimPaper") -> Self:
        """The versions before this one."""
        paper = link.paper
        same = self.filter(paper__year=paper.year, paper__number=paper.number)
        return same.exclude(pk=link.pk)

    def for_lists(self) -> Self:
        """With who agreed and the sealed copies, without the files; the newest version
        of each paper first."""
        papers = self.select_related("paper__terms", "paper__sealed")
        light = papers.defer("paper__pdf", "paper__sealed__pdf")
        return light.prefetch_related("paper__agreements").order_by(
            "paper__year", "paper__number", "-paper__version"
        )

    def for_file(self) -> Self:
        """With the paper as it was drawn."""
        return self.select_related("paper")
