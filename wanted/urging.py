"""Urgent wants reach who has it at once, with a link to say so from the letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

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
    urgent = [match for match in matches if match.want.urgent]
    best: dict[tuple[int, int], Match] = {}
    for match in sorted(urgent, key=lambda match: -match.score):
        best.setdefault((match.want_id, match.listing.organisation_id), match)
    owners: dict[tuple[int, int], list[User]] = {}  # who may still be written to
    for match in best.values():
        listing = match.listing
        of = (listing.organisation_id, listing.made_by_id)
        if of not in owners:
            concerned = User.objects.concerned(listing.organisation, listing.made_by)
            owners[of] = [one for one in concerned if one.gets(Kind.URGENT)]
        owners[of] = [owner for owner in owners[of] if _tell(owner, match)]


def opened(token: str) -> Link | None:
    """What a link says; None when it is too old, nobody signed it, or one of the three
    is gone."""
    try:
        want, listing, person = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    people = User.objects.active().select_related("organisation")
    link = Link(
        Want.objects.for_cards().filter(pk=want).first(),
        Listing.objects.for_cards().filter(pk=listing).first(),
        people.filter(pk=person).first(),
    )
    is_whole = link.want and link.listing and link.person
    return link if is_whole and may_trade(link.person) else None


def address_for(want: Want, listing: Listing, person: User) -> str:
    """A link that says it for this person, without logging in, for two weeks."""
    token = signing.dumps([want.pk, listing.pk, person.pk], salt=SALT)
    return settings.SITE_URL + reverse("wanted:have", args=[token])


def _tell(owner: User, match: Match) -> bool:
    """False when they had as many as they get in a week."""
    since = timezone.now() - WEEK
    lately = Letter.objects.written_since(since, Kind.URGENT, owner)
    if lately.count() >= MOST:
        return False
    post(
        "wanted/letters/urgent",
        to=owner,
        about=match.want,
        alert=Kind.URGENT,
        at_once=True,
        want=match.want,
        listing=match.listing,
        have=address_for(match.want, match.listing, owner),
    )
    return True
