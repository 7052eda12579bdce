"""Claims: a member asks for a listing, until the goods changed hands or came back."""

from claims.models.booking import Booking, Occasion, OwnUse
from claims.models.bundle import Bundle, BundleRow
from claims.models.claim import Claim, ClaimStep
from claims.models.damage import Damage, DamagePhoto, DamageStep
from claims.models.deposit import Deposit
from claims.models.extension import Extension, ExtensionStep
from claims.models.feedback import Feedback
from claims.models.hold import Hold
from claims.models.job import Job, Visit
from claims.models.paper import ClaimPaper
from claims.models.quote import Quote, QuoteLine, QuoteStep

__all__ = [
    "Booking",
    "Bundle",
    "BundleRow",
    "Claim",
    "ClaimPaper",
    "ClaimStep",
    "Damage",
    "DamagePhoto",
    "DamageStep",
    "Deposit",
    "Extension",
    "ExtensionStep",
    "Feedback",
    "Hold",
    "Job",
    "Occasion",
    "OwnUse",
    "Quote",
    "QuoteLine",
    "QuoteStep",
    "Visit",
]
