"""Organisations, their places and their people; one file per subject."""

from members.models.joining import Invitation, JoinRequest, JoinRequestStep
from members.models.location import ClosedDays, Location, PickupHours
from members.models.organisation import (
    EmailDomain,
    Organisation,
    OrganisationStep,
    Sector,
)
from members.models.person import User

__all__ = [
    "ClosedDays",
    "EmailDomain",
    "Invitation",
    "JoinRequest",
    "JoinRequestStep",
    "Location",
    "Organisation",
    "OrganisationStep",
    "PickupHours",
    "Sector",
    "User",
]
