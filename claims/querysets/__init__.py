"""Which rows of claims, and of what belongs to them."""

from claims.querysets.bookings import OccasionQuerySet
from claims.querysets.bundles import BundleQuerySet
from claims.querysets.claims import IN_LINES, ON_PAGE, ClaimQuerySet
from claims.querysets.holds import HoldQuerySet
from claims.querysets.lending import (
    DamagePhotoQuerySet,
    DamageQuerySet,
    DepositQuerySet,
    ExtensionQuerySet,
)
from claims.querysets.papers import ClaimPaperQuerySet
from claims.querysets.services import QuoteQuerySet, VisitQuerySet

__all__ = [
    "IN_LINES",
    "ON_PAGE",
    "BundleQuerySet",
    "ClaimPaperQuerySet",
    "ClaimQuerySet",
    "DamagePhotoQuerySet",
    "DamageQuerySet",
    "DepositQuerySet",
    "ExtensionQuerySet",
    "HoldQuerySet",
    "OccasionQuerySet",
    "QuoteQuerySet",
    "VisitQuerySet",
]
