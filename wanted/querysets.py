"""Which wants, which matches, which answers."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from base.querysets import typed_query
from catalogue.querysets import KindAndPlaceQuerySet
from claims.models import Claim, ClaimStep
from claims.states import AGREED, HANDED_OVER, RETURNED, UNDECIDED
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.visibility import shown_in
from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import Organisation, User
    from wanted.models import Answer, Want

LATELY = 10_000  # steps of claims


class WantQuerySet(KindAndPlaceQuerySet["Want"]):
    """Which wants."""

    def open(self) -> Self:
        """Still looked for."""
        return self.filter(state="open")

    def of(self, organisation: "Organisation | None") -> Self:
        """What one organisation asks for, in any state."""
        return self.filter(organisation=organisation)

    def elsewhere(self, organisation: "Organisation | None") -> Self:
        """What the others ask for; to the staff, everybody."""
        return self.exclude(organisation=organisation) if organisation else self

    def made_by(self, user: "User") -> Self:
        """What one person asked for, the latest first."""
        return self.filter(made_by=user).order_by("-posted_at", "-pk")

    def visible_to(self, user: "User") -> Self:
        """Those of active organisations; one's own in any case; staff see all."""
        if can_moderate(user):
            return self
        return self.filter(
            Q(organisation__state="active") | Q(organisation=user.organisation_id)
        )

    def urgent(self) -> Self:
        """Those that can't wait."""
        return self.filter(urgent=True)

    def unmatched(self) -> Self:
        """Open, and no listings were looked for yet; the oldest first."""
        return self.open().filter(matched_at=None).order_by("posted_at")

    def past(self, day: date) -> Self:
        """Open, but the day that it was needed by is over; the oldest first."""
        return self.open().filter(needed_by__lt=day).order_by("needed_by")

    def supplied(self) -> Self:
        """Open, though what was handed over to its organisation, out of the listings
        that were found or answered for it, is as much as was asked."""
        shown = Q(matches__want=OuterRef(OuterRef("pk")))
        shown |= Q(answers__want=OuterRef(OuterRef("pk")))
        claims = Claim.objects.filter(
            organisation=OuterRef("organisation"),
            asked_at__gte=OuterRef("posted_at"),
            state__in=[HANDED_OVER, RETURNED],
            listing__in=Listing.objects.filter(shown).values("pk"),
        )
        received = claims.order_by().values("organisation").annotate(n=Sum("quantity"))
        return self._touched().filter(quantity__lte=Subquery(received.values("n")))

    def _touched(self) -> Self:
        """Open, and something that was found or answered for it was handed over
        lately. Only the last steps of all claims are read: the cost stays the same
        however long the history grows."""
        last = ClaimStep.objects.order_by("-pk").values("pk")[:LATELY]
        steps = ClaimStep.objects.filter(pk__in=last, state=HANDED_OVER)
        claims = Claim.objects.filter(pk__in=steps.order_by().values("subject"))
        touched = [
            claims.order_by()
            .filter(**{f"listing__{way}__want__organisation": F("organisation")})
            .values(f"listing__{way}__want")
            for way in ("matches", "answers")
        ]
        return self.open().filter(pk__in=touched[0].union(touched[1]))

    def search(self, text: str) -> Self:
        """Full text in Dutch, without accents; titles weigh more. Adds `rank`."""
        query = typed_query(text)
        return self.filter(search=query).annotate(rank=SearchRank(F("search"), query))

    def taking(self, terms: list[str]) -> Self:
        """Who takes it on at least one of these terms."""
        return self.filter(terms__overlap=terms)

    def nearest(self, origin: tuple[float, float], most: int) -> Self:
        """The same of requests, where what is urgent stands above the rest."""
        urgent = self.urgent()
        if urgent.has(most):
            return urgent._nearest(origin, most, besides=Q())
        return self._nearest(origin, most, besides=Q(urgent=True))

    def for_cards(self) -> Self:
        """With everything that a card shows."""
        return self.select_related("category", "location", "organisation")

    def for_page(self) -> Self:
        """With everything that its own page shows."""
        return self.for_cards().select_related("category__parent", "made_by")

    def mark_matched(self) -> int:
        """What is there was looked for."""
        return self.update(matched_at=timezone.now())

    def lock(self, pk: int) -> "Want":
        """One want, held until the transaction ends. A match may be written for it
        meanwhile: that touches no column of the want."""
        held = self.select_for_update(no_key=True, of=("self",))
        return held.select_related("organisation", "location", "category").get(pk=pk)


class MatchQuerySet(models.QuerySet):
    """Which matches."""

    def current(self) -> Self:
        """Fitting still, and to be had by who asks for it; the best first."""
        shown = shown_in(F("want__organisation__province"), "listing__")
        return self.filter(shown, score__gt=0, listing__state="live")

    def unannounced(self) -> Self:
        """Those that nobody was told about."""
        return self.filter(announced_at=None)

    def news(self) -> Self:
        """What can be had and nobody was told about, of open wants."""
        asked = {"want__state": "open", "want__organisation__state": "active"}
        return self.current().unannounced().filter(**asked)

    def wants_after(self, last: int) -> "models.QuerySet":
        """The wants of these matches, by number, from there on."""
        rest = self.filter(want__gt=last).order_by("want_id")
        return rest.values_list("want_id", flat=True).distinct()

    def hold_free(self) -> list[int]:
        """The numbers of those that no other worker holds, the best first; they are
        held until the transaction ends."""
        held = self.select_for_update(skip_locked=True, no_key=True, of=("self",))
        return list(held.order_by("-score", "pk").values_list("pk", flat=True))

    def best_of_each(self, most: int) -> Self:
        """Of each want so many."""
        best_first = ["-score", "pk"]
        place = Window(RowNumber(), partition_by="want_id", order_by=best_first)
        return self.annotate(place=place).filter(place__lte=most)

    def unanswered(self) -> Self:
        """Those that the owner did not offer by itself already."""
        offered = Listing.objects.filter(
            pk=OuterRef("listing"),
            answers__want=OuterRef("want"),
            answers__announced_at__isnull=False,
        )
        return self.exclude(Exists(offered))

    def offered_by(self, organisation: "Organisation | None") -> Self:
        """Those with a listing of one organisation."""
        return self.filter(listing__organisation=organisation)

    def about(self, answer: "Answer") -> Self:
        """The match of the same pair, when there is one."""
        return self.filter(want=answer.want_id, listing=answer.listing_id)

    def mark_announced(self) -> int:
        """The asker was told."""
        return self.update(announced_at=timezone.now())

    def for_lines(self) -> Self:
        """With everything that a line about a match shows."""
        return self.select_related(
            "listing__category", "listing__location", "listing__organisation"
        ).prefetch_related("listing__photos")


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Which answers."""

    def announced(self) -> Self:
        """Those that the asker was told about."""
        return self.exclude(announced_at=None)

    def shown(self) -> Self:
        """Those with a listing that the asker may see still."""
        province = F("want__organisation__province")
        return self.filter(shown_in(province, "listing__"))

    def waiting(self) -> Self:
        """Given before the listing was live, which it is now; the oldest first."""
        ready = self.shown().filter(listing__state="live", want__state="open")
        return ready.filter(announced_at=None).order_by("at")

    def given_by(self, organisation: "Organisation | None") -> Self:
        """What one organisation answered."""
        return self.filter(listing__organisation=organisation)

    def not_offered_yet(self) -> Self:
        """Those with a draft, or with a listing that waits for a moderator."""
        return self.filter(announced_at=None, listing__state__in=["draft", "in_review"])

    def for_lines(self) -> Self:
        """With everything that a line about an answer shows."""
        return self.select_related(
            "listing__category", "listing__location", "listing__organisation", "by"
        ).prefetch_related("listing__photos")


def claims_for(want: "Want") -> models.QuerySet:
    """What its organisation asked for since, out of the listings that were found or
    answered for it, and that may still come or came."""
    shown = Q(matches__want=want) | Q(answers__want=want)
    return Claim.objects.filter(
        organisation=want.organisation_id,
        asked_at__gte=want.posted_at,
        state__in=[*UNDECIDED, *AGREED],
        listing__in=Listing.objects.filter(shown).values("pk"),
    )


def to_answer_with(
    want: "Want", organisation: "Organisation | None"
) -> ListingQuerySet:
    """The live listings of an organisation that it did not answer this want with yet:
    first those that fit, then those of the same category, then the newest."""
    matches = want.matches.filter(listing=OuterRef("pk")).values("score")
    same = Case(When(category=want.category_id, then=0), default=1)
    offers = Listing.objects.of(organisation).live().exclude(answers__want=want)
    fits = F("fits").desc(nulls_last=True)
    return (
        offers.annotate(fits=Subquery(matches[:1]))
        .select_related("location")
        .order_by(fits, same, "-live_at", "-pk")
    )
