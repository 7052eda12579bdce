"""New words for a listing that others see: a moderator looks first when a rule says so,
and until then the approved words stay."""

from collections.abc import Sequence
from typing import Any

from base.words import Words
from catalogue.models import Category
from listings.models import Listing, Proposal
from members.models import User

WORDS = ["title", "description", "category", "lot", "unit", "declared"]
State = Proposal.State


def propose(
    listing: Listing, old: dict[str, Any], changed: Sequence[str], *, by: User, why: str
) -> list[str]:
    """Keep the new words aside and give the listing its old ones back; returns the
    other changes. A second change before the moderator came joins the first."""
    waiting = listing.proposals.waiting().first()
    fields = dict(waiting.fields) if waiting else {}
    for name in [name for name in changed if name in WORDS]:
        new = getattr(listing, name)
        fields[name] = new.code if isinstance(new, Category) else new
        setattr(listing, name, old[name])
    Proposal.objects.update_or_create(
        listing=listing,
        state=State.WAITING,
        defaults={"fields": fields, "why": why, "by": by},
    )
    return [name for name in changed if name not in WORDS]


def replace(listing: Listing, *, by: User) -> None:
    """Words that need no moderator came in the place of those that waited."""
    for waiting in listing.proposals.waiting():
        waiting.decide(State.REPLACED, by=by)


def new_words(proposal: Proposal) -> dict[str, Any]:
    """The fields as a listing takes them."""
    fields = dict(proposal.fields)
    if "category" in fields:
        fields["category"] = Category.objects.get(pk=fields["category"])
    return fields


def side_by_side(proposal: Proposal) -> list[tuple[Words, Any, Any]]:
    """Name, the words that others see and the new ones, for each that differs."""
    listing, new = proposal.listing, new_words(proposal)
    names = {field.name: field.verbose_name for field in Listing._meta.fields}
    return [(names[name], getattr(listing, name), new[name]) for name in new]
