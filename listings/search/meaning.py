"""What a search for listings means: as its words are understood, unless some offer says
them as they were typed."""

from catalogue.search_meaning import Meaning, understand
from listings.models import Listing
from listings.querysets import ListingQuerySet, words_query
from members.models import User


def meaning_of(typed: str, reader: User) -> Meaning:
    """A typo is mended where no live offer that the reader may see has it in its text:
    of the others they can't learn even that a word stands in one."""
    return meaning_among(Listing.objects.visible_to(reader).live(), typed)


def meaning_among(offers: ListingQuerySet, typed: str) -> Meaning:
    """The same where these are the offers there are."""
    meaning = understand(typed)
    if meaning.unmended and _is_written(meaning.unmended, offers):
        return understand(typed, mend=False)
    return meaning


def _is_written(words: str, offers: ListingQuerySet) -> bool:
    return offers.filter(search=words_query(words)).exists()
