"""What a search for listings means: as its words are understood, unless some offer says
them as they were typed."""

from catalogue.search_meaning import Meaning, understand
from listings.models import Listing
from listings.querysets import words_query


def meaning_of(typed: str) -> Meaning:
    """A typo is mended where no live offer has it in its text."""
    meaning = understand(typed)
    if meaning.unmended and _is_written(meaning.unmended):
        return understand(typed, mend=False)
    return meaning


def _is_written(words: str) -> bool:
    return Listing.objects.live().filter(search=words_query(words)).exists()
