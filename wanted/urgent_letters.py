"""Urgent wants reach who has it at once, with a link to say so from the letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from listings.models import Listing
from members.models import User
from members.rules import may_trade
from outbox.actions import post
from outbox.kinds import Kind
from outbox.models import Letter
from wanted.models import Match, Want

SALT = "we have this"
LASTS = timedelta(days=14)
# To one person in one week; who is asked too often stops reading.
MOST, WEEK = 3, timedelta(days=7)


@dataclass(frozen=True)
class Link:
    """What a link in a letter says: this person has this for that want."""

    want: Want
    listing: Listing
    person: User


def tell_owners(matches: Iterable[Match]) -> None:
    """Who offers what fits an urgent want hears of it once, whatever day their other
    letters come, unless they stopped such letters."""
    best: dict[tuple[int, int], Match] = {}
    urgent = (match for match in matches if match.want.urgent)
    for match in sorted(urgent, key=lambda match: -match.score):
        best.setdefault((match.want_id, match.listing.organisation_id), match)
    owners = User.objects.concerned_each(map(_made, best.values()))
    room = _room(chain.from_iterable(owners.values()))
    wants = Want.objects.for_cards().in_bulk({want for want, _owner in best})
    for match in best.values():
        match.want = wants[match.want_id]
        for owner in owners[_made(match)]:
            if room[owner.pk] > 0:
                room[owner.pk] -= _tell(owner, match)


def opened(token: str) -> Link | None:
    """What a link says; None when it is too old, nobody signed it, one of the three is
    gone, or the person works elsewhere now."""
    try:
        want, listing, person = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    people = User.objects.active().select_related("organisation")
    asked = Want.objects.for_cards().filter(pk=want).first()
    owner = people.filter(pk=person).first()
    if not (asked and owner and may_trade(owner)):
        return None
    ours = Listing.objects.of(owner.organisation).for_cards()  # who left has it no more
    offer = ours.filter(pk=listing).first()
    return Link(asked, offer, owner) if offer else None


def address_for(want: Want, listing: Listing, person: User) -> str:
    """A link that says it for this person, without logging in, for two weeks."""
    token = signing.dumps([want.pk, listing.pk, person.pk], salt=SALT)
    return settings.SITE_URL + reverse("wanted:have", args=[token])


def _made(match: Match) -> tuple[int, int]:
    return match.listing.organisation_id, match.listing.made_by_id


def _room(people: Iterable[User]) -> dict[int, int]:
    """How many more of these letters each of them may get this week."""
    people = list(people)
    lately = Letter.objects.counted_since(timezone.now() - WEEK, Kind.URGENT, people)
    return {person.pk: MOST - lately[person.pk] for person in people}


def _tell(owner: User, match: Match) -> bool:
    """Write to one of them; is it a new letter?"""
    return post(
        "wanted/letters/urgent",
        to=owner,
        about=match.want,
        alert=Kind.URGENT,
        at_once=True,
        secret=True,
        want=match.want,
        listing=match.listing,
        have=address_for(match.want, match.listing, owner),
    )
