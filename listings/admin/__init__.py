"""What moderators do with offers; one file per subject."""

from listings.admin.listings import ListingAdmin
from listings.admin.moderation import ProposalAdmin, ReportAdmin

__all__ = ["ListingAdmin", "ProposalAdmin", "ReportAdmin"]
