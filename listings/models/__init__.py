"""What is offered, with photos and moderation; one file per subject."""

from listings.models.group import ListingGroup
from listings.models.listing import Listing, ListingStep
from listings.models.moderation import Decided, Proposal, Report
from listings.models.photo import Photo, Pictured

__all__ = [
    "Decided",
    "Listing",
    "ListingGroup",
    "ListingStep",
    "Photo",
    "Pictured",
    "Proposal",
    "Report",
]
