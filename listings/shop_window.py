"""What strangers see on the open front page: a dozen offers, each as title, photo and
town. Which ones may stand there, `visibility.open_to_anyone` says."""

from collections import Counter
from collections.abc import Collection
from time import time
from typing import NamedTuple

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef

from base.remembering import Memory
from listings.models import Listing, Photo

SHOWN = 12
LOOKED_AT = 300  # of the newest, those of as many kinds as there are
FRESH_S = 60  # what is withdrawn may stand there so much longer, without its photo
WINDOWS = Memory(50)
SIGNER = Signer(salt="listings.shop_window")


class Shown(NamedTuple):
    """All that a stranger is told of an offer."""

    listing: int  # its number, to come back to once one has logged in
    title: str
    town: str
    photo: str  # signed: it opens that one photo, while its offer may stand here


def shop_window(codes: Collection[str] = ()) -> list[Shown]:
    """The newest, of as many kinds as there are; or of these categories alone."""
    key = (int(time() / FRESH_S), *sorted(codes))
    return WINDOWS.recall(key, lambda: _filled(codes))


def photo_in(signed: str) -> int | None:
    """The number of the photo that was shown with this signature."""
    try:
        return int(SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None


def _filled(codes: Collection[str]) -> list[Shown]:
    pictured = Exists(Photo.objects.filter(listing=OuterRef("pk")))
    rows = Listing.objects.for_anyone().filter(pictured).order_by("-live_at", "-pk")
    if codes:
        rows = rows.filter(category__in=codes)
    newest = rows.values_list("pk", "category_id")[:LOOKED_AT]
    chosen = _varied(list(newest))
    found = Listing.objects.for_cards().in_bulk(chosen)
    return [_shown(found[pk]) for pk in chosen]


def _varied(rows: list[tuple[int, str]]) -> list[int]:
    """First the newest of each kind, then the next of each."""
    of_kind: Counter[str] = Counter()
    turns = []
    for place, (pk, kind) in enumerate(rows):
        turns.append((of_kind[kind], place, pk))
        of_kind[kind] += 1
    return [pk for _turn, _place, pk in sorted(turns)[:SHOWN]]


def _shown(listing: Listing) -> Shown:
    photo = SIGNER.sign(str(listing.first_photo.pk))
    return Shown(listing.pk, listing.title, listing.location.town, photo)
