"""What others are told when an offer gets another title.

A later stage that keeps the title of an offer, as a claim does, says so from its
`apps.py` with `hears_of_new_titles`; this app knows nothing of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from listings.models import Listing

_hearers: list[Callable[["Listing"], object]] = []


def hears_of_new_titles(hear: Callable[["Listing"], object]) -> None:
    """Call this function too when an offer is called something else."""
    _hearers.append(hear)


def tell_new_title(listing: "Listing") -> None:
    """It is saved under its new title, and held by its row's lock."""
    for hear in _hearers:
        hear(listing)
