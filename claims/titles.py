"""What a claim is called: as the asker was told last what they asked for.

It follows the listing's title while the asker may see the listing, so that a mended
word is mended here too. Once it is for its own organisation only, withdrawn or taken
down, it is called what it was called then, in lists, letters and calendars.
"""

from claims.models import Claim
from listings.models import Listing


def follow(listing: Listing) -> None:
    """It is called something else, for those who may see it."""
    Claim.objects.shown(listing).update(title=listing.title)
