"""Letters about a listing, to the people whose it is; and how a listing is told of."""

from typing import Any

from django.db.models import Model

from listings.models import Listing, ListingStep
from members.models import User
from outbox.actions import post_all
from outbox.items import Item

LISTING = "listing"  # the kind of such an item


def seen_now(keys: set[str], reader: User) -> set[str]:
    """Which of these listings the reader may see and have now."""
    numbers = [int(key.split()[1]) for key in keys]
    seen = Listing.objects.visible_to(reader).live().filter(pk__in=numbers)
    return {f"{LISTING} {pk}" for pk in seen.values_list("pk", flat=True)}


def tell(letter: str, step: ListingStep, *, alert: str = "") -> None:
    """A letter by that template about what happened to a listing."""
    tell_all(letter, step.subject, about=step, alert=alert)


def tell_all(
    letter: str, listing: Listing, *, about: Model, alert: str = "", **more: str
) -> None:
    """A letter by that template about a listing; `about` is what causes it."""
    readers = User.objects.concerned(listing.organisation, listing.made_by)
    post_all(letter, to=readers, about=about, alert=alert, listing=listing, **more)


def offered(listing: Listing, *, score: float, because: Any, **context: Any) -> Item:
    """A listing that somebody may like, as letters tell of it. `because` is a lazy text
    when it is to be read in the reader's language."""
    return Item(
        key=f"{LISTING} {listing.pk}",
        score=score,
        template="listings/letters/_offered.txt",
        because=because,
        context={"listing": listing, **context},
    )
