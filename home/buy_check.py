"""Before buying: is it on the Deelplatform?"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from catalogue import prediction
from catalogue.models import Category
from catalogue.prediction import Usual
from catalogue.reader_places import chosen_place, reader_places
from catalogue.search_meaning import Meaning
from catalogue.tree import tree
from claims.models import Claim
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.search.meaning import meaning_of
from listings.search.ranking import BEST_FIRST, find
from members.models import User

SHOWN = 6  # of each
SOON = timedelta(90)


@dataclass(frozen=True)
class Check:
    """What there is instead of buying new. `now` can be fetched, `soon` can be later,
    `coming_back` is lent out until its day; `usual` says what such a thing costs."""

    meaning: Meaning
    kind: Category | None = None
    now: list[Listing] = field(default_factory=list)
    soon: list[Listing] = field(default_factory=list)
    coming_back: list[Claim] = field(default_factory=list)
    usual: Usual | None = None

    @property
    def is_empty(self) -> bool:
        """Is there nothing now and nothing soon?"""
        return not (self.now or self.soon or self.coming_back)


def check(typed: str, *, by: User) -> Check:
    """Look for it, as the search does, from the reader's first place."""
    meaning, today = meaning_of(typed, by), timezone.localdate()
    kind = tree().all[meaning.codes[0]] if meaning.codes else None
    seen = Listing.objects.visible_to(by).seen_from(
        chosen_place(reader_places(by), None)
    )
    live = seen.live().for_cards()
    now, soon = live.available(today), live.coming(today, today + SOON)
    return Check(
        meaning,
        kind=kind,
        now=_best(now, meaning),
        soon=_best(soon, meaning),
        coming_back=_coming_back(seen, meaning),
        usual=prediction.usual(kind) if kind else None,
    )


def _best(rows: ListingQuerySet, meaning: Meaning) -> list[Listing]:
    return list(find(rows, meaning).order_by(*BEST_FIRST)[:SHOWN])


def _coming_back(seen: ListingQuerySet, meaning: Meaning) -> list[Claim]:
    """Rented or lent out now, and back within the time that counts as soon."""
    kinds = seen.live().filter(category__in=meaning.codes)
    due = Claim.objects.to_return().due_until(timezone.localdate() + SOON)
    return list(due.filter(listing__in=kinds).for_lines()[:SHOWN])
