"""What is offered: categories, listings and their photos; one file per subject."""

from listings.models.category import Category
from listings.models.clearance import Clearance
from listings.models.learned import Habit, TitleWord
from listings.models.listing import Listing, ListingStep
from listings.models.moderation import Decided, Proposal, Report
from listings.models.nudge import Nudge
from listings.models.photo import Photo
from listings.models.surplus_list import ColumnMeaning, Import
from listings.models.terms import COMING_BACK, Per, Term

__all__ = [
    "COMING_BACK",
    "Category",
    "Clearance",
    "ColumnMeaning",
    "Decided",
    "Habit",
    "Import",
    "Listing",
    "ListingStep",
    "Nudge",
    "Per",
    "Photo",
    "Proposal",
    "Report",
    "Term",
    "TitleWord",
]
