"""Which messages, questions and e-mails."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models

from listings.models import Listing
from listings.visibility import visible_to

if TYPE_CHECKING:
    from claims.models import Claim
    from members.models import Organisation, User

# E-mail as it came is kept so long: to see what went wrong with it.
KEEP_MAIL_FOR = timedelta(days=14)


class MessageQuerySet(models.QuerySet):
    """Which messages."""

    def for_page(self) -> Self:
        """With everything that a conversation shows, the oldest first."""
        people = self.select_related("author", "organisation", "mail")
        return people.prefetch_related("photos").order_by("written_at", "pk")


class MessagePhotoQuerySet(models.QuerySet):
    """Which photos of messages."""

    def visible_to(self, user: "User") -> Self:
        """Those of conversations that one takes part in; moderators see none here,
        but what they opened of a report."""
        if user.organisation_id is None:
            reported = {"state": "waiting", "opened__by": user}
            to = "message__claim__reported__"
            opened = {f"{to}{name}": value for name, value in reported.items()}
            return self.filter(**opened).distinct()
        ours = models.Q(message__claim__organisation=user.organisation_id)
        ours |= models.Q(message__claim__offered_by=user.organisation_id)
        return self.filter(ours)


class UnreadQuerySet(models.QuerySet):
    """Who has something to read."""

    def of(self, person: "User") -> Self:
        """What one person has not read of what they take part in; the oldest first."""
        ours = models.Q(claim__organisation=person.organisation_id)
        ours |= models.Q(claim__offered_by=person.organisation_id)
        return self.filter(ours, person=person).order_by("since", "pk")

    def in_conversation(self, claim: "Claim", people: Iterable["User"]) -> Self:
        """What these people have not read of one."""
        return self.filter(claim=claim, person__in=people)

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self.select_related(
            "claim__listing__organisation",
            "claim__listing__location",
            "claim__organisation",
        )


class QuestionQuerySet(models.QuerySet):
    """Which questions."""

    def visible_to(self, user: "User") -> Self:
        """Those at offers that one may see, but for what a moderator took away."""
        return self.shown().filter(visible_to(user, "listing__"))

    def shown(self) -> Self:
        """Not taken away."""
        return self.filter(hidden_at=None)

    def hidden(self) -> Self:
        """Taken away by a moderator."""
        return self.exclude(hidden_at=None)

    def at(self, listing: Listing) -> Self:
        """Those at one offer, in order."""
        of_it = self.filter(listing=listing).select_related("organisation")
        return of_it.order_by("asked_at", "pk")

    def unanswered(self) -> Self:
        """Still waiting for the owner."""
        return self.shown().filter(answered_at=None)

    def asked_of(self, organisation: "Organisation | None") -> Self:
        """What others want to know of this organisation; the oldest first."""
        theirs = self.filter(listing__organisation=organisation)
        return theirs.order_by("asked_at", "pk")

    def counted_by_listing(self, listings: Iterable[Listing]) -> dict[int, int]:
        """By the number of the listing, how many wait for an answer."""
        of_these = self.unanswered().filter(listing__in=[it.pk for it in listings])
        counted = (
            of_these.order_by().values_list("listing").annotate(models.Count("pk"))
        )
        return dict(counted)

    def asked_by(self, organisation: "Organisation") -> Self:
        """What this organisation wants to know."""
        return self.filter(organisation=organisation)

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self.select_related(
            "listing__organisation", "listing__location", "organisation"
        )


class ReportQuerySet(models.QuerySet):
    """Which reported conversations."""

    def waiting(self) -> Self:
        """Not settled yet; the oldest first."""
        return self.filter(state="waiting").order_by("at", "pk")


class IncomingQuerySet(models.QuerySet):
    """Which e-mails that came in."""

    def unread(self) -> Self:
        """Not looked at yet; the oldest first."""
        return self.filter(read_at=None).order_by("came_at", "pk")

    def came_before(self, moment: datetime) -> Self:
        """Looked at, and come in before then."""
        return self.filter(came_at__lt=moment, read_at__isnull=False)

    def answered_since(self, moment: datetime) -> Self:
        """Refused with a letter since then."""
        return self.filter(is_answered=True, came_at__gte=moment)
