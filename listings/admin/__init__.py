"""What moderators do with offers; one file per subject."""

from listings.admin.listings import ListingAdmin
from listings.admin.moderation import ProposalAdmin, ReportAdmin
from listings.admin.rooms import RoomAdmin, ServiceAdmin

__all__ = ["ListingAdmin", "ProposalAdmin", "ReportAdmin", "RoomAdmin", "ServiceAdmin"]
