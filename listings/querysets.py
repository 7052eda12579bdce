"""Which categories, which listings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone

from listings.placed import PlacedQuerySet
from members.models import Organisation, User
from members.rules import can_moderate

if TYPE_CHECKING:
    from listings.models import Import, Listing

PUBLISHED = ["live", "paused", "gone"]
CLOSED = Q(route="blocked") | Q(route="off", is_switched_on=False)


def open_to(organisation: Organisation | None) -> Q:
    """Listings of others that an organisation may find now (see `Reach`)."""
    province = organisation.province if organisation else ""
    near = Q(audience="region", organisation__province=province)
    opened = Q(opens_at=None) | Q(opens_at__lte=timezone.now())
    return opened & (Q(audience="network") | near)


def words_query(text: str) -> SearchQuery:
    """In stems, or exactly as a lot number or barcode is written."""
    stems = SearchQuery(text, config="deel", search_type="websearch")
    return stems | SearchQuery(text, config="simple", search_type="plain")


class CategoryQuerySet(models.QuerySet):
    """Which categories."""

    def leaves(self) -> Self:
        """Those that a listing can stand in."""
        return self.exclude(parent=None)

    def shareable(self) -> Self:
        """Leaves with a lawful route: not blocked, and switched on."""
        return self.leaves().findable()

    def findable(self) -> Self:
        """What can be looked for: shareable leaves and their parents, in order."""
        return self.exclude(CLOSED)


class ListingQuerySet(PlacedQuerySet):
    """Which listings."""

    def live(self) -> Self:
        """Those that can be asked for."""
        return self.filter(state="live")

    def of(self, organisation: Organisation | None) -> Self:
        """What one organisation offers, in any state."""
        return self.filter(organisation=organisation)

    def made_by(self, user: User) -> Self:
        """What one person made, the latest first."""
        return self.filter(made_by=user).latest_first()

    def with_gtin(self, gtin: str) -> Self:
        """Those of one product, the one that was shown last first."""
        return self.exclude(gtin="").filter(gtin=gtin).order_by("-live_at", "-pk")

    def latest_first(self) -> Self:
        """The ones that were made last stand first, whatever their state."""
        return self.order_by("-made_at", "-pk")

    def counted_by_state(self) -> dict[str, int]:
        """How many there are in each state that occurs."""
        counted = self.order_by().values_list("state").annotate(n=models.Count("pk"))
        return dict(counted)

    def visible_to(self, user: User) -> Self:
        """What may be seen: published ones, one's own organisation's; staff see all.

        Paused and gone ones stay visible by their address, so that an old link
        says what happened; lists show `live` ones.
        """
        if can_moderate(user):
            return self
        shared = Q(state__in=PUBLISHED, organisation__state="active")
        return self.filter(
            shared & open_to(user.organisation) | Q(organisation=user.organisation_id)
        )

    def available(self, day: date) -> Self:
        """Can be had on that day."""
        return self.filter(
            Q(available_from=None) | Q(available_from__lte=day),
            Q(available_until=None) | Q(available_until__gte=day),
        )

    def coming(self, today: date, last: date) -> Self:
        """Can't be had yet, but from a day until `last` on."""
        return self.filter(available_from__gt=today, available_from__lte=last)

    def past(self, day: date) -> Self:
        """Live or paused, but its last day or expiry date is over."""
        over = Q(available_until__lt=day) | Q(expiry_date__lt=day)
        return self.filter(over, state__in=["live", "paused"])

    def unannounced(self) -> Self:
        """Live and open to others, and nobody was told yet; the oldest first."""
        waiting = self.live().filter(opens_at=None, announced_at=None)
        return waiting.order_by("live_at")

    def offered_since(self, moment: datetime) -> Self:
        """Open to others since then."""
        return self.filter(opens_at=None, announced_at__gt=moment)

    def due_to_open(self) -> Self:
        """The days for their own organisation are over."""
        return self.filter(opens_at__lte=timezone.now())

    def ending(self, today: date) -> Self:
        """In the last third of their time, at most two weeks before their last day,
        and not asked about it yet; the ones that end first stand first."""
        now, is_near = timezone.now(), Q()
        for left in range(15):
            day, since = today + timedelta(left), now - timedelta(2 * left)
            is_near |= Q(available_until=day, live_at__lte=since)
        asked = models.Q(nudges__cause="ending", nudges__day=F("available_until"))
        near = self.live().filter(is_near).order_by("available_until")
        return near.exclude(asked)

    def expiring(self, today: date, *, days: int, not_within: int, cause: str) -> Self:
        """Out of date within `days` but not within `not_within`, offered before that,
        and not asked about it yet for this cause; the first ones first."""
        last, first = today + timedelta(days), today + timedelta(not_within)
        asked = Q(nudges__cause=cause, nudges__day=F("expiry_date"))
        since = timezone.now() - timedelta(1)  # who just offered it knows
        due = self.live().filter(
            expiry_date__gt=first, expiry_date__lte=last, live_at__lte=since
        )
        return due.exclude(asked).order_by("expiry_date")

    def asked_about(self) -> Self:
        """Live, and their people were asked what should happen with them."""
        nudges = self.model.nudges.rel.related_model.objects.standing()
        asked = nudges.filter(listing=OuterRef("pk"))
        return self.live().filter(Exists(asked)).order_by("available_until", "pk")

    def quiet(self, now: datetime) -> Self:
        """Nobody touched them for long, or answered; the longest silence first."""
        return self.live().filter(quiet_at__lte=now).order_by("quiet_at")

    def shown_before(self) -> Self:
        """Live now or once."""
        return self.exclude(live_at=None)

    def in_review(self) -> Self:
        """Waiting for a moderator; the oldest first."""
        return self.filter(state="in_review").order_by("made_at")

    def made_of(self, imported: "Import") -> Self:
        """What one list became."""
        return self.filter(made_of=imported)

    def asked_for(self) -> Self:
        """Those of which somebody was promised something, or asked for it."""
        return self.filter(Q(left__lt=F("quantity")) | Q(claims__isnull=False))

    def imported_as(self, keys: Iterable[str]) -> dict[str, "Listing"]:
        """Those that were made of these rows of a list, by the row's key."""
        rows = self.filter(import_key__in=list(keys))
        return {row.import_key: row for row in rows}

    def sent_back(self) -> Self:
        """Drafts that a moderator sent back with a reason; the last one first."""
        sent_back = Q(steps__state="draft") & ~Q(steps__why="")
        drafts = self.filter(state="draft").annotate(
            sent_back_at=Max("steps__at", filter=sent_back)
        )
        return drafts.exclude(sent_back_at=None).order_by("-sent_back_at")

    def shared_as(self, terms: list[str]) -> Self:
        """To be had on at least one of these terms."""
        return self.filter(terms__overlap=terms)

    def offered_by(self, name: str) -> Self:
        """By the organisation of that name; when there is none, by those that have
        it in their name. Case and accents do not matter."""
        exactly = Organisation.objects.filter(name__iexact=name)
        alike = Q(~Exists(exactly), organisation__name__unaccent__icontains=name)
        return self.filter(Q(organisation__in=exactly) | alike)

    def search(self, text: str) -> Self:
        """Full text in Dutch, without accents; titles weigh more. Adds `rank`."""
        query = words_query(text)
        return self.filter(search=query).annotate(rank=SearchRank(F("search"), query))

    def for_cards(self) -> Self:
        """With everything that a card shows, in a fixed number of queries."""
        shown = self.select_related("category", "location", "organisation")
        synonyms = ("category__synonyms_nl", "category__synonyms_en")
        return shown.defer("search", *synonyms).prefetch_related("photos")

    def for_page(self) -> Self:
        """With everything that its own page shows."""
        cards = self.for_cards().select_related("clearance")
        return cards.prefetch_related("location__pickup_hours")

    def lock(self, pk: int) -> "Listing":
        """One listing, held until the transaction ends; claims lock it first."""
        return self.select_for_update().get(pk=pk)

    def mark_announced(self) -> int:
        """Those who want these were looked for."""
        return self.update(announced_at=timezone.now())


class TitleWordQuerySet(models.QuerySet):
    """What was learned about words."""

    def about(self, stems: Iterable[str]) -> Self:
        """Word, category and number of organisations, for each of these words."""
        rows = self.filter(word__in=list(stems)).order_by("pk")
        return rows.values_list("word", "category_id", "organisations")


class PhotoQuerySet(models.QuerySet):
    """Which photos."""

    def visible_to(self, user: User) -> Self:
        """Those of listings that may be seen."""
        listings = self.model.listing.field.related_model.objects
        return self.filter(listing__in=listings.visible_to(user))


class WaitingQuerySet(models.QuerySet):
    """What moderators were asked."""

    def waiting(self) -> Self:
        """Not decided yet; the oldest first."""
        return self.filter(state="waiting").order_by("at", "pk")


class NudgeQuerySet(models.QuerySet):
    """Which questions to owners."""

    def unanswered(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answer="")

    def standing(self) -> Self:
        """Unanswered, and it still is so: no other date was given meanwhile, nobody
        touched it."""
        is_quiet = Q(cause="quiet", listing__silences__gt=0)
        is_ending = Q(cause="ending", listing__available_until=F("day"))
        is_expiring = Q(cause__endswith="months") | Q(cause="one_month")
        is_expiring &= Q(listing__expiry_date=F("day"))
        return self.unanswered().filter(is_quiet | is_ending | is_expiring)
