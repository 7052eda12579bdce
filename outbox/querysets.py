"""Which letters."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from outbox.kinds import ALL

if TYPE_CHECKING:
    from outbox.readers import Reader

MAX_ATTEMPTS = 8
READABLE = models.Q(secret=False) & ~models.Q(kind=ALL)


class LetterQuerySet(models.QuerySet):
    """Which letters."""

    def waiting(self) -> Self:
        """Not sent, not given up, and not kept for a daily letter."""
        return self.filter(sent_at=None, for_daily=False, attempts__lt=MAX_ATTEMPTS)

    def due(self, now: datetime) -> Self:
        """Waiting, and its time has come."""
        return self.waiting().filter(next_try_at__lte=now)

    def undelivered(self) -> Self:
        """Given up after `MAX_ATTEMPTS` tries; moderators see these."""
        return self.filter(sent_at=None, for_daily=False, attempts__gte=MAX_ATTEMPTS)

    def sent(self) -> Self:
        """Taken by the mail server, or told in a daily letter."""
        return self.exclude(sent_at=None)

    def sent_before(self, moment: datetime) -> Self:
        """Taken by the mail server, or told in a daily letter, before then."""
        return self.filter(sent_at__lt=moment)

    def for_daily(self) -> Self:
        """Kept for the reader's next daily letter."""
        return self.filter(for_daily=True, sent_at=None)

    def read_by(self, reader: "Reader") -> Self:
        """What this person may read on the site: their own letters, never a secret one,
        and each by itself rather than gathered in a daily one; the last one first."""
        return self.filter(READABLE, reader=reader.pk).order_by("-created_at", "-pk")

    def unread(self) -> Self:
        """Not opened on the site yet."""
        return self.filter(read_at=None)

    def news(self, moment: datetime) -> Self:
        """Unread and written since then: what is older was read as an e-mail, or is no
        news any more."""
        return self.unread().filter(created_at__gte=moment)

    def counted_since(
        self, moment: datetime, kind: str, readers: Iterable[models.Model]
    ) -> Counter:
        """How many of one kind each reader got since then, by the reader's number."""
        written = self.filter(reader__in=list(readers), kind=kind)
        lately = written.filter(created_at__gte=moment)
        return Counter(lately.values_list("reader", flat=True))


class ToldQuerySet(models.QuerySet):
    """What was told to whom."""

    def before(self, moment: datetime) -> Self:
        """Told before then."""
        return self.filter(at__lt=moment)
