"""What askers hear of the listings that were found: read for many wants in a few
queries, told want by want."""

import logging
from collections.abc import Iterable

from django.db import transaction

from base.failures import Failures
from listings.models import Listing
from members.models import User
from wanted import letters
from wanted.models import Match, Want
from wanted.querysets import MatchQuerySet

logger = logging.getLogger(__name__)
READ_AT_ONCE = 100  # wants
LOOKED_AT = 1_000  # matches


def tell_all() -> None:
    """One letter to every want with news. It goes through the wants by number, so that
    those that were told are not walked past again; what fails stops no other and is
    tried later."""
    failures, last = _failures(), 0
    while wants := list(untold().wants_after(last)[:READ_AT_ONCE]):
        read = News(wants)
        for want in read.wants:
            _try(read, want, failures)
        last = wants[-1]
    if last:
        failures.forget_all_but(Match.objects.news(), "want")


def untold() -> MatchQuerySet:
    """The news that waits for the clock, but for what it failed at."""
    return _failures().without(Match.objects.news(), "want")


def next_untold() -> MatchQuerySet:
    """What is told next, for how long it waits: an import may bring half a million."""
    first = untold().order_by("want_id")[:LOOKED_AT]
    return Match.objects.filter(pk__in=first.values("pk"))


def _failures() -> Failures:
    """The wants whose news could not be told."""
    return Failures(f"{__name__}.tell", Want)


def _try(news: "News", want: Want, failures: Failures) -> None:
    try:
        news.tell(want)
    except Exception as error:
        logger.exception("The news for want %s was left", want.pk)
        failures.book(want.pk, error)


class News:
    """The news for some wants as it was when it was read."""

    def __init__(self, wants: Iterable[int]):
        found = Match.objects.news().filter(want__in=wants).select_related("want")
        self._matches = _with_listings(found.best_of_each(letters.BEST))
        self.wants = {match.want: None for match in self._matches.values()}
        self._askers = User.objects.concerned_each(map(_made, self.wants))

    @transaction.atomic
    def tell(self, want: Want) -> None:
        """One letter about all that is news now. Another worker gets none of it: it
        passes over what is held here."""
        pks = want.matches.news().hold_free()
        if not pks:
            return
        best = self._read(pks[: letters.BEST])
        readers = self._askers[_made(want)]
        letters.tell_of_matches(want, best, total=len(pks), to=readers)
        want.matches.filter(pk__in=pks).mark_announced()

    def _read(self, pks: list[int]) -> list[Match]:
        """These matches; of what was found meanwhile, too."""
        if unread := set(pks) - set(self._matches):
            found = Match.objects.filter(pk__in=unread).select_related("want")
            self._matches |= _with_listings(found)
        return [self._matches[pk] for pk in pks]


def _with_listings(matches: Iterable[Match]) -> dict[int, Match]:
    """With what a letter says of their listings; many matches share one."""
    known = {match.pk: match for match in matches}
    about = {match.listing_id for match in known.values()}
    listings = Listing.objects.for_letters().in_bulk(about)
    for match in known.values():
        match.listing = listings[match.listing_id]
    return known


def _made(want: Want) -> tuple[int, int]:
    return want.organisation_id, want.made_by_id
