"""Learning from what members wrote: which words name which category, and what is
usual there.

Plain counts and medians, kept in tables that a moderator can read. Organisations are
counted, not listings: one list of a hundred rows teaches no more than one offer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Aggregate, Count, F, Q
from django.utils import timezone

from catalogue.models import Habit, TitleWord
from catalogue.prediction import telling_words
from catalogue.terms import Term
from listings.models import Listing

LATEST = 100_000  # listings that are read, so that the cost does not grow with them
FEWEST = 3  # organisations that agree on a word, offers that agree on a median
SINCE = timedelta(days=730)
FOUND_A_PLACE = Q(left__lt=F("quantity"), terms__contains=[Term.SALE])
MEASURES = ["weight_kg", "length_cm", "width_cm", "height_cm", "new_price_eur"]


class Median(Aggregate):
    """The middle one; half of what is not NULL lies below it."""

    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.FloatField()


def learn() -> int:
    """Read the latest live listings and keep what they teach; safe to run twice at
    once. Returns how many words are known now."""
    learn_habits()
    return learn_words()


@transaction.atomic
def learn_words() -> int:
    """Which words of titles belong to which categories."""
    latest = Listing.objects.live().order_by("-live_at", "-pk")
    rows = latest.values_list("title", "category_id", "organisation_id")[:LATEST]
    seen = {
        (word, category, organisation)
        for title, category, organisation in rows.iterator(chunk_size=2000)
        for word in telling_words(title)
    }
    counted = Counter((word, category) for word, category, _organisation in seen)
    TitleWord.objects.all().delete()
    TitleWord.objects.bulk_create(
        (
            TitleWord(word=word, category_id=category, organisations=number)
            for (word, category), number in counted.items()
            if number >= FEWEST
        ),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["word", "category"],
        update_fields=["organisations"],
    )
    return TitleWord.objects.count()


@transaction.atomic
def learn_habits() -> None:
    """What weight, size and price are usual in each category."""
    recent = Listing.objects.shown_before().filter(live_at__gte=timezone.now() - SINCE)
    measures = {name: Q() for name in MEASURES} | {"price_eur": FOUND_A_PLACE}
    measured: dict[str, Aggregate] = {}
    for name, which in measures.items():
        measured[f"{name}_usual"] = Median(name, filter=which)
        measured[f"{name}_told"] = Count(name, filter=which)
    rows = recent.order_by().values("category").annotate(**measured)
    Habit.objects.bulk_create(
        (Habit(category_id=row["category"], **_usual(row, measures)) for row in rows),
        update_conflicts=True,
        unique_fields=["category"],
        update_fields=list(measures),
    )


def _usual(row: Mapping[str, Any], names: Iterable[str]) -> dict:
    """Medians of what enough listings say; the others are not known."""
    known = [name for name in names if row[f"{name}_told"] >= FEWEST]
    return {name: round(row[f"{name}_usual"], _digits(name)) for name in known}


def _digits(name: str) -> int | None:
    return None if name.endswith("_cm") else 2
