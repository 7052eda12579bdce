"""All who asked for a listing, side by side: what they ask, and who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db.models import Count, Exists, FloatField, OuterRef, Q, Value
from django.utils import timezone

from base.places import distance_km
from claims import availability
from claims.deeds import KEPT, RECORD
from claims.models import Claim, ClaimStep
from claims.querysets import ClaimQuerySet
from claims.states import ACCEPTED, HOLDING
from listings.models import Listing

SHOWN = 100  # of those who wait, and of those who were given something
State = Claim.State


@dataclass(frozen=True)
class Asker:
    """One claim that still waits, with what helps to choose."""

    claim: Claim
    km: float | None
    """From where it stands to where it would go."""
    kept: int
    missed: int
    """Earlier promises to its organisation, of anybody: what came of them."""
    free: int
    """Pieces that can be promised to it now."""
    place: int
    """On the waiting list; 0: it is not on it."""

    @property
    def most(self) -> int:
        """So many it can be given now."""
        return max(min(self.free, self.claim.quantity), 0)


class Comparison:
    """Who still waits for a listing, the first who asked first (`askers`), who was
    given something of it (`given`), and how many are free for good."""

    def __init__(self, listing: Listing):
        kept = availability.holds(listing)
        self.listing = listing
        self.free = availability.free(listing, kept=kept)
        claims = list(_wanted(listing)[:SHOWN])
        records = records_of({claim.organisation_id for claim in claims})
        self.askers, places = [], count(1)
        for claim in claims:
            claim.listing = listing
            self.askers.append(
                Asker(
                    claim,
                    claim.km,
                    **records.get(claim.organisation_id, NOTHING),
                    free=availability.free_for(claim, kept),
                    place=next(places) if claim.state == State.WAITING else 0,
                )
            )
        self.given = list(_given(listing)[:SHOWN])


NOTHING = {"kept": 0, "missed": 0}


def records_of(organisations: Iterable[int]) -> dict[int, dict[str, int]]:
    """By the number of an organisation: how many promises to it ended with goods that
    changed hands (`kept`), and how many it withdrew or let lapse (`missed`)."""
    promised = ClaimStep.objects.filter(subject=OuterRef("pk"), state=ACCEPTED)
    ended = Q(state__in=[State.WITHDRAWN, State.EXPIRED])
    earlier = Claim.objects.filter(
        organisation__in=organisations, asked_at__gte=timezone.now() - RECORD
    )
    counted = (
        earlier.order_by()
        .values("organisation")
        .annotate(
            kept=Count("pk", filter=KEPT),
            missed=Count("pk", filter=ended & Q(Exists(promised))),
        )
    )
    return {
        row["organisation"]: {"kept": row["kept"], "missed": row["missed"]}
        for row in counted
    }


def _wanted(listing: Listing) -> ClaimQuerySet:
    here = listing.location
    km: Any = Value(None, output_field=FloatField())
    if here.latitude is not None and here.longitude is not None:
        km = distance_km((here.latitude, here.longitude), "location")
    people = Claim.objects.filter(listing=listing).wanted().of_pieces().annotate(km=km)
    people = people.select_related("organisation__sector", "asker", "location")
    return people.order_by("asked_at", "pk")


def _given(listing: Listing) -> ClaimQuerySet:
    """Who has it, or is to have it; the last ones first."""
    given = Claim.objects.filter(listing=listing, state__in=HOLDING)
    return given.select_related("organisation", "listing")
