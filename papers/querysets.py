"""Which papers, and which terms."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Max

if TYPE_CHECKING:
    from papers.models import Paper, TermsVersion


class TermsQuerySet(models.QuerySet["TermsVersion"]):
    """Which terms."""

    def published(self) -> Self:
        """In force now, or once."""
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        """Being written."""
        return self.filter(published_at=None)

    def current(self, kind: str) -> "TermsVersion | None":
        """Those that a paper of this kind gets today."""
        published = self.published().filter(kind=kind)
        return published.order_by("version").last()

    def next_version(self, kind: str) -> int:
        """The number of the version that is written next."""
        last = self.filter(kind=kind).aggregate(last=Max("version"))["last"]
        return (last or 0) + 1


class PaperQuerySet(models.QuerySet["Paper"]):
    """Which papers."""

    def light(self) -> Self:
        """Without the file itself, for lists."""
        return self.defer("pdf")

    def versions_of(self, paper: "Paper") -> Self:
        """All versions of one paper, the newest first."""
        same = self.filter(year=paper.year, number=paper.number)
        return same.order_by("-version")

    def lock_versions_of(self, paper: "Paper") -> "list[Paper]":
        """The same, held: nobody agrees or writes a next version meanwhile."""
        first = self.versions_of(paper).filter(version=1)
        list(first.light().select_for_update())
        return list(self.versions_of(paper).light())


class NumberingQuerySet(models.QuerySet):
    """The last number given in each year."""

    def take(self, year: int) -> int:
        """The next number of that year. Who takes one meanwhile waits until this
        transaction ends, and what is rolled back leaves no gap."""
        self.get_or_create(year=year)
        self.filter(year=year).update(last=F("last") + 1)
        return self.values_list("last", flat=True).get(year=year)
