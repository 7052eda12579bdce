"""What is offered, with photos and moderation; one file per subject."""

from listings.models.group import ListingGroup
from listings.models.listing import Listing, ListingStep
from listings.models.moderation import Decided, Proposal, Report
from listings.models.photo import Photo, Pictured
from listings.models.room import Room, RoomDay, RoomHours, RoomSetup
from listings.models.service import Service, service_of

__all__ = [
    "Decided",
    "Listing",
    "ListingGroup",
    "ListingStep",
    "Photo",
    "Pictured",
    "Proposal",
    "Report",
    "Room",
    "RoomDay",
    "RoomHours",
    "RoomSetup",
    "Service",
    "service_of",
]
