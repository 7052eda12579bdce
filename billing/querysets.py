"""Which statements, and which lines."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, DecimalField, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from members.rules import can_manage, can_moderate

if TYPE_CHECKING:
    from billing.models import Statement
    from claims.models import Claim
    from members.models import Organisation, User

MONEY = DecimalField(max_digits=14, decimal_places=2)


class SeriesQuerySet(models.QuerySet):
    """The last number that each seller gave in each year."""

    def take(self, seller: "Organisation", year: int) -> int:
        """Their next number of that year. Who takes one meanwhile waits until this
        transaction ends, and what is rolled back leaves no gap."""
        self.get_or_create(seller=seller, year=year)
        mine = self.filter(seller=seller, year=year)
        mine.update(last=F("last") + 1)
        return mine.values_list("last", flat=True).get()


class StatementQuerySet(models.QuerySet["Statement"]):
    """Which statements."""

    def visible_to(self, user: "User") -> Self:
        """Those of one's own organisation, on either side; staff see all."""
        if can_moderate(user):
            return self
        return self.between(user.organisation)

    def between(self, organisation: "Organisation | None") -> Self:
        """Those that an organisation takes part in, on either side."""
        return self.filter(Q(seller=organisation) | Q(buyer=organisation))

    def of_year(self, year: int) -> Self:
        """Of the months of that year."""
        return self.filter(month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))

    def for_lines(self) -> Self:
        """With everything that a line in a list shows: the sum without VAT of what has
        a price, and how many lines are not complete."""
        amount = Sum(F("charges__quantity") * F("charges__unit_eur"))
        missing = Q(charges__treatment="") | Q(charges__unit_eur=None)
        return self.select_related("seller", "buyer").annotate(
            net_eur=Coalesce(amount, 0, output_field=MONEY),
            missing=Count("charges", filter=missing),
        )

    def holding(self, claim: "Claim") -> Self:
        """Those on which a claim has a line."""
        return self.filter(charges__claim=claim).distinct()

    def for_page(self) -> Self:
        """With both sides."""
        return self.select_related("seller__billing_details", "buyer__billing_details")

    def waiting_for(self, user: "User") -> Self:
        """Those that this person can fix: coordinators of the seller."""
        if not can_manage(user, user.organisation):
            return self.none()
        ready = self.filter(seller=user.organisation, state="ready")
        return ready.select_related("seller", "buyer")

    def to_close(self, now: datetime) -> Self:
        """Their month is over."""
        return self.filter(state="running", closes_at__lte=now)

    def to_fix(self, now: datetime) -> Self:
        """Their seller had time enough to look through them."""
        return self.filter(state="ready", fix_at__lte=now)

    def lock(self, pk: int) -> "Statement":
        """Read afresh and held. Only in a transaction."""
        sides = self.select_related("seller", "buyer")
        return sides.select_for_update(of=("self",)).get(pk=pk)


class LookQuerySet(models.QuerySet):
    """Which claims to look at."""

    def due(self, now: datetime) -> Self:
        """Those that have something to say by now."""
        return self.filter(due_at__lte=now)


class ChargeQuerySet(models.QuerySet):
    """Which lines."""

    def visible_to(self, user: "User") -> Self:
        """Those of statements of one's own organisation; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        return self.filter(Q(statement__seller=ours) | Q(statement__buyer=ours))

    def drafts(self) -> Self:
        """On no invoice yet."""
        return self.filter(document=None)

    def for_page(self) -> Self:
        """With everything that a line of a statement shows."""
        back = self.model._default_manager.filter(credits=OuterRef("pk")).order_by()
        summed = back.values("credits").annotate(n=Sum("quantity")).values("n")
        known = self.select_related(
            "chosen_by", "credited_by", "credits__document", "claim", "document"
        )
        return known.annotate(taken_back=Subquery(summed)).defer(
            "document__pdf",
            "document__ubl",
            "credits__document__pdf",
            "credits__document__ubl",
        )

    def owed_by_cause(self) -> dict[str, int]:
        """How many of each cause are charged, but for what somebody gave back."""
        rows = self.filter(credited_by=None).order_by().values("cause")
        return {row["cause"]: row["n"] for row in rows.annotate(n=Sum("quantity"))}


class DocumentQuerySet(models.QuerySet):
    """Which invoices and credit notes."""

    def visible_to(self, user: "User") -> Self:
        """Those of statements of one's own organisation; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        return self.filter(Q(statement__seller=ours) | Q(statement__buyer=ours))

    def light(self) -> Self:
        """Without the files, for lists."""
        return self.defer("pdf", "ubl")
