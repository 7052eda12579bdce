"""Which selections, and which offers of them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count

from base.querysets import SubmissionQuerySet
from members.models import Organisation

if TYPE_CHECKING:
    from selections.models import Selection


class SelectionQuerySet(SubmissionQuerySet["Selection"]):
    """Which selections."""

    def of(self, organisation: Organisation | None) -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)

    def before(self, moment: datetime) -> Self:
        """Made before then."""
        return self.filter(made_at__lt=moment)

    def lock(self, pk: int) -> "Selection":
        """One of them, held until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def in_work(self) -> Self:
        """With something to do still."""
        return self.filter(selected__outcome="waiting")


class SelectedQuerySet(models.QuerySet):
    """Which offers of selections."""

    def waiting(self) -> Self:
        """Not done yet; the first ones of every selection first."""
        return self.filter(outcome="waiting").order_by("place", "pk")

    def refused(self) -> Self:
        """What could not be done."""
        return self.filter(outcome="refused").order_by("pk")

    def done(self) -> Self:
        """What was done."""
        return self.filter(outcome="done").order_by("pk")

    def counted(self) -> dict[tuple[str, str], int]:
        """How many came to each outcome, and to which state of the offer."""
        rows = self.order_by().values_list("outcome", "state").annotate(Count("pk"))
        return {(outcome, state): n for outcome, state, n in rows}

    def for_deed(self) -> Self:
        """With what is wanted, and by whom."""
        return self.select_related("selection__by__organisation")

    def held(self) -> Self:
        """Locked until the transaction ends, but for what another worker holds."""
        return self.select_for_update(skip_locked=True, no_key=True, of=("self",))

    def for_lines(self) -> Self:
        """With what a line shows."""
        return self.select_related("listing__location").defer("listing__search")
