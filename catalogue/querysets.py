"""Which kinds of things; and which rows that have a kind and a place."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from base.places import distance_km
from base.querysets import Row, SubmissionQuerySet
from members.models import Location

if TYPE_CHECKING:
    from catalogue.models import Category

CLOSED = Q(route="blocked") | Q(route="off", is_switched_on=False)
CLOSE = [12, 60, 400]  # places that are looked at first for what is nearest


class CategoryQuerySet(models.QuerySet["Category"]):
    """Which categories."""

    def leaves(self) -> Self:
        """Those that a listing can stand in."""
        return self.exclude(parent=None)

    def called(self, name: str) -> Self:
        """With that name, in either language."""
        return self.filter(Q(name_nl__iexact=name) | Q(name_en__iexact=name))

    def shareable(self) -> Self:
        """Leaves with a lawful route: not blocked, and switched on."""
        return self.leaves().findable()

    def findable(self) -> Self:
        """What can be looked for: shareable leaves and their parents, in order."""
        return self.exclude(CLOSED)


class SearchedWordsQuerySet(models.QuerySet):
    """Which words of searches."""

    def open(self) -> Self:
        """What a moderator has not looked at yet."""
        return self.filter(settled_at=None)

    def unused_since(self, moment: datetime) -> Self:
        """What nobody searched since then."""
        return self.filter(last_at__lt=moment)

    def count_one(self, words: str, category: "Category | None") -> None:
        """Once more. Of two first times at once one is lost: it is a count, no more."""
        now = timezone.now()
        known = self.filter(words=words, category=category)
        if not known.update(times=F("times") + 1, last_at=now):
            row = self.model(words=words, category=category, last_at=now)
            self.bulk_create([row], ignore_conflicts=True)


class KindAndPlaceQuerySet(SubmissionQuerySet[Row]):
    """Which rows, by kind and by place. `coordinates`: the lookup path of the row that
    has its latitude and longitude; empty for the row itself."""

    coordinates = "location"

    def in_category(self, category: "Category") -> Self:
        """In that category; a parent stands for all its children."""
        if category.parent_id:
            return self.filter(category=category)
        return self.filter(category__parent=category)

    def seen_from(self, place: Location | None) -> Self:
        """With `distance_km` from one of the reader's places, as the crow flies; of
        who has no place, without."""
        if place is None or place.point is None:
            return self
        return self.annotate(distance_km=distance_km(place.point, self.coordinates))

    def within(self, km: int) -> Self:
        """No further away than that; say `seen_from` first."""
        return self.filter(distance_km__lte=km)

    def nearest(self, origin: tuple[float, float], most: int) -> Self:
        """Fewer rows, with the `most` nearest ones among them: those at the closest
        places. A long table need not be sorted by distance as a whole."""
        return self._nearest(origin, most, besides=Q())

    def _nearest(self, origin: tuple[float, float], most: int, besides: Q) -> Self:
        """Those, and what a condition names. Of places that are as far as the last one
        there may be more, so they do not count."""
        by_km = Location.objects.nearest_to(origin, max(CLOSE))
        for last, _pk in (by_km[n - 1] for n in CLOSE if n <= len(by_km)):
            at_closest = Q(location__in=[pk for km, pk in by_km if km < last])
            if self.filter(at_closest).has(most):
                return self.filter(at_closest | besides)
        return self

    def has(self, most: int) -> bool:
        """Are there so many? Without counting on."""
        return self.order_by()[most - 1 : most].exists()
