"""Which listings, photos, and what moderators were asked."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Exists, F, Max, Q
from django.utils import timezone

from base.querysets import Row, typed_query
from catalogue.querysets import KindAndPlaceQuerySet
from listings.visibility import open_to, open_to_all, open_to_anyone, visible_to
from members.models import Organisation, User

if TYPE_CHECKING:
    from listings.models import Listing


def words_query(text: str) -> SearchQuery:
    """In stems, or exactly as a lot number or barcode is written."""
    return typed_query(text) | SearchQuery(text, config="simple", search_type="plain")


class ListingQuerySet(KindAndPlaceQuerySet["Listing"]):
    """Which listings."""

    coordinates = ""  # copied from the location

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
        """What may be seen: see `visibility`."""
        return self.filter(visible_to(user))

    def open_to(self, organisation: Organisation | None) -> Self:
        """Those of others that an organisation may find now."""
        return self.filter(open_to(organisation))

    def for_all(self) -> Self:
        """Those that every member may find: the platform learns from no others."""
        return self.filter(open_to_all())

    def for_anyone(self) -> Self:
        """Those that a stranger may see a glimpse of."""
        return self.filter(open_to_anyone())

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

    def free_again(self, now: datetime) -> Self:
        """Of which a piece was to be free by today; the longest ago first."""
        today = timezone.localdate(now)
        return self.filter(free_from__lte=today).order_by("free_from")

    def quiet(self, now: datetime) -> Self:
        """Nobody touched them for long, or answered; the longest silence first."""
        return self.live().filter(quiet_at__lte=now).order_by("quiet_at")

    def shown_before(self) -> Self:
        """Live now or once."""
        return self.exclude(live_at=None)

    def in_review(self) -> Self:
        """Waiting for a moderator; the oldest first."""
        return self.filter(state="in_review").order_by("made_at")

    def asked_for(self) -> Self:
        """Those of which somebody was promised something, or asked for it."""
        return self.filter(Q(left__lt=F("quantity")) | Q(first_asked_at__isnull=False))

    def sent_back(self) -> Self:
        """Drafts that a moderator sent back with a reason; the last one first."""
        with_a_reason = Q(steps__state="draft", steps__why__gt="")
        drafts = self.filter(with_a_reason, state="draft")
        return drafts.annotate(sent_back_at=Max("steps__at")).order_by("-sent_back_at")

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

    def called(self, text: str) -> Self:
        """With these words, or with this piece of a title: among one's own, few enough
        to look at each."""
        piece = Q(title__unaccent__icontains=text)
        return self.filter(Q(search=words_query(text)) | piece)

    def for_cards(self) -> Self:
        """With everything that a card shows, in a fixed number of queries."""
        shown = self.select_related("category", "location", "organisation")
        synonyms = ("category__synonyms_nl", "category__synonyms_en")
        return shown.defer("search", *synonyms).prefetch_related("photos")

    def for_letters(self) -> Self:
        """With what a letter says of them, and without their longest texts."""
        told = self.select_related("category", "location", "organisation")
        return told.defer("search", "description")

    def for_page(self) -> Self:
        """With everything that its own page shows."""
        cards = self.for_cards().select_related("group")
        return cards.prefetch_related("location__pickup_hours")

    def lock(self, pk: int) -> "Listing":
        """One listing, held until the transaction ends; claims lock it first."""
        return self.select_for_update().get(pk=pk)

    def lock_all(self, pks: Iterable[int]) -> dict[int, "Listing"]:
        """Several listings by number, held in the order of their numbers, so that two
        deeds on the same ones wait for each other and never for ever."""
        held = self.select_for_update().filter(pk__in=pks).order_by("pk")
        return {listing.pk: listing for listing in held}

    def mark_announced(self) -> int:
        """Those who want these were looked for."""
        return self.update(announced_at=timezone.now())


class PhotoQuerySet(models.QuerySet):
    """Which photos."""

    def visible_to(self, user: User) -> Self:
        """Those of listings that may be seen."""
        return self.filter(visible_to(user, "listing__"))

    def for_anyone(self) -> Self:
        """Those of listings that a stranger may see a glimpse of."""
        return self.filter(open_to_anyone("listing__"))


class WaitingQuerySet(models.QuerySet[Row]):
    """What moderators were asked."""

    def waiting(self) -> Self:
        """Not decided yet; the oldest first."""
        return self.filter(state="waiting").order_by("at", "pk")
