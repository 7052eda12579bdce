"""Claims: a member asks for a listing, until the goods changed hands or came back."""

from claims.models.claim import Claim, ClaimStep
from claims.models.damage import Damage, DamagePhoto, DamageStep
from claims.models.hold import Hold

__all__ = ["Claim", "ClaimStep", "Damage", "DamagePhoto", "DamageStep", "Hold"]
