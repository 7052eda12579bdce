"""Letters about a listing, to the people whose it is."""

from django.db.models import Model

from listings.models import Listing, ListingStep
from members.models import User
from outbox.actions import post_all


def tell(letter: str, step: ListingStep, *, alert: bool = False) -> None:
    """A letter of that name about what happened to a listing."""
    tell_all(letter, step.subject, about=step, alert=alert)


def tell_all(
    letter: str, listing: Listing, *, about: Model, alert: bool = False, **more: str
) -> None:
    """A letter of that name about a listing; `about` is what causes it."""
    readers = User.objects.concerned(listing.organisation, listing.made_by)
    name = f"listings/letters/{letter}"
    post_all(name, to=readers, about=about, alert=alert, listing=listing, **more)
