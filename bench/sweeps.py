"""What the clock does, timed: placing, matching, and sending letters."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from io import BytesIO
from random import Random
from statistics import median

from django.conf import settings

from bench.spending import spent_ms
from catalogue.models import Category
from demo.seeding import wording
from listings.intake import questions
from listings.models import Listing
from lists import actions as lists
from lists import placement
from members.models import User
from outbox import actions as outbox
from outbox.kinds import Kind
from outbox.models import Letter
from wanted import actions as wanted
from wanted import matching, news
from wanted.models import Match, Want

MANY, LETTERS, SINGLE = 10_000, 1_000, 30
TOLD, TIMED = 1_000, 101  # wants with news; letters that a rate is taken of
HEAD = "Omschrijving;Aantal;Prijs;Staat;Categorie;Opmerkingen"


def placing_s(by: User) -> dict[str, float]:
    """A list of ten thousand free things, published at once by the worker: how long
    that takes, and what the worker and PostgreSQL spend on it. It is taken back
    afterwards."""
    text = "\n".join([HEAD, *_rows_of_a_list(Random(1))])
    imported = lists.read(BytesIO(text.encode()), "meting.csv", by=by)
    place = by.trades_for.locations.open()[0]
    placement.confirm(imported, by=by, location=place, live=True)
    before = _spent_s()
    took = _seconds(placement.place_due)
    after = _spent_s()
    imported.refresh_from_db()
    assert imported.placed > MANY * 0.9, imported.placed
    placement.undo(imported, by=by)
    cost = {f"placing_{who}_s": round(after[who] - before[who], 1) for who in after}
    return {"placing_s": round(took, 1), **cost}


def one_listing_ms() -> tuple[float, float]:
    """One new listing against all open wants: the median and the slowest."""
    times = []
    for listing in Listing.objects.live().order_by("-live_at")[:SINGLE]:
        times.append(1_000 * _seconds(partial(matching.for_listings, [listing])))
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


def news_per_s() -> dict[str, float]:
    """How many wants one worker writes a letter about, each second: the first of them,
    and those after all the others were told. Call it when matches were found."""
    chosen = list(Match.objects.current().wants_after(0)[:TOLD])
    Match.objects.filter(want__in=chosen).update(announced_at=None)
    Match.objects.exclude(want__in=chosen).unannounced().mark_announced()
    letters = Letter.objects.filter(kind=Kind.MATCHES).order_by("pk")
    letters.delete()
    news.tell_all()
    written = list(letters.values_list("created_at", flat=True))
    told = Match.objects.filter(want__in=chosen).exclude(announced_at=None)
    return {
        "told": told.count(),
        "news_first_per_s": _per_s(written[:TIMED]),
        "news_last_per_s": _per_s(written[-TIMED:]),
    }


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


def _rows_of_a_list(random: Random) -> Iterator[str]:
    """Goods that nothing is asked about, each with other words."""
    kinds = [kind for kind in wording.kinds() if kind.kind == "goods"]
    categories = Category.objects.in_bulk(kind.code for kind in kinds)
    unasked = [
        kind
        for kind in kinds
        if not any(it.is_of(categories[kind.code]) for it in questions.subjects())
    ]
    for number in range(MANY):
        kind = random.choice(unasked)
        title = wording.title(kind, random)
        remark = wording.description(kind, "good", random)
        amount = random.randint(1, 40)
        group = categories[kind.code].name_nl
        yield f"{title} {number};{amount};gratis;goed;{group};{remark}"


def _per_s(moments: Sequence[datetime]) -> float:
    took = moments[-1] - moments[0]
    return round((len(moments) - 1) / took.total_seconds(), 1)


def _spent_s() -> dict[str, float]:
    """Processor time of this process, and of PostgreSQL where it is our own."""
    if not settings.EMBEDDED:
        return {"worker": time.process_time()}
    postgres = spent_ms(settings.VAR)["postgres"] / 1_000
    return {"worker": time.process_time(), "postgres": postgres}


def _until_done(sweep: Callable[[], int]) -> None:
    while sweep():
        pass


def _seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
