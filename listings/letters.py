"""Letters about a listing, to the people whose it is."""

from listings.models import ListingStep
from members.models import User
from outbox.actions import post_all


def tell(letter: str, step: ListingStep, *, alert: bool = False) -> None:
    """A letter of that name about what happened to a listing."""
    listing = step.subject
    readers = User.objects.concerned(listing.organisation, listing.made_by)
    name = f"listings/letters/{letter}"
    post_all(name, to=readers, about=step, alert=alert, listing=listing)
