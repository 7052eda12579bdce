"""Which listings answer to a search, and which one stands on top.

Whatever the table holds, a bounded number is ranked: the newest that have the words
(`BESIDES`, or `MOST` when no kind is known), and the `MOST` newest of the kinds that
may be meant. The rank adds up what speaks for a listing, in parts that can be said in
words (`reasons`).
"""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.postgres.search import SearchRank
from django.db.models import (
    Case,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import (
    Coalesce,
    Concat,
    Exp,
    Extract,
    Greatest,
    Least,
    Now,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from base.fetching import OneOf
from base.models import Town
from base.paging import MOST_COUNTED
from catalogue.measures import Measure
from catalogue.models import Category
from catalogue.search_meaning import NEAR_KM, Meaning
from listings.models import Listing
from listings.querysets import ListingQuerySet, words_query
from members.models import Location

MOST = MOST_COUNTED + 1  # as many as are shown, and one
BESIDES = 300  # that only have the words, where the kind of thing is known too
# What each part counts at most.
KIND, WORDS, FRESH, NEAR = 1.0, 0.6, 0.15, 0.15
BEST_RANK = KIND + WORDS + FRESH + NEAR
# What an offer says of the sizes that were asked: it stands in steps of more than all
# the rest together.
FITS, SILENT, OTHER = 0, 1, 2
STEP = 2.0
WHOLE_TITLE = 0.6  # the text rank of a title that has all words
FRESH_DAYS, FAR_KM = 60.0, 150.0  # e-folding time; from here on nearness adds nothing
NEW = timedelta(days=7)
BEST_FIRST = ["-rank", "-live_at", "-pk"]


def find(rows: ListingQuerySet, meaning: Meaning) -> QuerySet[Listing]:
    """Those of the rows that answer to it, with `kind`, `has_words` and `rank`. They
    are filtered already, and may have a `distance_km`."""
    if meaning.term:
        rows = rows.shared_as([meaning.term])
    if meaning.place:
        rows = rows.filter(location__in=_around(meaning.place))
    if not meaning.words:
        return rows.annotate(rank=Value(0.0))
    found = _found(rows, meaning)
    return _ranked(rows.filter(OneOf(found)) if found else rows.none(), meaning)


class Reasons(NamedTuple):
    """What speaks for a listing in a search."""

    has_words: bool = False
    is_of_kind: bool = False
    is_new: bool = False
    is_other_size: bool = False

    def in_words(self, category: Category) -> list[str]:
        """Why a listing of that category stands where it stands."""
        spoken = (_("your words"), str(category), _("new this week"), _("other size"))
        return [words for words, holds in zip(spoken, self, strict=True) if holds]


def reasons(listing: Listing) -> Reasons:
    """Of a row that was found."""
    age = timezone.now() - listing.live_at if listing.live_at else NEW
    has_words, kind = getattr(listing, "has_words", 0), getattr(listing, "kind", 0)
    is_other = getattr(listing, "size", FITS) == OTHER
    return Reasons(bool(has_words), bool(kind), age < NEW, is_other)


def _found(rows: QuerySet[Listing], meaning: Meaning) -> list[int]:
    """Looked up once, as the count, the page and the facets all start from it. Where a
    single word names a kind with more than can be shown, that is what was asked for:
    the rest with a common word would be looked for in half the table."""
    with_words = rows.filter(search=words_query(meaning.sought))
    if not meaning.kinds:
        return list(_newest(with_words, MOST))
    of_kind = rows.filter(category__in=meaning.codes)
    if " " not in meaning.sought:
        with_words = with_words.filter(~Exists(_newest(of_kind, MOST)[MOST - 1 :]))
    return list(_newest(with_words, BESIDES).union(_newest(of_kind, MOST)))


def _newest(rows: QuerySet[Listing], most: int) -> QuerySet:
    return rows.order_by("-live_at", "-pk").values_list("pk", flat=True)[:most]


def _around(place: Town | str) -> QuerySet[Location]:
    if isinstance(place, Town):
        return Location.objects.near((place.latitude, place.longitude), NEAR_KM)
    return Location.objects.in_province(place)


def _ranked(rows: QuerySet[Listing], meaning: Meaning) -> QuerySet[Listing]:
    """With its kind and its words, 0 to 1, what it says of sizes, and the rank."""
    text_rank = SearchRank(F("search"), words_query(meaning.sought))
    said = Least(text_rank / Value(WHOLE_TITLE), Value(1.0), output_field=FloatField())
    sure = [When(category=code, then=Value(share)) for code, share in meaning.kinds]
    rows = rows.annotate(
        kind=Case(*sure, default=Value(0.0), output_field=FloatField())
    )
    rank = KIND * F("kind") + FRESH * _freshness() + NEAR * _nearness(rows)
    if not meaning.measures:
        rows = rows.annotate(has_words=said)
        return rows.annotate(rank=rank + WORDS * F("has_words"))
    texts = Concat("title", Value(" "), "description", output_field=TextField())
    rows = rows.annotate(said=texts).annotate(size=_size(meaning.measures))
    rows = rows.annotate(has_words=Case(When(size=FITS, then=said), default=Value(0.0)))
    return rows.annotate(rank=rank + WORDS * F("has_words") - STEP * F("size"))


def _size(measures: tuple[Measure, ...]) -> Case:
    """Does an offer name all sizes that were asked for, none of their sort, or others?
    What a search found is a bounded number of short texts."""
    own = Q(*(Q(said__iregex=measure.own) for measure in measures))
    sorts = Q(*(Q(said__iregex=measure.sort) for measure in measures), _connector="OR")
    return Case(
        When(own, then=Value(FITS)),
        When(sorts, then=Value(OTHER)),
        default=Value(SILENT),
        output_field=IntegerField(),
    )


def _freshness() -> Exp:
    """1 for what was offered just now, falling by e in `FRESH_DAYS`."""
    age = ExpressionWrapper(Now() - F("live_at"), output_field=DurationField())
    days = Extract(age, "epoch", output_field=FloatField()) / Value(86400.0)
    return Exp(-Greatest(days, Value(0.0)) / Value(FRESH_DAYS))


def _nearness(rows: QuerySet[Listing]) -> Coalesce | Value:
    """1 where the reader is, 0 from `FAR_KM` on or when a place is not known."""
    if "distance_km" not in rows.query.annotations:
        return Value(0.0)
    near = Value(1.0) - F("distance_km") / Value(FAR_KM)
    return Coalesce(Greatest(near, Value(0.0)), Value(0.0), output_field=FloatField())
