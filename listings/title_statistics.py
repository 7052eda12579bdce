"""Learning from what members wrote: what teaches which words name which kind, and what
is usual there.

Organisations count, not listings: a list of a thousand rows does not drown the rest,
and what a single one says teaches nothing. What not every member may find teaches
nothing either: what is learned, all are told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Aggregate, Count, F, Q
from django.utils import timezone

from catalogue.examples import Example
from catalogue.models import Habit, Synonym
from catalogue.terms import Term
from catalogue.words import stem, words
from listings.models import Listing

LATEST = 100_000  # listings that are read, so that the cost does not grow with them
FEWEST = 3  # organisations that agree on a word, offers that agree on a median
SHORTEST = 3  # letters of a word that tells anything
AT_MOST = 20.0  # examples that all offers of one organisation in one category count for
SYNONYM = 3.0  # examples that a moderator's word counts for
SINCE = timedelta(days=730)
FOUND_A_PLACE = Q(left__lt=F("quantity"), terms__contains=[Term.SALE])
MEASURES = ["weight_kg", "length_cm", "width_cm", "height_cm", "new_price_eur"]


class Median(Aggregate):
    """The middle one; half of what is not NULL lies below it."""

    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.FloatField()


def live_examples() -> list[Example]:
    """What live offers teach of kinds: their titles, of which at least one word is used
    for its category by several organisations; and what moderators made a synonym."""
    latest = Listing.objects.live().for_all().order_by("-live_at", "-pk")
    columns = ("title", "category_id", "organisation_id")
    rows = set(latest.values_list(*columns)[:LATEST])
    agreed = _agreed(rows)
    taught = [
        row for row in rows if any((w, row[1]) in agreed for w in _telling(row[0]))
    ]
    many = Counter((code, organisation) for _title, code, organisation in taught)
    return [
        *(Example(row.words, row.code, SYNONYM) for row in Synonym.objects.all()),
        *(
            Example(title, code, min(1.0, AT_MOST / many[code, organisation]))
            for title, code, organisation in sorted(taught)
        ),
    ]


def _agreed(rows: set[tuple[str, str, int]]) -> set[tuple[str, str]]:
    """Words and the categories that enough organisations use them for."""
    said = {(word, code, of) for title, code, of in rows for word in _telling(title)}
    counted = Counter((word, code) for word, code, _organisation in said)
    return {pair for pair, number in counted.items() if number >= FEWEST}


def _telling(title: str) -> set[str]:
    """The stems in a title that may tell what it is: no numbers, no short words."""
    tell = (word for word in words(title) if len(word) >= SHORTEST and word.isalpha())
    return {stem(word) for word in tell}


@transaction.atomic
def learn_habits() -> None:
    """What weight, size and price are usual in each category."""
    shown = Listing.objects.shown_before().for_all()
    recent = shown.filter(live_at__gte=timezone.now() - SINCE)
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
