"""What the clock does, timed: matching, and sending letters."""

import time
from collections.abc import Callable
from statistics import median

from listings.models import Listing
from members.models import User
from outbox import actions as outbox
from outbox.models import Letter
from wanted import actions as wanted
from wanted import matching
from wanted.models import Match, Want

MANY, LETTERS, SINGLE = 10_000, 1_000, 30


def one_listing_ms() -> tuple[float, float]:
    """One new listing against all open wants: the median and the slowest."""
    times = []
    for listing in Listing.objects.live().order_by("-live_at")[:SINGLE]:
        times.append(1_000 * _seconds(lambda one=listing: matching.for_listings([one])))
    return round(median(times), 1), round(max(times), 1)


def many_listings_s() -> float:
    """Ten thousand listings that came with lists: until all were matched, and owners
    heard of the urgent wants. Who asked is told afterwards, a letter each."""
    newest = Listing.objects.live().filter(opens_at=None).order_by("-live_at")
    chosen = list(newest.values_list("pk", flat=True)[:MANY])
    Listing.objects.filter(pk__in=chosen).update(announced_at=None)
    batches = range(MANY // wanted.BATCH)
    matched = _seconds(lambda: [wanted.match_new_listings() for _ in batches])
    assert not Listing.objects.filter(pk__in=chosen).unannounced().exists()
    Match.objects.unannounced().mark_announced()
    return round(matched, 1)


def letters_s(reader: User) -> float:
    """A thousand letters, to the mail server that the settings name."""
    Letter.objects.filter(sent_at=None).delete()
    Letter.objects.bulk_create(
        Letter(key=f"bench {n}", to=reader.email, subject="Meting", body="Dag.")
        for n in range(LETTERS)
    )
    took = _seconds(lambda: _until_done(outbox.deliver_due))
    sent = Letter.objects.filter(key__startswith="bench ").sent()
    assert sent.count() == LETTERS
    sent.delete()
    return round(took, 1)


def open_wants() -> int:
    """How many wants a listing is matched against."""
    return Want.objects.open().count()


def _until_done(sweep: Callable[[], int]) -> None:
    while sweep():
        pass


def _seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
