"""Who may see a listing: one rule, in the three forms that it is asked in.

Published ones, open to the reader's organisation; one's own in any state; staff see
all. An offer is open to the whole network, to the province of its owner or to its owner
only, and after the days that its owner keeps it for their own people (`Reach`). A
property test holds the three forms together; the first reads what PostgreSQL copies of
the owner onto the listing (`models/copies.py`), the others the owner. Strangers see
nothing, but for the glimpse of `open_to_anyone`.
"""

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Now

from members.models import Organisation, User
from members.rules import can_moderate

if TYPE_CHECKING:
    from listings.models.listing import Listing
    from listings.models.reach import Reach

PUBLISHED = ["live", "paused", "gone"]
# The same as `open_to` in SQL, of the row `listing`, its owner `offering` and the
# organisation `asking`.
OPEN_TO_SQL = """(
    (listing.opens_at IS NULL OR listing.opens_at <= statement_timestamp())
    AND (listing.audience = 'network'
         OR (listing.audience = 'region' AND asking.province = offering.province)))"""


def visible_to(user: User, path: str = "") -> Q:
    """What somebody may see of the listings at the end of a path of lookups, such as
    "listing__"; of the rows themselves without one.

    Paused and gone ones stay visible by their address, so that an old link says what
    happened; lists show `live` ones."""
    if can_moderate(user):
        return Q()
    own = Q(**{f"{path}organisation": user.organisation_id})
    return shown_in(_province_of(user.organisation), path) | own


def open_to(organisation: Organisation | None, path: str = "") -> Q:
    """Listings of others that an organisation may find now."""
    return open_in(_province_of(organisation), path)


def shown_in(province: str | F, path: str = "") -> Q:
    """What who is in that province may see of the listings of others; an F where the
    rows say themselves who that is, such as those of a match."""
    shared = Q(**{f"{path}state__in": PUBLISHED, f"{path}owner_state": "active"})
    return shared & open_in(province, path)


def open_in(province: str | F, path: str = "") -> Q:
    """The same in any state: whom it is for, and from when."""
    near = Q(**{f"{path}audience": "region", f"{path}province": province})
    return _opened(path) & (Q(**{f"{path}audience": "network"}) | near)


def _opened(path: str) -> Q:
    """The days that its owner keeps it for their own people are over."""
    return Q(**{f"{path}opens_at": None}) | Q(**{f"{path}opens_at__lte": Now()})


def _province_of(organisation: Organisation | None) -> str:
    return organisation.province if organisation else ""


def open_to_all(path: str = "") -> Q:
    """What every member may find now, wherever they are, in any state. The platform
    learns words and figures from nothing else: what it learned, it tells everybody."""
    everybody = Q(**{f"{path}audience": "network", f"{path}owner_state": "active"})
    return everybody & _opened(path)


def open_to_anyone(path: str = "") -> Q:
    """What a stranger may see a glimpse of: its title, its first photo and its town,
    never whose it is (`shop_window`).

    It is live and every member may see it now, nobody reported it, and its title does
    not name its owner."""
    live = open_to_all(path) & Q(**{f"{path}state": "live"})
    reported = Q(**{f"{path}reports__state": "waiting"})
    named = Q(**{f"{path}title__icontains": F(f"{path}organisation__name")})
    return live & ~reported & ~named


def is_shown_to(listing: "Listing", organisation: Organisation | None) -> bool:
    """The same as `visible_to`, of one listing that is in memory with its owner."""
    if organisation is None:
        return False
    shared = listing.state in PUBLISHED and listing.organisation.is_active
    is_own = organisation.pk == listing.organisation_id
    return is_own or (shared and is_open_to(listing, organisation))


def is_open_to(listing: "Reach", organisation: Organisation) -> bool:
    """May that organisation find it now? Its own always may."""
    if organisation.pk == listing.organisation_id:
        return True
    if listing.is_for_own_only:
        return False
    near = organisation.province == listing.organisation.province
    return listing.audience == listing.Audience.NETWORK or near
