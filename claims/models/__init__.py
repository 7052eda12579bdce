"""Claims: a member asks for a listing, until the goods changed hands or came back."""

from claims.models.bundle import Bundle, BundleRow
from claims.models.claim import Claim, ClaimStep
from claims.models.hold import Hold

__all__ = ["Bundle", "BundleRow", "Claim", "ClaimStep", "Hold"]
